using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>When the switch of a forbidden direction may be closed to spare its diode. Current is positive when it charges.</summary>
public class BodyDiodesTests
{
    private readonly BodyDiodes _diodes = new();
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly PackState _state = new();

    public static TheoryData<Fault> ChargeRows =>
        [Fault.CellOverVoltage, Fault.ChargeOverTemperature, Fault.ChargeUnderTemperature];

    public static TheoryData<Fault> EveryFault => [.. Enum.GetValues<Fault>()];

    [Theory, MemberData(nameof(ChargeRows))]
    public void Closes_the_charge_switch_at_500_mA_of_discharge_and_opens_it_at_250(Fault fault)
    {
        Assert.False(SparesCharge(fault, -499));
        Assert.True(SparesCharge(fault, -500));
        Assert.True(SparesCharge(fault, -251));
        Assert.False(SparesCharge(fault, -250));
        Assert.False(SparesCharge(fault, -499));
        Assert.True(SparesCharge(fault, -7000));
        Assert.False(SparesCharge(fault, 3000));
    }

    /// <summary>A chip that is against the charge itself closes its switch from 1 A on, and no sooner (SLUUBY2B, 5.2.3.2).</summary>
    [Fact]
    public void Where_a_chip_holds_the_charge_switch_as_well_it_is_asked_for_only_where_the_chip_is_sure_to_close_it()
    {
        Assert.False(SparesCharge(Fault.ProtectorChargeTemperature, -1999));
        Assert.True(SparesCharge(Fault.ProtectorChargeTemperature, -2000));
        Assert.True(SparesCharge(Fault.ProtectorChargeTemperature, -1501));
        Assert.False(SparesCharge(Fault.ProtectorChargeTemperature, -1500));
    }

    [Fact]
    public void Closes_the_discharge_switch_while_an_empty_cell_is_charged()
    {
        Assert.False(SparesDischarge(Fault.CellUnderVoltage, 499));
        Assert.True(SparesDischarge(Fault.CellUnderVoltage, 500));
        Assert.True(SparesDischarge(Fault.CellUnderVoltage, 251));
        Assert.False(SparesDischarge(Fault.CellUnderVoltage, 250));
        Assert.True(SparesDischarge(Fault.CellUnderVoltage, 2500));
        Assert.False(SparesDischarge(Fault.CellUnderVoltage, -2500));
    }

    [Theory, MemberData(nameof(EveryFault))]
    public void No_other_row_lets_a_forbidden_direction_be_closed(Fault fault)
    {
        bool spares = fault is Fault.CellOverVoltage or Fault.ChargeOverTemperature or Fault.ChargeUnderTemperature
            or Fault.ProtectorChargeTemperature;
        Assert.Equal(spares, SparesCharge(fault, -7000));
        Assert.Equal(fault == Fault.CellUnderVoltage, SparesDischarge(fault, 2500));
    }

    [Fact]
    public void A_second_row_that_is_not_harmless_forbids_it()
    {
        Assert.True(SparesCharge(Fault.CellOverVoltage, -7000));
        long both = 1L << (int)Fault.CellOverVoltage | 1L << (int)Fault.ChargeOverCurrent;
        Assert.False(Charges(both, 0, -7000));
        Assert.False(Charges(1L << (int)Fault.CellOverVoltage, 1L << (int)Fault.ChargeOverCurrent, -7000));
        Assert.True(Charges(0, 1L << (int)Fault.CellOverVoltage, -7000));
    }

    [Fact]
    public void Opens_in_the_cycle_in_which_the_current_is_not_known()
    {
        Assert.True(SparesCharge(Fault.CellOverVoltage, -7000));
        _sample.Uptime_ms += 100;
        _sample.Current_mA.Reject(0, Quality.BusError);
        Assert.False(Step(1L << (int)Fault.CellOverVoltage, 0));

        Assert.True(SparesCharge(Fault.CellOverVoltage, -7000));
        _sample.Uptime_ms += 100;
        Assert.False(Step(1L << (int)Fault.CellOverVoltage, 0));
    }

    [Fact]
    public void Closes_nothing_while_both_are_told_to_be_open()
    {
        _sample.Uptime_ms += 100;
        _sample.Current_mA.Accept(0, -7000, _sample.Uptime_ms);
        (_state.ChargeCommand, _state.DischargeCommand) = (false, false);
        _state.ChargeForbiddenBy = 1L << (int)Fault.CellOverVoltage;
        _diodes.Step(_sample, _state);
        Assert.False(_state.ChargeCommand || _state.DischargeCommand);
    }

    private bool SparesCharge(Fault fault, int current_mA) => Charges(1L << (int)fault, 0, current_mA);

    private bool Charges(long forbiddenBy, long heldBy, int current_mA)
    {
        _sample.Uptime_ms += 100;
        _sample.Current_mA.Accept(0, current_mA, _sample.Uptime_ms);
        return Step(forbiddenBy, heldBy);
    }

    private bool Step(long forbiddenBy, long heldBy)
    {
        (_state.ChargeCommand, _state.DischargeCommand) = (false, true);
        (_state.ChargeForbiddenBy, _state.ChargeHeldBy) = (forbiddenBy, heldBy);
        _diodes.Step(_sample, _state);
        Assert.True(_state.DischargeCommand);
        return _state.ChargeCommand;
    }

    private bool SparesDischarge(Fault fault, int current_mA)
    {
        _sample.Uptime_ms += 100;
        _sample.Current_mA.Accept(0, current_mA, _sample.Uptime_ms);
        (_state.ChargeCommand, _state.DischargeCommand) = (true, false);
        (_state.DischargeForbiddenBy, _state.DischargeHeldBy) = (1L << (int)fault, 0);
        _diodes.Step(_sample, _state);
        Assert.True(_state.ChargeCommand);
        return _state.DischargeCommand;
    }
}
