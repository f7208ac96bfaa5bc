using Xunit;

namespace Bms.World.Tests;

/// <summary>Faults of cells and links, and what lies beyond empty and full.</summary>
public class PackFaultTests
{
    [Fact]
    public void An_internal_short_divides_the_voltage_and_drains_only_its_cell()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(r1_ohm: 1e-9), BusbarResistance_ohm = 0 });
        pack.SetInternalShort_ohm(2, 0.970);
        Assert.Equal(3.7 * 0.970 / 1.0, pack.CellVoltage_V(2), 9);
        Assert.Equal(3.7, pack.CellVoltage_V(1), 9);
        Assert.Equal(0.0, pack.Current_A);
        pack.AdvanceBy_s(360);
        Assert.Equal(0.5 - 3.7 / 1.0 * 360 / 18000, pack.Soc(2), 6);
        Assert.Equal(0.5, pack.Soc(1), 12);

        // V squared over the whole loop becomes heat in the cell.
        Assert.Equal(3.7 * 3.7 / 1.0 * 360, pack.Balance.Loss_J, 0.01);
        Assert.True(pack.CellCore_C(2) > pack.CellCore_C(1) + 20.0);
    }

    [Fact]
    public void A_healed_short_leaves_the_voltage_as_before()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell() });
        pack.SetInternalShort_ohm(0, 10.0);
        pack.SetInternalShort_ohm(0, double.PositiveInfinity);
        Assert.Equal(3.7, pack.CellVoltage_V(0), 12);
    }

    [Fact]
    public void A_contact_resistance_shows_at_the_taps_under_load_and_heats_the_surface()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(), BusbarResistance_ohm = 0.001 });
        pack.SetContactResistance_ohm(1, 0.050);
        Assert.Equal(pack.CellVoltage_V(0), pack.CellVoltage_V(1), 12);
        pack.Load.SetCurrent_A(4.0);
        Assert.Equal(0.200, pack.CellVoltage_V(0) - pack.CellVoltage_V(1), 12);
        pack.AdvanceBy_s(60);
        Assert.True(pack.CellSurface_C(1) > pack.CellCore_C(1), "the heat comes from outside");
    }

    [Fact]
    public void A_resistance_factor_scales_the_sag()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(), BusbarResistance_ohm = 0 });
        pack.SetResistanceFactor(3, 2.5);
        pack.Load.SetCurrent_A(2.0);
        pack.AdvanceBy_s(60);
        Assert.Equal(2.5 * (3.7 - pack.CellVoltage_V(0)), 3.7 - pack.CellVoltage_V(3), 6);
    }

    [Fact]
    public void A_weak_cell_empties_in_proportion()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(), InitialSoc = 0.9 });
        double before_V = pack.CellVoltage_V(1);
        pack.SetCapacityFactor(1, 0.5);
        Assert.Equal(before_V, pack.CellVoltage_V(1));
        pack.Load.SetCurrent_A(5.0);
        pack.AdvanceBy_s(720);
        Assert.Equal(0.9 - 0.2, pack.Soc(0), 9);
        Assert.Equal(0.9 - 0.4, pack.Soc(1), 9);
    }

    [Fact]
    public void A_weak_cell_is_driven_into_reversal_without_losing_sense()
    {
        Pack pack = TestPacks.Closed(new PackSpec { InitialSoc = 0.5 });
        pack.SetCapacityFactor(0, 0.3);
        pack.Load.SetCurrent_A(2.5);
        double last_V = pack.CellVoltage_V(0);
        for (int minute = 0; minute < 50; minute++)
        {
            pack.AdvanceBy_s(60);
            Assert.True(pack.CellVoltage_V(0) <= last_V + 0.05, $"minute {minute}: {pack.CellVoltage_V(0)}");
            last_V = pack.CellVoltage_V(0);
        }

        Assert.InRange(pack.CellVoltage_V(0), -2.5, -1.4);
        Assert.InRange(pack.CellVoltage_V(1), 3.0, 3.6);
        Assert.Equal(Extrapolation.BelowEmpty, pack.Extrapolated(0) & Extrapolation.BelowEmpty);
        Assert.Equal(Extrapolation.None, pack.Extrapolated(1));
    }

    [Fact]
    public void Overcharge_raises_the_voltage_beyond_full_and_the_flag()
    {
        Pack pack = TestPacks.Closed(new PackSpec { InitialSoc = 0.95 });
        pack.Load.SetCurrent_A(-5.0);
        pack.AdvanceBy_s(720);
        Assert.InRange(pack.CellVoltage_V(0), 4.4, 4.8);
        Assert.Equal(Extrapolation.AboveFull, pack.Extrapolated(0) & Extrapolation.AboveFull);
    }

    [Theory]
    [InlineData(-45.0, Extrapolation.TooCold)]
    [InlineData(25.0, Extrapolation.None)]
    [InlineData(70.0, Extrapolation.TooHot)]
    public void Temperatures_beyond_the_measured_ones_raise_a_flag(double ambient_C, Extrapolation expected)
    {
        Assert.Equal(expected, new Pack(new PackSpec { Ambient_C = ambient_C }).Extrapolated(0));
    }

    [Fact]
    public void The_worst_of_everything_never_gives_a_value_that_is_no_number()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 3, Ambient_C = -60, Convection_W_per_m2K = 500 });
        pack.SetInternalShort_ohm(0, 1e-4);
        pack.SetCapacityFactor(1, 0.05);
        pack.SetResistanceFactor(1, 0.2);
        pack.SetResistanceFactor(2, 100.0);
        pack.SetHeater_W(2, 1000.0);
        pack.Charge(2000.0, 500.0);
        double[] loads = [1e4, -1e4, 0.0, 300.0];
        for (int second = 0; second < 1200; second++)
        {
            pack.Load.SetCurrent_A(loads[second / 10 % 4]);
            if (second % 40 == 35) pack.Load.SetPower_W(1e6);
            if (second % 40 == 38) pack.Load.SetResistance_ohm(1e-4);
            pack.AdvanceBy_s(1);
            for (int cell = 0; cell < 3; cell++)
            {
                double all = pack.CellVoltage_V(cell) + pack.Soc(cell) + pack.CellCore_C(cell) + pack.CellSurface_C(cell);
                Assert.True(double.IsFinite(all), $"cell {cell} at {second} s");
            }

            Assert.True(double.IsFinite(pack.Current_A) && double.IsFinite(pack.TerminalVoltage_V));
        }
    }

    [Fact]
    public void Self_discharge_is_what_the_source_says_at_25_degC()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 1, InitialSoc = 0.9 });
        pack.AdvanceBy_s(30.0 * 86400.0 / 10.0);
        Assert.Equal(0.9 - 0.0004, pack.Soc(0), 6);
    }

    [Fact]
    public void A_bleed_discharges_its_cell_only_and_leaves_an_internal_short_alone()
    {
        Pack pack = new(new PackSpec { CapacitySigma = 0, ResistanceSigma = 0 });
        pack.SetBleed_ohm(1, 60);
        pack.SetInternalShort_ohm(2, 60);
        pack.AdvanceTo(3600_000_000L);
        double bled = pack.Soc(0) - pack.Soc(1);

        // 3.7 V through 60 ohm for an hour out of 5 Ah
        Assert.InRange(bled, 0.0115, 0.0130);
        pack.SetBleed_ohm(2, 60);
        pack.SetBleed_ohm(1, double.PositiveInfinity);
        pack.SetBleed_ohm(2, double.PositiveInfinity);
        pack.AdvanceTo(7200_000_000L);
        Assert.Equal(bled, pack.Soc(0) - pack.Soc(1), 4);
        Assert.InRange(pack.Soc(0) - pack.Soc(2), 1.95 * bled, 2.05 * bled);
    }
}
