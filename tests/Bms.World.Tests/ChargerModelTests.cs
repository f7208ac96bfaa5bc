using Xunit;

namespace Bms.World.Tests;

public class ChargerModelTests
{
    [Fact]
    public void Constant_voltage_is_never_exceeded_whenever_one_looks()
    {
        Pack pack = TestPacks.Closed(new PackSpec { InitialSoc = 0.6 });
        pack.Charge(16.8, 2.5);
        double last_A = 2.5;
        long reached_us = -1;
        for (long time_us = 0; time_us < 5 * 3600 * TestPacks.Second_us; time_us += 777_777)
        {
            pack.AdvanceTo(time_us);
            Assert.True(pack.TerminalVoltage_V <= 16.8 + 1e-12, $"{pack.TerminalVoltage_V:R} V at {time_us} us");

            // Resistances change a little once a second, with SoC and temperature.
            Assert.InRange(pack.Current_A, 0.0, last_A + 1e-4);
            if (pack.Current_A < 2.5 - 1e-9 && reached_us < 0) reached_us = time_us;
            last_A = pack.Current_A;
        }

        // Constant current first, then constant voltage until the current has nearly died.
        Assert.InRange(reached_us, 1200 * TestPacks.Second_us, 3600 * TestPacks.Second_us);
        Assert.Equal(16.8, pack.TerminalVoltage_V, 9);
        Assert.InRange(last_A, 0.0, 0.05);
        Assert.InRange(pack.Soc(0), 0.98, 1.03);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    [InlineData(2001.0)]
    public void A_set_point_out_of_range_is_refused(double voltage_V)
    {
        Pack pack = new(new PackSpec());
        ArgumentException error = Assert.Throws<ArgumentException>(() => pack.Charger.Voltage_V = voltage_V);
        Assert.Contains("charger voltage_V", error.Message, StringComparison.Ordinal);
        Assert.Contains("0 to 2000", error.Message, StringComparison.Ordinal);
    }
}
