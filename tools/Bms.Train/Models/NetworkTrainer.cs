using Bms.World.Numerics;

namespace Bms.Train.Models;

/// <summary>Trains a network on vectors, in an order drawn from a seed.</summary>
internal static class NetworkTrainer
{
    private const int Batch = 64;
    private const double Rate = 0.004;

    /// <summary>
    /// Runs through the vectors so many times; slope gives the loss's slope at the output for a vector's number and the output. The rate
    /// falls along a straight line to a tenth.
    /// </summary>
    internal static void Train(Network network, IReadOnlyList<double[]> vectors, Func<int, double[], double[]> slope, int rounds,
        SeededRandom random)
    {
        double[] gradient = new double[network.Parameters];
        double[] mean = new double[gradient.Length];
        double[] square = new double[gradient.Length];
        int[] order = [.. Enumerable.Range(0, vectors.Count)];
        int batches = Math.Max(1, vectors.Count / Batch);
        double decayMean = 1;
        double decaySquare = 1;
        for (int number = 0; number < rounds * batches; number++)
        {
            if (number % batches == 0)
            {
                Shuffle(order, random);
            }

            Array.Clear(gradient);
            int count = Math.Min(Batch, order.Length);
            for (int i = 0; i < count; i++)
            {
                int vector = order[(number % batches * Batch) + i];
                double[][] values = network.Run(vectors[vector]);
                network.AddGradient(values, slope(vector, values[^1]), gradient);
            }

            decayMean *= 0.9;
            decaySquare *= 0.999;
            double rate = Rate * (1 - (0.9 * number / (rounds * batches)));
            network.Move(i =>
            {
                double g = gradient[i] / count;
                mean[i] = (0.9 * mean[i]) + (0.1 * g);
                square[i] = (0.999 * square[i]) + (0.001 * g * g);
                return -rate * (mean[i] / (1 - decayMean)) / (Math.Sqrt(square[i] / (1 - decaySquare)) + 1e-8);
            });
        }
    }

    private static void Shuffle(int[] order, SeededRandom random)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = (int)(random.NextUniform() * (i + 1));
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    /// <summary>Shares that add up to 1 from outputs without a scale.</summary>
    internal static double[] Softmax(double[] outputs)
    {
        double most = outputs.Max();
        double[] shares = Array.ConvertAll(outputs, x => DeterministicMath.Exp(x - most));
        double sum = shares.Sum();
        return Array.ConvertAll(shares, x => x / sum);
    }
}
