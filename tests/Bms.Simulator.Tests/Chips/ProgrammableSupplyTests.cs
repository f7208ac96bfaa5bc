using Bms.Simulator.Chips;
using Bms.World;

namespace Bms.Simulator.Tests.Chips;

public class ProgrammableSupplyTests
{
    private readonly Pack _pack = new(new PackSpec { SeriesCells = 16, CapacitySigma = 0 }) { ChargeSwitch = true, DischargeSwitch = true };
    private readonly ProgrammableSupply _supply;

    public ProgrammableSupplyTests() => _supply = new ProgrammableSupply(_pack.Charger, 81.92, 40.96, SupplyErrors.None);

    [Fact]
    public void Its_inputs_are_shares_of_full_scale()
    {
        Give(3.32, 0.25);
        Assert.Equal(66.4, _pack.Charger.Voltage_V, 6);
        Assert.Equal(2.5, _pack.Charger.Current_A, 6);
        Assert.Equal(2.5, _pack.Current_A, 6);
        Assert.True(_supply is { IsOn: true, HasSupply: true });
    }

    [Fact]
    public void A_line_that_is_high_or_mains_that_are_gone_end_it()
    {
        Give(3.32, 0.25);
        _supply.OffHigh = true;
        _supply.Follow(3.32, 0.25);
        Assert.Equal(0, _pack.Current_A);
        Give(3.32, 0.25);
        _pack.Charger.SupplyPresent = false;
        _supply.Follow(3.32, 0.25);
        Assert.True(_supply is { IsOn: false, HasSupply: false });
        Assert.Equal(0, _pack.Current_A);
    }

    [Fact]
    public void One_that_has_come_loose_heeds_neither_inputs_nor_line()
    {
        Give(3.32, 0.25);
        _supply.Runaway = (80, 10);
        _supply.OffHigh = true;
        _supply.Follow(0, 0);
        Assert.Equal(10, _pack.Current_A, 6);
    }

    private void Give(double a_V, double b_V)
    {
        _pack.Charger.SupplyPresent = true;
        _supply.OffHigh = false;
        _supply.Follow(a_V, b_V);
    }
}
