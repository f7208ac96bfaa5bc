using Bms.Boards;
using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Boards;

public class ConnectPlanTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(4999, 4999)]
    [InlineData(5000, 0)]
    [InlineData(int.MaxValue, int.MaxValue % 5000)]
    public void The_first_attempt_comes_within_five_seconds_of_the_start(int random, int expected_ms)
    {
        var plan = new ConnectPlan();
        const long Start_ms = 1000;
        Assert.Equal(expected_ms == 0, plan.IsDue(Start_ms, random));
        Assert.False(expected_ms > 0 && plan.IsDue(Start_ms + expected_ms - 1, 7)); // only the first random number counts
        Assert.True(plan.IsDue(Start_ms + expected_ms, 7));
    }

    [Fact]
    public void Waits_double_up_to_five_minutes_and_are_half_random()
    {
        var plan = new ConnectPlan();
        plan.IsDue(0, 0);
        long now_ms = 0;
        foreach (int limit_ms in new[] { 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000, 300000, 300000 })
        {
            Assert.Equal(limit_ms, plan.Limit_ms);
            plan.Wait(now_ms, 0);
            Assert.False(plan.IsDue(now_ms + (limit_ms / 2) - 1, 0));
            Assert.True(plan.IsDue(now_ms + (limit_ms / 2), 0));
            now_ms += 1_000_000;
        }

        plan.Wait(now_ms, int.MaxValue);
        Assert.False(plan.IsDue(now_ms + 299990, 0));
        Assert.True(plan.IsDue(now_ms + 300000, 0));
        plan.Reset();
        plan.Wait(now_ms, 0);
        Assert.True(plan.IsDue(now_ms + 1000, 0));
    }

    [Fact]
    public void A_fleet_whose_broker_comes_back_does_not_come_in_one_second()
    {
        // 2,000 devices lose a broker at one instant. It comes back after 10 minutes, and takes 76 handshakes a second (measured).
        var random = new Random(1);
        var plans = Enumerable.Range(0, 2000).Select(_ => new ConnectPlan()).ToArray();
        var perSecond = new int[1200];
        foreach (ConnectPlan plan in plans)
        {
            plan.IsDue(0, random.Next());
            plan.Wait(0, random.Next());
            for (int second = 0; second < perSecond.Length; second++)
            {
                if (!plan.IsDue(second * 1000L, 0))
                {
                    continue;
                }

                perSecond[second]++;
                if (second >= 600)
                {
                    break; // connected
                }

                plan.Wait(second * 1000L, random.Next());
            }
        }

        int[] after = perSecond[600..];
        Assert.Equal(2000, after.Sum());
        Assert.InRange(after.Max(), 1, 40);
        Assert.Equal(0, after[301..].Sum());
    }
}
