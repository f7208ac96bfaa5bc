using Bms.Boards;
using Bms.Drivers;
using Bms.Pages.Bench;
using Bms.Pages.Budgets;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.World;
using Xunit;

namespace Bms.Pages.Tests.Budgets;

/// <summary>What the firmware takes off its limits, the budget of the parts, and virtual boards with parts from the tray agree.</summary>
public class CellBudgetTests
{
    private const int Boards = 150;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_firmware_takes_off_at_least_the_root_of_the_sum_of_squares(bool calibrated)
    {
        Budget budget = calibrated ? BenchPages.Cells().Calibrated() : BenchPages.Cells().Uncalibrated();
        Ads1115CellMonitor monitor = Monitor(calibrated);
        Assert.All(Enumerable.Range(0, monitor.CellCount),
            cell => Assert.True(monitor.Accuracy_mV(cell) >= budget.RootSumSquare(cell),
                $"cell {cell + 1}: the firmware takes off {monitor.Accuracy_mV(cell)} mV, the parts: {budget.RootSumSquare(cell):0.0}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Virtual_boards_stay_within_what_the_firmware_takes_off_and_within_the_worst_case(bool calibrated)
    {
        Budget budget = calibrated ? BenchPages.Cells().Calibrated() : BenchPages.Cells().Uncalibrated();
        Ads1115CellMonitor monitor = Monitor(calibrated);
        double[] largest_mV = new double[monitor.CellCount];
        for (int board = 0; board < Boards; board++)
        {
            BenchOptions options = new()
            {
                Seed = (ulong)board + 1, Calibrated = calibrated, Telemetry = false, Pack = new PackSpec { InitialSoc = 0.97 },
            };
            double[] error_mV = Errors(options, board * 2 * CellBudget.Span_K / (Boards - 1));
            for (int cell = 0; cell < error_mV.Length; cell++)
            {
                largest_mV[cell] = Math.Max(largest_mV[cell], Math.Abs(error_mV[cell]));
            }
        }

        Assert.All(Enumerable.Range(0, largest_mV.Length), cell =>
        {
            Assert.InRange(largest_mV[cell], 0, monitor.Accuracy_mV(cell));

            // Far below it the budget would be empty words: some board comes to a sixth of the worst case.
            Assert.InRange(largest_mV[cell], budget.Worst(cell) / 6, budget.Worst(cell));
        });
    }

    [Fact]
    public void A_cell_higher_in_the_stack_carries_the_errors_of_more_volts()
    {
        Budget budget = BenchPages.Cells().Uncalibrated();
        Assert.All(Enumerable.Range(1, 3), cell => Assert.True(budget.Worst(cell) > budget.Worst(cell - 1)));
    }

    // Cell 1 by hand: 0.1 % of both resistors of 10 and 10 kohm at 4.2 V is 4.2 mV, drift 1.25 times 2.1 is 2.6 mV.
    [Fact]
    public void The_first_cell_is_as_one_computes_it_by_hand()
    {
        var budget = new CellBudget([new Divider(10_000, 10_000)], double.PositiveInfinity, 4200);
        IReadOnlyList<ErrorTerm> terms = budget.Uncalibrated().Terms;
        Assert.Equal(4.2, terms[0].Sizes[0], 1e-9);
        Assert.Equal(2.625, terms[1].Sizes[0], 1e-9);
        Assert.Equal(6.3, terms[2].Sizes[0], 1e-9);
        Assert.Equal(0, terms[4].Sizes[0]);
    }

    private static Ads1115CellMonitor Monitor(bool calibrated) =>
        new(null, null, Bench4s.TapRatios_permille(), calibrated ? new int[Ads1115CellMonitor.Cells] : null);

    // Calibrated at 25 degC, when it is made; then the room warms or cools.
    private static double[] Errors(BenchOptions options, double ambient_C)
    {
        var bench = new VirtualBench(options);
        bench.Pack.Ambient_C = ambient_C;
        for (int step = 0; step < 15; step++)
        {
            bench.Step();
        }

        return [.. Enumerable.Range(0, 4).Select(cell =>
            bench.Firmware.Controller!.Sample.Cell_mV.Value[cell] - (bench.Pack.CellVoltage_V(cell) * 1000))];
    }
}
