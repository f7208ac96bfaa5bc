namespace Bms.Train.Models;

/// <summary>
/// A network in integers as a board would run it: weights of 8 bits with one scale a layer, biases and sums of 32 bits, values between
/// layers of 12 bits and a sign. Between layers a sum becomes a value by one multiplication and a shift.
/// </summary>
internal sealed class QuantisedNetwork
{
    private const int Most = 4095;

    /// <summary>Bits by which a sum is shifted after its multiplication.</summary>
    private const int Shift = 20;

    private readonly sbyte[][] _weights;
    private readonly int[][] _biases;
    private readonly int[] _factors;
    private readonly double _input;
    private readonly double _output;

    /// <summary>Quantises a network; the largest value of each layer is taken from examples.</summary>
    internal QuantisedNetwork(Network network, IEnumerable<double[]> examples)
    {
        double[] largest = new double[network.Sizes.Length];
        Array.Fill(largest, 1e-3);
        foreach (double[] example in examples)
        {
            double[][] values = network.Run(example);
            for (int i = 0; i < largest.Length; i++)
            {
                largest[i] = Math.Max(largest[i], values[i].Max(Math.Abs));
            }
        }

        int layers = network.Weights.Count;
        _weights = new sbyte[layers][];
        _biases = new int[layers][];
        _factors = new int[layers];
        _input = largest[0] / Most;
        double scale = _input;
        for (int layer = 0; layer < layers; layer++)
        {
            double weight = network.Weights[layer].Max(Math.Abs) / sbyte.MaxValue;
            double product = scale * weight;
            _weights[layer] = Array.ConvertAll(network.Weights[layer], w => (sbyte)Math.Round(w / weight));
            _biases[layer] = Array.ConvertAll(network.Biases[layer], b => (int)Math.Round(b / product));
            scale = largest[layer + 1] / Most;
            _factors[layer] = (int)Math.Round(product / scale * (1 << Shift));
            _output = product;
        }
    }

    /// <summary>Bytes of weights, biases, factors and the two scales.</summary>
    internal int Bytes => _weights.Sum(w => w.Length) + _biases.Sum(b => 4 * b.Length) + (4 * _factors.Length) + 8;

    internal int MultiplyAdds => _weights.Sum(w => w.Length);

    /// <summary>What the last layer gives.</summary>
    internal double[] Run(double[] input)
    {
        int[] values = Array.ConvertAll(input, x => (int)Math.Clamp(Math.Round(x / _input), -Most, Most));
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            int[] sums = [.. _biases[layer]];
            for (int i = 0; i < sums.Length; i++)
            {
                for (int j = 0; j < values.Length; j++)
                {
                    sums[i] += _weights[layer][(i * values.Length) + j] * values[j];
                }
            }

            if (layer == _weights.Length - 1)
            {
                return Array.ConvertAll(sums, sum => sum * _output);
            }

            int factor = _factors[layer];
            values = Array.ConvertAll(sums, sum => (int)Math.Clamp(((long)sum * factor) >> Shift, 0, Most));
        }

        return [];
    }
}
