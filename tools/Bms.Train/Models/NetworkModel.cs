using Bms.Anomaly;
using Bms.World.Numerics;

namespace Bms.Train.Models;

/// <summary>
/// C: a small auto-encoder, trained on healthy vectors only, whose error is what it has never seen; and a head that knows the faults of
/// the training fleet by name, healthy among them. The score is the head's logarithm of the odds against healthy, plus the error.
/// </summary>
internal sealed class NetworkModel
{
    private const int Rounds = 12;
    private const int HeadRounds = 10;

    private NetworkModel(Network coder, Network head, double[] mean)
    {
        Coder = coder;
        Head = head;
        Mean = mean;
    }

    /// <summary>Types that the head tells apart; the first is a healthy pack.</summary>
    internal static IReadOnlyList<AnomalyType> Types { get; } =
    [
        AnomalyType.None, AnomalyType.InternalShort, AnomalyType.VoltageSensor, AnomalyType.CurrentSensor, AnomalyType.TemperatureSensor,
        AnomalyType.Contact, AnomalyType.WeakCell, AnomalyType.Plating, AnomalyType.Cooling, AnomalyType.SelfHeating,
    ];

    internal Network Coder { get; }

    internal Network Head { get; }

    internal double[] Mean { get; }

    /// <summary>Trains both; labels are numbers in <see cref="Types"/>, each class weighs the same in the head.</summary>
    internal static NetworkModel Train(IReadOnlyList<double[]> healthy, IReadOnlyList<double[]> labelled, IReadOnlyList<int> labels,
        ulong seed)
    {
        int n = healthy[0].Length;
        double[] mean = new double[n];
        foreach (double[] vector in healthy)
        {
            for (int i = 0; i < n; i++)
            {
                mean[i] += vector[i] / healthy.Count;
            }
        }

        var coder = new Network([n, 8, 4, 8, n], new SeededRandom(seed, "coder"));
        double[][] centred = [.. healthy.Select(v => Centred(v, mean))];
        NetworkTrainer.Train(coder, centred, (i, output) => Error(output, centred[i]), Rounds, new SeededRandom(seed, "coder order"));
        var head = new Network([n, 12, Types.Count], new SeededRandom(seed, "head"));
        double[] weight = Weights(labels);
        NetworkTrainer.Train(head, [.. labelled.Select(v => Centred(v, mean))], (i, output) =>
        {
            double[] slope = NetworkTrainer.Softmax(output);
            slope[labels[i]] -= 1;
            return Array.ConvertAll(slope, s => s * weight[labels[i]]);
        }, HeadRounds, new SeededRandom(seed, "head order"));
        return new NetworkModel(coder, head, mean);
    }

    // Half of all weight is on healthy looks, the rest is shared by the faults alike.
    private static double[] Weights(IReadOnlyList<int> labels)
    {
        double[] weight = new double[Types.Count];
        int kinds = labels.Distinct().Count(l => l > 0);
        for (int i = 0; i < weight.Length; i++)
        {
            int count = labels.Count(l => l == i);
            weight[i] = count == 0 ? 0 : labels.Count * (i == 0 ? 0.5 : 0.5 / kinds) / count;
        }

        return weight;
    }

    internal static double[] Centred(double[] vector, double[] mean)
    {
        double[] centred = new double[mean.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            centred[i] = vector[i] - mean[i];
        }

        return centred;
    }

    private static double[] Error(double[] output, double[] wanted)
    {
        double[] error = new double[output.Length];
        for (int i = 0; i < output.Length; i++)
        {
            error[i] = output[i] - wanted[i];
        }

        return error;
    }
}
