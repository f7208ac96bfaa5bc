using Bms.World.Numerics;

namespace Bms.Train.Models;

/// <summary>
/// A chain of fully connected layers; what leaves each but the last passes a rectifier. Trained by Adam (Kingma and Ba, ICLR 2015) with
/// arithmetic that gives the same bits everywhere.
/// </summary>
internal sealed class Network
{
    private readonly double[][] _weights;
    private readonly double[][] _biases;

    /// <summary>Layers of so many numbers, with weights drawn as the rectifier wants them (He et al., ICCV 2015).</summary>
    internal Network(int[] sizes, SeededRandom random)
    {
        Sizes = sizes;
        _weights = new double[sizes.Length - 1][];
        _biases = new double[sizes.Length - 1][];
        for (int layer = 0; layer < sizes.Length - 1; layer++)
        {
            double sigma = Math.Sqrt(2.0 / sizes[layer]);
            _weights[layer] = new double[sizes[layer] * sizes[layer + 1]];
            _biases[layer] = new double[sizes[layer + 1]];
            for (int i = 0; i < _weights[layer].Length; i++)
            {
                _weights[layer][i] = sigma * random.NextNormal();
            }
        }
    }

    internal int[] Sizes { get; }

    internal IReadOnlyList<double[]> Weights => _weights;

    internal IReadOnlyList<double[]> Biases => _biases;

    /// <summary>What leaves each layer, the input first.</summary>
    internal double[][] Run(double[] input)
    {
        double[][] values = new double[Sizes.Length][];
        values[0] = input;
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            double[] output = [.. _biases[layer]];
            for (int i = 0; i < output.Length; i++)
            {
                double sum = output[i];
                for (int j = 0; j < values[layer].Length; j++)
                {
                    sum += _weights[layer][(i * values[layer].Length) + j] * values[layer][j];
                }

                output[i] = layer < _weights.Length - 1 ? Math.Max(0, sum) : sum;
            }

            values[layer + 1] = output;
        }

        return values;
    }

    /// <summary>
    /// Adds the gradient of a loss to sums, given what each layer gave and the loss's slope at the output. Sums are laid out layer by
    /// layer, weights before biases.
    /// </summary>
    internal void AddGradient(double[][] values, double[] slope, double[] sums)
    {
        int end = sums.Length;
        for (int layer = _weights.Length - 1; layer >= 0; layer--)
        {
            double[] input = values[layer];
            end -= _weights[layer].Length + slope.Length;
            double[] before = new double[input.Length];
            for (int i = 0; i < slope.Length; i++)
            {
                if (slope[i] == 0)
                {
                    continue;
                }

                for (int j = 0; j < input.Length; j++)
                {
                    sums[end + (i * input.Length) + j] += slope[i] * input[j];
                    before[j] += input[j] > 0 || layer == 0 ? slope[i] * _weights[layer][(i * input.Length) + j] : 0;
                }

                sums[end + _weights[layer].Length + i] += slope[i];
            }

            slope = before;
        }
    }

    /// <summary>Numbers that it learns.</summary>
    internal int Parameters => _weights.Sum(w => w.Length) + _biases.Sum(b => b.Length);

    /// <summary>Moves each number; the order is that of the gradient.</summary>
    internal void Move(Func<int, double> step)
    {
        int number = 0;
        for (int layer = 0; layer < _weights.Length; layer++)
        {
            foreach (double[] part in (double[][])[_weights[layer], _biases[layer]])
            {
                for (int i = 0; i < part.Length; i++)
                {
                    part[i] += step(number++);
                }
            }
        }
    }
}
