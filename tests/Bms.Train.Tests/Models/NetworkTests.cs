using Bms.Train.Models;
using Bms.World.Numerics;
using Xunit;

namespace Bms.Train.Tests.Models;

public class NetworkTests
{
    [Fact]
    public void The_gradient_is_the_slope_of_the_loss_when_a_number_is_moved()
    {
        var network = new Network([3, 5, 4, 2], new SeededRandom(7, "network"));
        double[] input = [0.4, -1.1, 0.7];
        double[] gradient = new double[network.Parameters];
        double[][] values = network.Run(input);
        network.AddGradient(values, values[^1], gradient);
        double Loss() => network.Run(input)[^1].Sum(y => y * y / 2);
        for (int moved = 0; moved < network.Parameters; moved += 3)
        {
            const double Small = 1e-6;
            network.Move(i => i == moved ? Small : 0);
            double up = Loss();
            network.Move(i => i == moved ? -2 * Small : 0);
            double slope = (up - Loss()) / (2 * Small);
            network.Move(i => i == moved ? Small : 0);
            Assert.Equal(slope, gradient[moved], 5);
        }
    }

    [Fact]
    public void Training_learns_what_no_straight_line_separates_and_eight_bits_keep_it()
    {
        // Exclusive or, in four corners.
        SeededRandom random = new(2, "corners");
        double[][] corners = [.. Enumerable.Range(0, 512)
            .Select(i => (double[])[(i & 1) + (0.1 * random.NextNormal()), (i >> 1 & 1) + (0.1 * random.NextNormal())])];
        int Label(int i) => (i ^ (i >> 1)) & 1;
        var network = new Network([2, 8, 2], new SeededRandom(2, "network"));
        NetworkTrainer.Train(network, corners, (i, output) =>
        {
            double[] slope = NetworkTrainer.Softmax(output);
            slope[Label(i)] -= 1;
            return slope;
        }, 120, new SeededRandom(2, "order"));
        var quantised = new QuantisedNetwork(network, corners);
        int right = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            double[] exact = network.Run(corners[i])[^1];
            double[] whole = quantised.Run(corners[i]);
            Assert.Equal(exact[1] > exact[0], whole[1] > whole[0]);
            Assert.Equal(exact[1], whole[1], 0.02 * (1 + exact.Max(Math.Abs)));
            right += whole[1] > whole[0] == (Label(i) == 1) ? 1 : 0;
        }

        Assert.True(right > 505, $"{right} of 512 right");
        Assert.Equal((2 * 8) + (8 * 2) + (8 * 10) + 4, quantised.Bytes);
    }
}
