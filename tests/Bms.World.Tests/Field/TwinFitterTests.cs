using Bms.World.Field;
using Xunit;

namespace Bms.World.Tests.Field;

/// <summary>Packs of known truth are recorded in the world and their cells found again.</summary>
public class TwinFitterTests(ITestOutputHelper output)
{
    // Four standard deviations: of hundreds of values none should be further from the truth.
    private const double Beyond = 4.0;

    [Fact]
    public void Cells_that_differ_are_found_with_the_truth_within_the_stated_interval()
    {
        TwinResult twin = Fit(new Truth
        {
            Capacity = { [1] = 0.92, [5] = 0.85 }, Resistance = { [2] = 1.30, [5] = 1.20 }, Offset_V = { [6] = 0.015 },
        });
        Assert.Equal([2, 3, 6, 7], twin.Different.Select(cell => cell.Number).Order());
        Within(twin, 2, TwinQuantity.Capacity, -0.08);
        Within(twin, 6, TwinQuantity.Capacity, -0.15);
        Within(twin, 3, TwinQuantity.Resistance, 0.30);
        Within(twin, 6, TwinQuantity.Resistance, 0.20);
        Within(twin, 7, TwinQuantity.Offset, 0.015);
        Assert.Contains(twin.Cells[1].Differs, value => value.Quantity == TwinQuantity.Capacity);
        Assert.Contains(twin.Cells[2].Differs, value => value.Quantity == TwinQuantity.Resistance);
        Assert.Contains(twin.Cells[6].Differs, value => value.Quantity == TwinQuantity.Offset);
        Assert.InRange(1e3 * twin.Residual_V, 0.0, 8.0);
    }

    [Fact]
    public void A_cell_with_a_short_loses_what_the_short_takes()
    {
        TwinResult twin = Fit(new Truth { Short_ohm = { [3] = 50.0 } });
        Assert.Equal([4], twin.Different.Select(cell => cell.Number));
        Within(twin, 4, TwinQuantity.Leak, 3.75 / 50.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void In_a_healthy_pack_with_noisy_channels_no_cell_differs(int seed)
    {
        TwinResult twin = Fit(new Truth { Seed = (ulong)seed, Cells = 12 });
        Assert.Empty(twin.Different);
        Assert.True(twin.Middle.CapacityKnown);
        Assert.Equal(5.0, twin.Middle.Capacity_Ah, Math.Max(0.05, Beyond * twin.Middle.CapacitySigma_Ah));
    }

    [Fact]
    public void A_base_cell_that_is_not_quite_the_cell_changes_the_middle_and_not_who_differs()
    {
        CellSpec other = CellSpec.LgM50() with
        {
            Ocv_V = [.. CellSpec.LgM50().Ocv_V.Select((v, i) => v + 0.01 * i / 100.0)],
        };
        CellSpec near = CellScaling.Of(other, 4.7, 4.7, 1.25);
        FieldLog log = SimulatedLogs.Record(new Truth { Capacity = { [4] = 0.94 } });
        TwinResult twin = new TwinFitter(new TwinRequest { Log = log, Base = near }).Fit();
        Print(twin);
        Assert.Equal([5], twin.Different.Select(cell => cell.Number));
        Within(twin, 5, TwinQuantity.Capacity, -0.06);
    }

    [Fact]
    public void What_a_log_does_not_excite_is_not_guessed()
    {
        // Rest with a trickle: neither resistance nor capacity can be seen in it.
        TwinResult twin = Fit(new Truth { Hours = 3.0, Current_A = second => second < 5400 ? -0.05 : 0.0, Capacity = { [2] = 0.8 } });
        Assert.All(twin.Cells, cell => Assert.False(cell.Of(TwinQuantity.Capacity).Known));
        Assert.All(twin.Cells, cell => Assert.False(cell.Of(TwinQuantity.Resistance).Known));
        Assert.False(twin.Middle.CapacityKnown);
        Assert.Empty(twin.Different);
    }

    [Fact]
    public void A_dead_channel_and_gaps_and_glitches_harm_no_other_cell()
    {
        FieldLog log = SimulatedLogs.Record(new Truth { Capacity = { [1] = 0.9 } });
        Array.Fill(log.Cell_V[7], float.NaN);
        for (int row = 0; row < log.Rows; row += 97) log.Cell_V[3][row] = float.NaN;
        for (int row = 50; row < log.Rows; row += 251) log.Cell_V[4][row] -= 0.4f;
        int[] kept = [.. Enumerable.Range(0, log.Rows).Where(row => row is < 2250 or > 2700 && row % 11 != 0)];
        FieldLog torn = log with
        {
            Time_s = [.. kept.Select(row => log.Time_s[row])], Current_A = [.. kept.Select(row => log.Current_A[row])],
            Cell_V = [.. log.Cell_V.Select(cell => kept.Select(row => cell[row]).ToArray())], Temperature_C = [],
        };
        TwinResult twin = new TwinFitter(new TwinRequest { Log = torn, Base = CellSpec.LgM50() }).Fit();
        Print(twin);
        Assert.Equal([2], twin.Different.Select(cell => cell.Number));
        Assert.Empty(twin.Cells[7].Values);
        Within(twin, 2, TwinQuantity.Capacity, -0.10);
    }

    [Fact]
    public void A_pack_of_large_groups_is_recognised_from_a_small_base_cell()
    {
        FieldLog log = SimulatedLogs.Record(new Truth { Capacity = { [1] = 0.9 } });
        FieldLog large = log with { Current_A = [.. log.Current_A.Select(current => 30.0 * current)] };
        TwinResult twin = new TwinFitter(new TwinRequest { Log = large, Base = CellSpec.LgM50() }).Fit();
        Print(twin);
        Assert.Equal(150.0, twin.Middle.Capacity_Ah, 6.0);
        Assert.Equal([2], twin.Different.Select(cell => cell.Number));
    }

    [Fact]
    public void The_same_log_gives_the_same_twin()
    {
        FieldLog log = SimulatedLogs.Record(new Truth { Hours = 1.0, Cells = 4 });
        TwinResult One() => new TwinFitter(new TwinRequest { Log = log, Base = CellSpec.LgM50() }).Fit();
        Assert.Equal(One().Cells.Select(c => c.Residual_V), One().Cells.Select(c => c.Residual_V));
    }

    private TwinResult Fit(Truth truth)
    {
        TwinResult twin = new TwinFitter(new TwinRequest { Log = SimulatedLogs.Record(truth), Base = CellSpec.LgM50() }).Fit();
        Print(twin);
        return twin;
    }

    private void Print(TwinResult twin)
    {
        output.WriteLine($"middle {twin.Middle.Capacity_Ah:F3} +- {twin.Middle.CapacitySigma_Ah:F3} Ah, R {twin.Middle.Resistance:F3} "
            + $"+- {twin.Middle.ResistanceSigma:F3}, {1e3 * twin.Residual_V:F2} mV, limit {twin.Limit:F2}");
        foreach (TwinCell cell in twin.Cells.Where(cell => cell.Values.Count > 0))
        {
            output.WriteLine($"{cell.Number,3} {1e3 * cell.Beside_V:F2} mV, whole {cell.Whole.Deviations:F1} "
                + string.Join(" ", cell.Values.Select(v => $"| {(v.Known ? "" : "?")}{v.Value:F4} +- {v.Sigma:F4} ({v.Deviations:F1})")));
        }
    }

    private static void Within(TwinResult twin, int cell, TwinQuantity quantity, double truth)
    {
        TwinValue value = twin.Cells[cell - 1].Of(quantity);
        Assert.True(value.Known, $"cell {cell}: {quantity} is not known, +- {value.Sigma}");

        // The middle itself is not quite the nominal cell: healthy cells scatter by 0.2 and 0.5 %.
        double tolerance = Beyond * value.Sigma + 0.004 * Math.Max(1.0, Math.Abs(truth));
        Assert.True(Math.Abs(value.Value - truth) < tolerance, $"cell {cell}: {quantity} {value.Value} +- {value.Sigma}, truth {truth}");
    }
}
