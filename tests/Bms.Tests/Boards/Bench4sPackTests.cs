using Bms.Boards;
using Bms.Config;
using Bms.Protection;
using Xunit;

namespace Bms.Tests.Boards;

/// <summary>The numbers of the bench-4s pack that feed its protections, written down a second time.</summary>
public class Bench4sPackTests
{
    private readonly PackConfig _pack = Bench4s.Pack();

    [Fact]
    public void Is_four_cells_of_5_Ah_with_a_probe_each_at_10_Hz()
    {
        Assert.Equal((4, 4, 5000, 100, "NMC811"),
            (_pack.CellCount, _pack.ProbeCount, _pack.Capacity_mAh, _pack.Tick_ms, _pack.Chemistry.Name));
        Assert.Null(_pack.Validate());
    }

    [Theory]
    [InlineData(Fault.ChargeOverCurrentWarning, 3000, 2500)]
    [InlineData(Fault.ChargeOverCurrent, 3500, 2500)]
    [InlineData(Fault.DischargeOverCurrentWarning, -7500, -7000)]
    [InlineData(Fault.DischargeOverCurrent, -9000, -7000)]
    [InlineData(Fault.DischargePeakCurrent, -14000, -7000)]
    [InlineData(Fault.CellSumImplausible, 400, 200)]
    [InlineData(Fault.CellOverVoltage, 4250, 4130)]
    [InlineData(Fault.CellUnderVoltage, 2800, 3200)]
    [InlineData(Fault.ChargeUnderTemperature, 0, 30)]
    [InlineData(Fault.DischargeOverTemperature, 600, 570)]
    public void Trips_at_its_limits(Fault fault, int limit, int release)
    {
        ProtectionRow row = new ProtectionTable(new PackSample(4, 4), _pack).Rows[(int)fault];
        Assert.All(row.Limit, each => Assert.Equal(limit, each));
        Assert.All(row.Release, each => Assert.Equal(release, each));
    }

    /// <summary>A peak must be seen as a number: the INA219 of the board ends at 160 mV on 10 mohm, 16 A.</summary>
    [Fact]
    public void Its_sensor_sees_every_limit_of_current() => Assert.True(_pack.DischargePeakCurrent_mA < 16_000);
}
