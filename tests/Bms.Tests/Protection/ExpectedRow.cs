using Bms.Protection;

namespace Bms.Tests.Protection;

/// <summary>What the documentation promises of one row, for the pack of the tests.</summary>
internal sealed record ExpectedRow(
    Fault Fault, Func<PackSample, Signal> Signal, Watch Watch, int Limit, int Release, int Delay, int ReleaseSamples, Reaction Reaction,
    ClearedBy ClearedBy = ClearedBy.Remote, bool Latching = false)
{
    /// <summary>One unit from the limit towards the healthy side.</summary>
    public int InsideLimit => Watch == Watch.Bits ? Release : Watch == Watch.Below ? Limit + 1 : Limit - 1;

    /// <summary>One unit from the release value towards the limit.</summary>
    public int OutsideRelease => Watch == Watch.Bits ? Limit : Watch == Watch.Below ? Release - 1 : Release + 1;

    /// <summary>Far on the healthy side, and 0 for an age.</summary>
    public int Calm => Watch == Watch.Below ? Release + 5000 : Watch == Watch.Above ? Release - 5000 : 0;

    /// <summary>Far beyond the limit.</summary>
    public int Extreme => Watch == Watch.Bits ? Limit : Watch == Watch.Below ? Limit - 5000 : Limit + 5000;
}

/// <summary>
/// Every row with its numbers written out, not computed from the code under test. Cells and temperatures: the limits that Nmc811
/// documents; currents and sum tolerance: TestPack. Units are those of the signal: mV, mA, ddegC, and ms for an age.
/// </summary>
internal static class ExpectedRows
{
    public static IReadOnlyList<ExpectedRow> All { get; } =
    [
        new(Fault.CellOverVoltageWarning, s => s.Cell_mV, Watch.Above, 4220, 4130, 3, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.CellOverVoltage, s => s.Cell_mV, Watch.Above, 4250, 4130, 3, 10, Reaction.StopCharge, ClearedBy.Person),
        new(Fault.CellUnderVoltageWarning, s => s.Cell_mV, Watch.Below, 3000, 3200, 5, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.CellUnderVoltage, s => s.Cell_mV, Watch.Below, 2800, 3200, 5, 10, Reaction.StopDischarge, ClearedBy.Person),
        new(Fault.CellDeepDischarge, s => s.Cell_mV, Watch.Below, 2000, 2800, 5, 10, Reaction.OpenAll, ClearedBy.Person, Latching: true),
        new(Fault.ChargeOverCurrentWarning, s => s.Current_mA, Watch.Above, 3000, 2500, 3, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.ChargeOverCurrent, s => s.Current_mA, Watch.Above, 3500, 2500, 3, 50, Reaction.StopCharge),
        new(Fault.DischargeOverCurrentWarning, s => s.Current_mA, Watch.Below, -9000, -8000, 3, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.DischargeOverCurrent, s => s.Current_mA, Watch.Below, -10000, -8000, 3, 50, Reaction.StopDischarge),
        new(Fault.DischargePeakCurrent, s => s.Current_mA, Watch.Below, -15000, -8000, 1, 50, Reaction.StopDischarge),
        new(Fault.ChargeOverTemperatureWarning, s => s.Temperature_ddegC, Watch.Above, 430, 400, 2, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.ChargeOverTemperature, s => s.Temperature_ddegC, Watch.Above, 450, 420, 2, 10, Reaction.StopCharge),
        new(Fault.ChargeUnderTemperatureWarning, s => s.Temperature_ddegC, Watch.Below, 30, 60, 2, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.ChargeUnderTemperature, s => s.Temperature_ddegC, Watch.Below, 0, 30, 2, 10, Reaction.StopCharge),
        new(Fault.DischargeOverTemperatureWarning, s => s.Temperature_ddegC, Watch.Above, 550, 520, 2, 10,
            Reaction.None, ClearedBy.Automatic),
        new(Fault.DischargeOverTemperature, s => s.Temperature_ddegC, Watch.Above, 600, 570, 2, 10, Reaction.OpenAll),
        new(Fault.DischargeUnderTemperatureWarning, s => s.Temperature_ddegC, Watch.Below, -150, -120, 2, 10,
            Reaction.None, ClearedBy.Automatic),
        new(Fault.DischargeUnderTemperature, s => s.Temperature_ddegC, Watch.Below, -200, -170, 2, 10, Reaction.StopDischarge),
        new(Fault.CellSensorLost, s => s.Cell_mV, Watch.Age, 500, 100, 1, 10, Reaction.OpenAll),
        new(Fault.CurrentSensorLost, s => s.Current_mA, Watch.Age, 400, 100, 1, 10, Reaction.OpenAll),
        new(Fault.BusVoltageLost, s => s.Bus_mV, Watch.Age, 2000, 100, 1, 10, Reaction.OpenAll),
        new(Fault.TemperatureSensorLost, s => s.Temperature_ddegC, Watch.Age, 2000, 400, 1, 10, Reaction.OpenAll),
        new(Fault.CellSumImplausible, s => s.SumError_mV, Watch.Above, 200, 100, 3, 10, Reaction.OpenAll, ClearedBy.Person),
        new(Fault.CellSpreadWarning, s => s.Spread_mV, Watch.Above, 300, 200, 5, 10, Reaction.None, ClearedBy.Automatic),
        new(Fault.CellSpread, s => s.Spread_mV, Watch.Above, 600, 200, 5, 10, Reaction.OpenAll, ClearedBy.Person),
        new(Fault.SwitchMismatch, s => s.SwitchMismatch, Watch.Above, 1, 0, 3, 10, Reaction.OpenAll, ClearedBy.Person, Latching: true),
        new(Fault.ChargerMismatch, s => s.ChargerMismatch, Watch.Above, 1, 0, 3, 3, Reaction.StopCharge),
        new(Fault.BusStuck, s => s.BusStuck, Watch.Above, 1, 0, 1, 50, Reaction.OpenAll),
        new(Fault.CurrentSaturated, s => s.CurrentSaturated, Watch.Above, 1, 0, 1, 50, Reaction.OpenAll, ClearedBy.Person),
        new(Fault.LoopStalled, s => s.LoopGap_ms, Watch.Above, 800, 200, 1, 50, Reaction.OpenAll),
        new(Fault.CellSumSilent, s => s.SumError_mV, Watch.Age, 2500, 100, 1, 10, Reaction.OpenAll),
        new(Fault.CellSpreadSilent, s => s.Spread_mV, Watch.Age, 1000, 100, 1, 10, Reaction.OpenAll),
        new(Fault.OpenSwitchCurrent, s => s.OpenSwitchCurrent, Watch.Above, 1, 0, 5, 10,
            Reaction.OpenAll, ClearedBy.Person, Latching: true),
        new(Fault.TelemetrySilent, s => s.TelemetrySilent, Watch.Above, 1, 0, 1, 3, Reaction.None, ClearedBy.Automatic),
        new(Fault.CurrentImplausible, s => s.CurrentImplausible, Watch.Above, 1, 0, 1, 50,
            Reaction.OpenAll, ClearedBy.Person, Latching: true),
        new(Fault.ChargeFailed, s => s.ChargeFailed, Watch.Above, 1, 0, 1, 3, Reaction.StopCharge, ClearedBy.Person, Latching: true),
        new(Fault.StateNotStored, s => s.StateNotStored, Watch.Above, 1, 0, 1, 3, Reaction.None, ClearedBy.Automatic),
        new(Fault.BalancerMismatch, s => s.BalancerMismatch, Watch.Above, 1, 0, 3, 3, Reaction.None, ClearedBy.Person, Latching: true),
        new(Fault.PrechargeFailed, s => s.PrechargeFailed, Watch.Above, 1, 0, 1, 10,
            Reaction.StopDischarge, ClearedBy.Person, Latching: true),
        new(Fault.SwitchWelded, s => s.SwitchWelded, Watch.Above, 1, 0, 5, 10, Reaction.OpenAll, ClearedBy.Person, Latching: true),
        new(Fault.SwitchStuckOpen, s => s.SwitchStuckOpen, Watch.Above, 1, 0, 5, 10, Reaction.OpenAll, ClearedBy.Person, Latching: true),
        Chip(Fault.ProtectorCellOverVoltage, 1, Reaction.StopCharge, ClearedBy.Person),
        Chip(Fault.ProtectorCellUnderVoltage, 2, Reaction.StopDischarge, ClearedBy.Person),
        Chip(Fault.ProtectorChargeOverCurrent, 4, Reaction.StopCharge, ClearedBy.Remote),
        Chip(Fault.ProtectorDischargeOverCurrent, 8, Reaction.StopDischarge, ClearedBy.Remote),
        Chip(Fault.ProtectorShortCircuit, 16, Reaction.OpenAll, ClearedBy.Person),
        Chip(Fault.ProtectorChargeTemperature, 32, Reaction.StopCharge, ClearedBy.Remote),
        Chip(Fault.ProtectorDischargeTemperature, 64, Reaction.OpenAll, ClearedBy.Remote),
        Chip(Fault.ProtectorHostSilent, 128, Reaction.OpenAll, ClearedBy.Remote),
        Chip(Fault.ProtectorPermanent, 256, Reaction.OpenAll, ClearedBy.Person) with { Latching = true },
        new(Fault.ProtectorSettingsWarning, s => s.ProtectorDiffers, Watch.Above, 1, 0, 1, 3, Reaction.None, ClearedBy.Automatic),
        new(Fault.ProtectorSettings, s => s.ProtectorRepairs, Watch.Above, 30, 0, 1, 3, Reaction.OpenAll, ClearedBy.Person),
        new(Fault.ProtectorSilent, s => s.ProtectorTrips, Watch.Age, 1000, 200, 1, 10, Reaction.OpenAll),
        Chip(Fault.ProtectorReset, 512, Reaction.OpenAll, ClearedBy.Automatic),
    ];

    // A chip's bit: tripped while it is set, whatever the other nine bits are.
    private static ExpectedRow Chip(Fault fault, int bit, Reaction reaction, ClearedBy clearedBy) =>
        new(fault, s => s.ProtectorTrips, Watch.Bits, bit, 1023 & ~bit, 1, 10, reaction, clearedBy);

    public static ExpectedRow Of(Fault fault) => All.Single(row => row.Fault == fault);
}
