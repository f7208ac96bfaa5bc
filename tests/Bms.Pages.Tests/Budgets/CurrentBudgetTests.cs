using Bms.Pages.Budgets;
using Bms.Simulator.Bench;
using Bms.World;
using Xunit;

namespace Bms.Pages.Tests.Budgets;

public class CurrentBudgetTests
{
    [Fact]
    public void At_ten_ampere_the_shunt_alone_is_half_a_per_cent()
    {
        Budget budget = new CurrentBudget(0.010).At(10);
        Assert.Equal(50, budget.Terms[0].Sizes[0], 1e-9);
        Assert.Equal(15, budget.Terms[3].Sizes[0], 1e-9);
        Assert.True(budget.Worst(0) > budget.RootSumSquare(0));
    }

    [Fact]
    public void Virtual_boards_read_the_current_within_the_worst_case()
    {
        for (ulong seed = 1; seed <= 30; seed++)
        {
            var bench = new VirtualBench(new BenchOptions { Seed = seed, Telemetry = false, Pack = new PackSpec { InitialSoc = 0.8 } });
            bench.Firmware.Started = controller => controller.Ask(Request.Discharge);
            bench.Pack.Load.SetCurrent_A(5);
            for (int step = 0; step < 40; step++)
            {
                bench.Step();
            }

            double error_mA = bench.Firmware.Controller!.Sample.Current_mA.Value[0] - (bench.Pack.Current_A * 1000);
            Assert.InRange(bench.Pack.Current_A, -5.1, -4.9);
            Assert.InRange(Math.Abs(error_mA), 0, new CurrentBudget(0.010).At(5).Worst(0));
        }
    }
}
