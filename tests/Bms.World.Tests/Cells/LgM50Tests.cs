using Xunit;

namespace Bms.World.Tests.Cells;

/// <summary>The model against published behaviour of the LG M50 that its tables were not made from directly.</summary>
public class LgM50Tests(ITestOutputHelper output)
{
    // Resistance after 10 s of a pulse: median of six cells a temperature, from the raw pulses of Kuzhiyil et al. 2024.
    [Theory]
    [InlineData(0, 0.3, 0.05272)]
    [InlineData(0, 0.5, 0.05022)]
    [InlineData(0, 0.8, 0.05262)]
    [InlineData(10, 0.5, 0.03841)]
    [InlineData(25, 0.3, 0.03416)]
    [InlineData(25, 0.5, 0.03342)]
    [InlineData(25, 0.9, 0.03448)]
    [InlineData(45, 0.5, 0.02995)]
    public void The_resistance_after_ten_seconds_is_the_measured_one(double temperature_C, double soc, double measured_ohm)
    {
        Pack pack = TestPacks.Closed(new PackSpec
        {
            SeriesCells = 1, InitialSoc = soc, Ambient_C = temperature_C, BusbarResistance_ohm = 0, Convection_W_per_m2K = 100,
        });
        double rest_V = pack.CellVoltage_V(0);
        pack.Load.SetCurrent_A(2.5);
        pack.AdvanceBy_s(10.0);
        double resistance_ohm = (rest_V - pack.CellVoltage_V(0)) / 2.5;
        output.WriteLine($"{temperature_C} degC, {soc}: {resistance_ohm:F5} ohm, measured {measured_ohm:F5} ohm");

        // The pulse also moves the SoC by 0.14 % (under 1 mohm), and slow diffusion adds some.
        Assert.Equal(measured_ohm, resistance_ohm, 0.08 * measured_ohm);
    }

    [Fact]
    public void A_slow_discharge_to_2500_mV_gives_the_rated_capacity()
    {
        // LG's product specification: 5,000 mAh nominal, 4,850 mAh at least, at 0.2C to 2.5 V.
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 1, InitialSoc = 1.0, BusbarResistance_ohm = 0 });
        pack.Load.SetCurrent_A(1.0);
        while (pack.CellVoltage_V(0) > 2.5) pack.AdvanceBy_s(1.0);
        Assert.InRange(pack.Time_us / 3.6e9, 4.85, 5.05);
    }

    [Fact]
    public void A_hot_cell_delivers_more_and_a_cold_one_less()
    {
        double Delivered_Ah(double ambient_C)
        {
            Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 1, InitialSoc = 1.0, Ambient_C = ambient_C });
            pack.Load.SetCurrent_A(5.0);
            while (pack.CellVoltage_V(0) > 2.5) pack.AdvanceBy_s(1.0);
            return pack.Time_us / 3.6e9 * 5.0;
        }

        double cold = Delivered_Ah(0.0);
        double room = Delivered_Ah(25.0);
        double hot = Delivered_Ah(45.0);
        Assert.True(cold < room && room < hot && cold > 4.0, $"{cold:F2} {room:F2} {hot:F2} Ah");
    }
}
