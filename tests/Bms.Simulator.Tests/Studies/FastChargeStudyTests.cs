using Bms.Simulator.Report;
using Bms.Simulator.Studies;

namespace Bms.Simulator.Tests.Studies;

public class FastChargeStudyTests(FastChargeStudyTests.Once once) : IClassFixture<FastChargeStudyTests.Once>
{
    private static readonly ChargeTask s_task = new() { From = 0.5, To = 0.8, Ambient_C = 10, Cooling_W_per_m2K = 40, Seed = 3 };

    /// <summary>One small study for all tests here.</summary>
    public sealed class Once
    {
        internal FastChargeResult Result { get; } = FastChargeStudy.Run(s_task, 60, 1);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        FastChargeResult other = FastChargeStudy.Run(s_task, 60, 4);
        Assert.Equal(60, other.Staged.Count);
        Assert.Equal(once.Result.Staged.Select(o => (o.ToString(), o.Lowest_V, o.Hottest_C, o.Duration_s)),
            other.Staged.Select(o => (o.ToString(), o.Lowest_V, o.Hottest_C, o.Duration_s)));
    }

    [Fact]
    public void More_current_is_faster_and_nearer_to_plating()
    {
        ChargeOutcome[] ordinary = [.. once.Result.Ordinary];
        for (int i = 1; i < ordinary.Length; i++)
        {
            Assert.True(ordinary[i].Duration_s <= ordinary[i - 1].Duration_s);
        }

        Assert.True(ordinary[^1].Lowest_V < ordinary[0].Lowest_V - 0.01);

        // 0.2 C from 50 to 80 % takes an hour and a half; the last of the charge is by constant current still.
        Assert.InRange(ordinary[0].Duration_s, 0.95 * 5400, 1.05 * 5400);
    }

    [Fact]
    public void Nothing_on_the_front_is_beaten_and_everything_else_is()
    {
        ChargeOutcome[] all = [.. once.Result.Ordinary, .. once.Result.Staged];
        foreach (ChargeOutcome outcome in all.Where(o => double.IsFinite(o.Duration_s)))
        {
            Assert.Equal(once.Result.Pareto.Contains(outcome), !all.Any(outcome.IsBeatenBy));
        }
    }

    [Fact]
    public void The_best_staged_charge_keeps_the_limits_and_the_page_names_it()
    {
        ChargeOutcome best = once.Result.BestStaged!;
        Assert.True(best.Lowest_V >= s_task.Margin_V && best.Hottest_C <= s_task.Surface_C);
        Assert.Contains(best.Protocol.ToString(), HtmlReport.Render(FastChargePage.Make(once.Result)), StringComparison.Ordinal);
    }
}
