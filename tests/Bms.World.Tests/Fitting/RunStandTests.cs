using Bms.World.Fitting;
using Xunit;

namespace Bms.World.Tests.Fitting;

/// <summary>A cell is heated and left to cool on stands that are known; the cool-down alone must show them.</summary>
public class RunStandTests
{
    [Theory]
    [InlineData(8.0)]
    [InlineData(25.0)]
    [InlineData(60.0)]
    public void A_cool_down_shows_the_stand(double convection_W_per_m2K)
    {
        double? found = RunStand.Convection_W_per_m2K(CellSpec.LgM50(), Heated(convection_W_per_m2K, -10.0, 7200));
        Assert.NotNull(found);
        Assert.Equal(1.0, found.Value / convection_W_per_m2K, 0.06);
    }

    [Fact]
    public void A_run_that_hardly_warms_or_never_rests_shows_none()
    {
        Assert.Null(RunStand.Convection_W_per_m2K(CellSpec.LgM50(), Heated(25.0, -0.5, 7200)));
        Assert.Null(RunStand.Convection_W_per_m2K(CellSpec.LgM50(), Heated(25.0, -10.0, 30)));
        Assert.Null(RunStand.Convection_W_per_m2K(CellSpec.LgM50(), Heated(25.0, -10.0, 7200) with { Temperature_C = null }));
    }

    // Ten minutes of load, then rest, read to a tenth of a degree every five seconds.
    private static MeasuredRun Heated(double convection_W_per_m2K, double current_A, int rest_s)
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 1, InitialSoc = 0.9, Convection_W_per_m2K = convection_W_per_m2K });
        List<double[]> rows = [];
        for (int second = 0; second <= 600 + rest_s; second += 5)
        {
            double now_A = second <= 600 ? current_A : 0.0;
            pack.Load.SetCurrent_A(-now_A);
            pack.AdvanceTo(second * TestPacks.Second_us);
            rows.Add([second, now_A, pack.CellVoltage_V(0), Math.Round(pack.CellSurface_C(0) * 10.0) / 10.0]);
        }

        return new MeasuredRun
        {
            Name = "heated", Time_s = [.. rows.Select(r => r[0])], Current_A = [.. rows.Select(r => r[1])],
            Voltage_V = [.. rows.Select(r => r[2])], Temperature_C = [.. rows.Select(r => r[3])],
        };
    }
}
