namespace Bms.Train.Models;

/// <summary>
/// A network in integers as a board would run it: weights of 8 bits with a scale for each number that a layer gives, biases and sums of 32
/// bits, values between layers of 12 bits and a sign. Between layers a sum becomes a value by one multiplication and a shift.
/// </summary>
internal sealed class QuantisedNetwork
{
    private const int Most = 4095;

    /// <summary>What comes in may be so much larger than in the examples before it is cut off.</summary>
    private const double Headroom = 2;

    /// <summary>Bits by which a sum is shifted after its multiplication.</summary>
    private const int Shift = 24;

    private readonly sbyte[][] _weights;
    private readonly int[][] _biases;
    private readonly long[][] _factors;
    private readonly double[] _output;
    private readonly double _input;

    /// <summary>Quantises a network; the largest value of each layer is taken from examples.</summary>
    internal QuantisedNetwork(Network network, IEnumerable<double[]> examples)
    {
        double[] largest = Largest(network, examples);
        int layers = network.Weights.Count;
        _weights = new sbyte[layers][];
        _biases = new int[layers][];
        _factors = new long[layers][];
        _output = new double[network.Sizes[^1]];
        _input = Headroom * largest[0] / Most;
        double scale = _input;
        for (int layer = 0; layer < layers; layer++)
        {
            double next = Headroom * largest[layer + 1] / Most;
            int width = network.Sizes[layer];
            _weights[layer] = new sbyte[network.Weights[layer].Length];
            _biases[layer] = new int[network.Sizes[layer + 1]];
            _factors[layer] = new long[_biases[layer].Length];
            for (int row = 0; row < _biases[layer].Length; row++)
            {
                double[] weights = network.Weights[layer][(row * width)..((row + 1) * width)];
                double weight = Math.Max(1e-9, weights.Max(Math.Abs)) / sbyte.MaxValue;
                for (int i = 0; i < width; i++)
                {
                    _weights[layer][(row * width) + i] = (sbyte)Math.Round(weights[i] / weight);
                }

                double product = scale * weight;
                _biases[layer][row] = (int)Math.Round(network.Biases[layer][row] / product);
                _factors[layer][row] = (long)Math.Round(product / next * (1 << Shift));
                _output[row % _output.Length] = product;
            }

            scale = next;
        }
    }

    private static double[] Largest(Network network, IEnumerable<double[]> examples)
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

        return largest;
    }

    /// <summary>Bytes of weights, biases, factors (the last layer's are scales of the output) and the scale of what comes in.</summary>
    internal int Bytes => _weights.Sum(w => w.Length) + _biases.Sum(b => 8 * b.Length) + 4;

    internal int MultiplyAdds => _weights.Sum(w => w.Length);

    /// <summary>What the last layer gives.</summary>
    internal double[] Run(double[] input)
    {
        int[] values = Array.ConvertAll(input, x => (int)Math.Clamp(Math.Round(x / _input), -Most, Most));
        for (int layer = 0; layer < _weights.Length - 1; layer++)
        {
            int[] sums = Sums(layer, values);
            values = new int[sums.Length];
            for (int i = 0; i < sums.Length; i++)
            {
                values[i] = (int)Math.Clamp((sums[i] * _factors[layer][i]) >> Shift, 0, Most);
            }
        }

        int[] last = Sums(_weights.Length - 1, values);
        double[] output = new double[last.Length];
        for (int i = 0; i < output.Length; i++)
        {
            output[i] = last[i] * _output[i];
        }

        return output;
    }

    private int[] Sums(int layer, int[] values)
    {
        int[] sums = [.. _biases[layer]];
        for (int i = 0; i < sums.Length; i++)
        {
            for (int j = 0; j < values.Length; j++)
            {
                sums[i] += _weights[layer][(i * values.Length) + j] * values[j];
            }
        }

        return sums;
    }
}
