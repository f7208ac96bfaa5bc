using Bms.World.SecondLevel;
using Xunit;

namespace Bms.World.Tests;

public class TerminalCapacitorTests
{
    private const double Emf_V = 4 * 3.7, Inner_ohm = 4 * 0.030 + 0.010 + 0.004, Capacity_F = 0.002;

    private static readonly PackSpec s_spec = new()
    {
        Cell = TestPacks.FlatCell(), BusbarResistance_ohm = 0, LoadCapacitance_F = Capacity_F, PrechargeResistance_ohm = 47.0,
    };

    [Fact]
    public void Precharge_follows_the_exponential_of_resistor_and_capacitor()
    {
        Pack pack = Precharging();
        double tau_s = (Inner_ohm + 47.0) * Capacity_F;
        for (int step = 1; step <= 30; step++)
        {
            pack.AdvanceBy_s(0.01);
            Assert.Equal(Emf_V * (1.0 - Math.Exp(-0.01 * step / tau_s)), pack.LoadVoltage_V, 2);
            Assert.Equal((pack.LoadVoltage_V - Emf_V) / (Inner_ohm + 47.0), pack.Current_A, 4);
        }
    }

    [Fact]
    public void The_cells_lose_the_charge_that_the_capacitor_holds()
    {
        Pack pack = Precharging();
        pack.AdvanceBy_s(20.0);
        Assert.Equal(Emf_V, pack.LoadVoltage_V, 2);
        Assert.Equal(Capacity_F * pack.LoadVoltage_V, (0.5 - pack.Soc(0)) * 18_000.0, 9);
        Assert.Equal(0.0, pack.Balance.ChargeError_C, 9);
    }

    [Fact]
    public void Without_precharge_the_inrush_is_limited_by_the_inner_resistance_alone()
    {
        Pack pack = Open(s_spec);
        pack.DischargeSwitch = true;
        Assert.Equal(-Emf_V / Inner_ohm, pack.Current_A, 6);
        pack.AdvanceTo(pack.Time_us + 268);
        Assert.Equal(Emf_V * (1.0 - Math.Exp(-268e-6 / (Inner_ohm * Capacity_F))), pack.LoadVoltage_V, 6);
    }

    [Fact]
    public void How_often_somebody_looks_changes_nothing()
    {
        Pack seen = Precharging(), alone = Precharging();
        double sum = 0.0;
        for (int look = 0; look < 5000; look++)
        {
            seen.AdvanceTo(seen.Time_us + 137);
            sum += seen.LoadVoltage_V + seen.Current_A;
        }

        alone.AdvanceTo(seen.Time_us);
        Assert.True(sum > 0.0);
        Assert.Equal(BitConverter.DoubleToInt64Bits(alone.LoadVoltage_V), BitConverter.DoubleToInt64Bits(seen.LoadVoltage_V));
        Assert.Equal(BitConverter.DoubleToInt64Bits(alone.Soc(0)), BitConverter.DoubleToInt64Bits(seen.Soc(0)));
    }

    [Fact]
    public void A_load_empties_the_capacitor_once_the_switches_are_open()
    {
        Pack pack = Precharging();
        pack.AdvanceBy_s(5.0);
        pack.PrechargeSwitch = false;
        double full_V = pack.LoadVoltage_V;
        pack.Load.SetCurrent_A(0.1);
        pack.AdvanceBy_s(0.1);
        Assert.Equal(full_V - 0.1 * 0.1 / Capacity_F, pack.LoadVoltage_V, 6);
        pack.AdvanceBy_s(10.0);
        Assert.Equal(0.0, pack.LoadVoltage_V, 9);
        Assert.Equal(0.0, pack.Current_A);
    }

    [Fact]
    public void A_charger_fills_the_capacitor_and_then_charges_the_pack_as_without_it()
    {
        Pack pack = TestPacks.Closed(s_spec), plain = TestPacks.Closed(s_spec with { LoadCapacitance_F = 0.0 });
        foreach (Pack each in (Pack[])[pack, plain])
        {
            each.Charge(Emf_V + 0.5, 2.0);
            each.AdvanceBy_s(60.0);
        }

        Assert.Equal(plain.Current_A, pack.Current_A, 3);
        Assert.Equal(plain.TerminalVoltage_V, pack.LoadVoltage_V, 3);
        Assert.Equal(pack.Current_A, pack.Charger.Output_A, 3);
    }

    [Fact]
    public void A_constant_power_behind_the_capacitor_is_drawn_from_the_pack()
    {
        Pack pack = TestPacks.Closed(s_spec);
        pack.AdvanceBy_s(1.0);
        pack.Load.SetPower_W(60.0);
        pack.AdvanceBy_s(0.55);
        Assert.Equal(-60.0, pack.Current_A * pack.LoadVoltage_V, 3);
    }

    [Theory]
    [InlineData(1.0e-3, true)]
    [InlineData(0.5, false)]
    public void A_large_capacitor_without_precharge_blows_the_fuse(double capacity_F, bool whole)
    {
        Pack pack = new(s_spec with
        {
            CapacitySigma = 0, ResistanceSigma = 0, LoadCapacitance_F = capacity_F,
            Safety = new SafetyPathSpec { Fuse = FuseSpec.Blade10A, Spread = false },
        })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        pack.AdvanceBy_s(5.0);
        Assert.Equal(whole, pack.Safety.FuseWhole);
    }

    [Fact]
    public void One_that_is_connected_later_begins_empty_behind_its_cable()
    {
        Pack pack = TestPacks.Closed(s_spec with { LoadCapacitance_F = 0.0 });
        pack.ConnectCapacitor(Capacity_F, 0.1);
        Assert.Equal(-Emf_V / (Inner_ohm + 0.1), pack.Current_A, 6);
        Assert.Equal(-pack.Current_A * 0.1, pack.TerminalVoltage_V, 6);
        pack.DisconnectCapacitor();
        Assert.Equal(0.0, pack.Current_A);
    }

    private static Pack Precharging()
    {
        Pack pack = Open(s_spec);
        pack.PrechargeSwitch = true;
        return pack;
    }

    private static Pack Open(PackSpec spec)
    {
        Pack pack = TestPacks.Closed(spec);
        pack.AdvanceBy_s(0.0);
        pack.DischargeSwitch = false;
        return pack;
    }
}
