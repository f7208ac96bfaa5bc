using Xunit;

namespace Bms.Tests.Charging;

/// <summary>Time and temperature in a charge: the uptime counts, not the calls, and warmth lowers the target.</summary>
public class CcCvChargerTimeTests
{
    [Fact]
    public void Times_are_those_of_the_uptime_and_not_calls()
    {
        ChargeBench bench = new(0.3);
        bench.Decide();
        for (int i = 0; i < 12; i++)
        {
            Assert.False(bench.Control.HasFailed);
            bench.Second += 3599;
            bench.Decide();
        }

        bench.Decide();
        Assert.True(bench.Control.HasFailed);
    }

    [Fact]
    public void A_call_that_comes_late_raises_the_current_by_one_step_only()
    {
        ChargeBench bench = new(0.5);
        bench.Decide();
        bench.Second += 20;
        bench.Decide();
        Assert.Equal(200, bench.Charger.Current_mA);
    }

    /// <summary>JEITA's warm range: nothing less at 40 degC, 50 mV a cell less at 45.</summary>
    [Theory]
    [InlineData(400, 16600)]
    [InlineData(420, 16520)]
    [InlineData(440, 16440)]
    public void The_warmest_probe_lowers_the_target(int temperature_ddegC, int voltage_mV)
    {
        ChargeBench bench = new(0.5);
        bench.Sample.Temperature_ddegC.Accept(1, temperature_ddegC, 0);
        bench.Decide();
        Assert.Equal(voltage_mV, bench.Charger.Voltage_mV);
    }
}
