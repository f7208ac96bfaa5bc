using Bms.Anomaly;
using Bms.World.Numerics;

namespace Bms.Train.Models;

/// <summary>C as a board would run it, and the same in floating point beside it for the test of parity.</summary>
internal sealed class QuantisedModel(NetworkModel model, IReadOnlyList<double[]> examples) : IAnomalyModel
{
    private const double Least = 1e-12;

    /// <summary>Minus the logarithm of the least share.</summary>
    private const double LeastOdds = 27.631;

    private readonly QuantisedNetwork _coder = new(model.Coder, examples.Select(v => NetworkModel.Centred(v, model.Mean)));
    private readonly QuantisedNetwork _head = new(model.Head, examples.Select(v => NetworkModel.Centred(v, model.Mean)));

    public int Bytes => _coder.Bytes + _head.Bytes + (4 * model.Mean.Length);

    public int MultiplyAdds => _coder.MultiplyAdds + _head.MultiplyAdds;

    public double Score(double[] vector)
    {
        double[] centred = NetworkModel.Centred(vector, model.Mean);
        return Error(centred, _coder.Run(centred)) + Odds(_head.Run(centred));
    }

    /// <summary>The score before quantisation.</summary>
    internal double ScoreInFloat(double[] vector)
    {
        double[] centred = NetworkModel.Centred(vector, model.Mean);
        return Error(centred, model.Coder.Run(centred)[^1]) + Odds(model.Head.Run(centred)[^1]);
    }

    // The logarithm of the odds that the pack is not healthy, from 0 on.
    private static double Odds(double[] outputs)
    {
        double[] shares = NetworkTrainer.Softmax(outputs);
        return LeastOdds + DeterministicMath.Log(Math.Max(Least, 1 - shares[0]) / Math.Max(Least, shares[0]));
    }

    private static double Error(double[] vector, double[] coded)
    {
        double sum = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            double off = Math.Max(0, vector[i] - coded[i]);
            sum += off * off;
        }

        return sum;
    }

    public AnomalyType TypeOf(double[] vector)
    {
        double[] outputs = _head.Run(NetworkModel.Centred(vector, model.Mean));

        // The head is asked for a fault's name only when there is one.
        int best = 1;
        for (int i = 2; i < outputs.Length; i++)
        {
            best = outputs[i] > outputs[best] ? i : best;
        }

        return NetworkModel.Types[best];
    }
}
