using Xunit;

namespace Bms.World.Tests;

public class PackTests
{
    private static readonly PackSpec s_uniform = new() { CapacitySigma = 0, ResistanceSigma = 0 };

    [Fact]
    public void A_pack_at_rest_stays_at_its_open_circuit_voltage()
    {
        Pack pack = new(s_uniform);
        pack.AdvanceTo(3_600_000_000);
        Assert.Equal(0.0, pack.Current_A);
        Assert.Equal(3.69349, pack.CellVoltage_V(0), 4);
        Assert.Equal(4 * pack.CellVoltage_V(2), pack.StackVoltage_V, 9);
    }

    [Fact]
    public void One_hour_of_one_ampere_moves_one_ampere_hour()
    {
        Pack pack = new(s_uniform) { ChargeSwitch = true, DischargeSwitch = true };
        pack.Load.SetCurrent_A(1.0);
        pack.AdvanceTo(3_600_000_000);
        Assert.Equal(-1.0, pack.Current_A);
        Assert.Equal(0.3, pack.Soc(0), 4);
        Assert.Equal(0.0, pack.ChargeBalance_C, 6);
        Assert.True(Math.Abs(pack.Balance.HeatError_J) < 1e-6 * pack.Balance.Loss_J, pack.Balance.ToString());
        Assert.True(Math.Abs(pack.Balance.EnergyError_J) < 1e-5 * Math.Abs(pack.Balance.EnergyIn_J), pack.Balance.ToString());
    }

    [Fact]
    public void The_charger_reaches_its_voltage_and_holds_it()
    {
        Pack pack = new(s_uniform) { ChargeSwitch = true, DischargeSwitch = true };
        (pack.Charger.Voltage_V, pack.Charger.Current_A) = (16.8, 2.5);
        (pack.Charger.SupplyPresent, pack.Charger.Enabled) = (true, true);
        Assert.Equal(2.5, pack.Current_A, 12);
        double last = 2.5;
        for (long t = 0; t < 4 * 3600; t++)
        {
            pack.AdvanceTo(t * 1_000_000);
            Assert.InRange(pack.TerminalVoltage_V, 10.0, 16.8 + 1e-9);
            Assert.InRange(pack.Current_A, 0.0, last + 1e-9);
            last = pack.Current_A;
        }

        Assert.InRange(pack.Soc(0), 0.97, 1.05);
    }
}
