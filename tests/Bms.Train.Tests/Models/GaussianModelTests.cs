using Bms.Train.Models;
using Bms.World.Numerics;
using Xunit;

namespace Bms.Train.Tests.Models;

public class GaussianModelTests
{
    [Fact]
    public void What_each_statistic_adds_is_the_whole_distance()
    {
        GaussianModel model = GaussianModel.Fit(Twins(2000));
        double[] vector = [2.5, 0.3, 1.8];
        Assert.Equal(model.Score(vector), model.Attribution(vector).Sum(), 9);
    }

    [Fact]
    public void Two_statistics_that_always_move_together_count_once_and_apart_they_count_twice()
    {
        GaussianModel model = GaussianModel.Fit(Twins(2000));
        double together = model.Score([3, 3, 0]);
        double apart = model.Score([3, 1, 0]);
        Assert.True(apart > 2 * together, $"together {together}, apart {apart}");
    }

    [Fact]
    public void Independent_statistics_give_the_sum_of_squares_over_variances()
    {
        // Closed form of the distance when nothing is correlated: d1^2 / v1 + d2^2 / v2.
        SeededRandom random = new(3, "independent");
        double[][] drawn = [.. Enumerable.Range(0, 20_000).Select(_ => (double[])[1 + (2 * random.NextNormal()), 5 + random.NextNormal()])];
        GaussianModel model = GaussianModel.Fit(drawn);
        Assert.Equal((4 * 4 / 4.0) + (3 * 3 / 1.0), model.Score([5, 8]), 0.5);
        Assert.InRange(model.Shrinkage, 0.01, 1);
    }

    [Fact]
    public void An_inverse_times_its_matrix_is_one()
    {
        double[] matrix = [4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2];
        double[] inverse = Matrix.Inverse(matrix, 3);
        for (int i = 0; i < 9; i++)
        {
            double sum = Enumerable.Range(0, 3).Sum(k => matrix[(i / 3 * 3) + k] * inverse[(k * 3) + (i % 3)]);
            Assert.Equal(i / 3 == i % 3 ? 1 : 0, sum, 12);
        }
    }

    // The first two are nearly the same, the third is its own.
    private static double[][] Twins(int count)
    {
        SeededRandom random = new(1, "twins");
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double common = random.NextNormal();
            return (double[])[1 + common, 1 + common + (0.2 * random.NextNormal()), random.NextNormal()];
        })];
    }
}
