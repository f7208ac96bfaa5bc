using Bms.Simulator.Anomaly;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public class EpisodeGoalsTests
{
    [Theory]
    [InlineData(6, 1, 6)]
    [InlineData(8, 1, 8)]
    [InlineData(9, 2, 8)]
    [InlineData(12, 3, 10)]
    [InlineData(16, 4, 13)]
    [InlineData(20, 6, 15)]
    public void The_ranks_around_a_median_are_those_of_the_sign_test(int values, int low, int high)
    {
        // Tables of the sign test, 95 % two-sided (Conover, Practical Nonparametric Statistics, table A3).
        Assert.Equal((low, high), EpisodeGoals.MedianRanks(values));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Too_few_values_have_the_whole_range(int values) => Assert.Equal((1, values), EpisodeGoals.MedianRanks(values));

    [Fact]
    public void Every_goal_gets_twelve_episodes_of_two_hundred() => Assert.Equal(12, EpisodeGoals.EpisodesEach(200));
}
