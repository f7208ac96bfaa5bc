using Bms.World.Fitting;
using Xunit;

namespace Bms.World.Tests.Fitting;

/// <summary>A replay is driven by the measured current, whatever cell it is.</summary>
public class RunReplayTests
{
    // A pack's shunt and switch would have cut 280 A from a cell of 3.2 V down to 228 A.
    [Theory]
    [InlineData("eve-lf280", 280.0)]
    [InlineData("eve-lf280", 560.0)]
    [InlineData("lg-m50", 10.0)]
    public void The_measured_current_flows_whatever_its_size(string name, double current_A)
    {
        CellSpec cell = Bms.World.Cells.ShippedCells.Open(name);
        double[] time_s = [.. Enumerable.Range(0, 61).Select(row => 10.0 * row)];
        MeasuredRun run = new()
        {
            Name = name, Time_s = time_s, Current_A = [.. time_s.Select(_ => -current_A)], Voltage_V = [.. time_s.Select(_ => 3.2)],
        };
        RunReplay replay = RunReplay.Of(cell, run, new RunStart(0.9, SocSource.Given, 0.0));
        Assert.Equal(current_A * 600.0 / 3600.0 / cell.Capacity_Ah, replay.Soc[0] - replay.Soc[^1], 1e-4);
    }
}
