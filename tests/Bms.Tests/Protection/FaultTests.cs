using Bms.Protection;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>Numbers that leave the device: in telemetry and in what others have stored. None may ever move.</summary>
public class FaultTests
{
    private static readonly string[] InOrder =
    [
        "CellOverVoltageWarning", "CellOverVoltage", "CellUnderVoltageWarning", "CellUnderVoltage", "CellDeepDischarge",
        "ChargeOverCurrentWarning", "ChargeOverCurrent", "DischargeOverCurrentWarning", "DischargeOverCurrent", "DischargePeakCurrent",
        "ChargeOverTemperatureWarning", "ChargeOverTemperature", "ChargeUnderTemperatureWarning", "ChargeUnderTemperature",
        "DischargeOverTemperatureWarning", "DischargeOverTemperature", "DischargeUnderTemperatureWarning", "DischargeUnderTemperature",
        "CellSensorLost", "CurrentSensorLost", "BusVoltageLost", "TemperatureSensorLost", "CellSumImplausible", "CellSpreadWarning",
        "CellSpread", "SwitchMismatch", "ChargerMismatch", "BusStuck", "CurrentSaturated", "LoopStalled",
        "CellSumSilent", "CellSpreadSilent", "OpenSwitchCurrent", "TelemetrySilent", "CurrentImplausible", "ChargeFailed",
        "StateNotStored", "BalancerMismatch", "PrechargeFailed", "SwitchWelded", "SwitchStuckOpen", "ProtectorCellOverVoltage",
        "ProtectorCellUnderVoltage", "ProtectorChargeOverCurrent", "ProtectorDischargeOverCurrent", "ProtectorShortCircuit",
        "ProtectorChargeTemperature", "ProtectorDischargeTemperature", "ProtectorHostSilent", "ProtectorPermanent",
        "ProtectorSettingsWarning", "ProtectorSettings", "ProtectorSilent", "ProtectorReset",
    ];

    [Fact]
    public void Every_fault_keeps_its_number() =>
        Assert.Equal(InOrder, Enum.GetValues<Fault>().Order().Select(fault => fault.ToString()));

    [Fact]
    public void Numbers_run_from_0_and_fit_the_bits_of_a_long()
    {
        Assert.Equal(Enumerable.Range(0, InOrder.Length), Enum.GetValues<Fault>().Order().Select(fault => (int)fault));
        Assert.InRange(InOrder.Length, 1, 63);
    }

    [Fact]
    public void Reactions_are_bits() => Assert.Equal((0, 1, 2, 3),
        ((int)Reaction.None, (int)Reaction.StopCharge, (int)Reaction.StopDischarge, (int)Reaction.OpenAll));

    [Fact]
    public void Modes_and_qualities_keep_their_numbers()
    {
        Assert.Equal(["SelfTest", "Standby", "Charge", "Discharge", "Fault"], Enum.GetValues<Mode>().Order().Select(m => m.ToString()));
        Assert.Equal(["Unknown", "Good", "BusError", "Saturated", "OutOfRange", "Frozen", "Implausible"],
            Enum.GetValues<Quality>().Order().Select(q => q.ToString()));
    }
}
