using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>What strikes each row of the protection table on bench-4s.</summary>
internal static class Bench4sCauses
{
    // Beyond the 3.5 V at which a tap's input can no longer be told from a clamp; beyond 125 degC; beyond the 26 V of the INA219's pin.
    private const double Clamped_V = 3.58, TooHot_C = 130, TooHigh_V = 27;
    private const double StuckStep_A = 5;
    private const int Saturated_mA = 18_000, Beyond_ms = 200, Healthy_mV = 3650, TooWarmToCharge_ddegC = 480, Unequal_mV = 10;

    private static readonly Mode[] s_all = [Mode.Charge, Mode.Discharge, Mode.Standby];
    private static readonly Mode[] s_notCharging = [Mode.Discharge, Mode.Standby];
    private static readonly Mode[] s_closed = [Mode.Charge, Mode.Discharge];

    /// <summary>The causes, in the order of the table.</summary>
    internal static IReadOnlyList<Stimulus> All { get; } =
    [
        .. LimitCauses.Cells(Fault.CellOverVoltageWarning),
        .. LimitCauses.Cells(Fault.CellOverVoltage),
        .. LimitCauses.Cells(Fault.CellUnderVoltageWarning),
        .. LimitCauses.Cells(Fault.CellUnderVoltage),
        .. LimitCauses.Cells(Fault.CellDeepDischarge),
        .. LimitCauses.Currents(Fault.ChargeOverCurrentWarning, s_closed),
        .. LimitCauses.Currents(Fault.ChargeOverCurrent, s_closed),
        .. LimitCauses.Currents(Fault.DischargeOverCurrentWarning, Mode.Discharge),
        .. LimitCauses.Currents(Fault.DischargeOverCurrent, Mode.Discharge),
        .. LimitCauses.Currents(Fault.DischargePeakCurrent, Mode.Discharge),
        .. LimitCauses.Probes(Fault.ChargeOverTemperatureWarning, s_all),
        .. LimitCauses.Probes(Fault.ChargeOverTemperature, s_all),
        .. LimitCauses.Probes(Fault.ChargeUnderTemperatureWarning, s_all),
        .. LimitCauses.Probes(Fault.ChargeUnderTemperature, s_all),
        .. LimitCauses.Probes(Fault.DischargeOverTemperatureWarning, s_notCharging),
        .. LimitCauses.Probes(Fault.DischargeOverTemperature, s_notCharging),
        .. LimitCauses.Probes(Fault.DischargeUnderTemperatureWarning, s_notCharging),
        .. LimitCauses.Probes(Fault.DischargeUnderTemperature, s_notCharging),
        Seen(Fault.CellSensorLost, "silent", rig => rig.Hardware.CellAdc.Faults.Dead = true),
        new(Fault.CellSensorLost, "clamped", s_all, rig => Input(rig, rig.Hardware.CellAdc.Faults[rig.Channel], Clamped_V)),
        Seen(Fault.CurrentSensorLost, "silent", rig => rig.Hardware.Current.Faults.Dead = true),
        OffRange(Fault.BusVoltageLost),
        Seen(Fault.TemperatureSensorLost, "silent", rig => rig.Hardware.Probes[rig.Channel].Faults.Dead = true),
        new(Fault.TemperatureSensorLost, "off range", s_all, rig => Input(rig, rig.Hardware.Probes[rig.Channel].Faults[0], TooHot_C)),
        new(Fault.CellSumImplausible, "far", s_all, rig => ShiftStack(rig, rig.Row.Limit[0] * 2)),
        new(Fault.CellSumImplausible, "edge", s_all, rig => ShiftStack(rig, rig.Edge(0))),
        .. Spread(Fault.CellSpreadWarning),
        .. Spread(Fault.CellSpread),
        Seen(Fault.SwitchMismatch, "read-back", ReadBack, s_closed),
        Seen(Fault.SwitchMismatch, "breaks", rig => Break(rig, FetFault.StuckOpen), s_closed),
        Seen(Fault.SwitchMismatch, "welds", rig => Break(rig, FetFault.StuckClosed), Mode.Standby),
        Seen(Fault.ChargeFailed, "held off", rig => rig.Hardware.Charger.EnableWireBroken = true, Mode.Charge),

        // Only a start can lose the boot counter: the processor is reset in the midst of whatever it does, and its flash does not answer.
        Seen(Fault.TelemetrySilent, "flash broken", ResetWithoutFlash) with { Telemetry = true },
        Seen(Fault.ChargerMismatch, "silent", rig => rig.Hardware.Charger.Faults.Dead = true),

        // The first transfer that times out opens the switches, whichever it is.
        Seen(Fault.BusStuck, "line held", rig => rig.Line.Transfers = int.MaxValue, s_closed)
            with { Lasting_us = (_, t) => t.LineTimeout_us },
        new(Fault.CurrentSaturated, "far", [Mode.Discharge], rig => rig.DriveCurrent(-Saturated_mA)) { EndsWithCurrent = true },
        new(Fault.CurrentSaturated, "edge", [Mode.Discharge], rig => rig.DriveCurrent(-FullScale_mA(rig))) { EndsWithCurrent = true },
        OffRange(Fault.CellSumSilent),
        Seen(Fault.CellSpreadSilent, "no cells", rig => rig.Hardware.CellAdc.Faults.Dead = true),
        new(Fault.OpenSwitchCurrent, "welded", [Mode.Standby], rig => Weld(rig, rig.Hardware.ChargeFet, rig.Hardware.DischargeFet, 1)),
        new(Fault.OpenSwitchCurrent, "feeds back", [Mode.Discharge], rig => Weld(rig, rig.Hardware.ChargeFet, rig.Hardware.ChargeFet, -1))
        {
            Prepare = rig => rig.ShowProbes(_ => TooWarmToCharge_ddegC),
            MustOpen = Reaction.StopDischarge,
        },
        new(Fault.CurrentImplausible, "stuck", [Mode.Discharge], StickCurrent),
        Stalled("far", (row, _) => (row.Limit[0] + Beyond_ms) * 1000L),
        Stalled("edge", (row, t) => (row.Limit[0] * 1000L) - t.Tick_us),
    ];

    private static Stimulus Seen(Fault row, string variant, Action<Rig> strike, params Mode[] modes) =>
        new(row, variant, modes.Length == 0 ? s_all : modes, strike) { Converted = false };

    private static Stimulus OffRange(Fault row) =>
        new(row, "off range", s_all, rig => Input(rig, rig.Hardware.Current.Faults[Ina219Chip.BusInput], TooHigh_V));

    // With open switches a stall harms nobody, and connecting to a broker takes one.
    private static Stimulus Stalled(string variant, Func<ProtectionRow, BoardTiming, long> length_us) =>
        Seen(Fault.LoopStalled, variant, rig => rig.Bench.Firmware.StallNextStep(length_us(rig.Row, rig.Timing)), s_closed)
            with { Lasting_us = length_us };

    private static Stimulus[] Spread(Fault row) =>
    [
        new(row, "far", s_all, rig => ShowSpread(rig, rig.Row.Limit[0] * 4 / 3)) { Prepare = rig => rig.ShowCells(_ => Healthy_mV) },
        new(row, "edge", s_all, rig => ShowSpread(rig, rig.Edge(0))) { Prepare = rig => rig.ShowCells(_ => Healthy_mV) },
    ];

    // One cell above and one below, anywhere in the stack. Their sum does not stay to the millivolt: a tap above both that shows the same
    // code as before, while all below it move, is frozen.
    private static void ShowSpread(Rig rig, int spread_mV)
    {
        int high = (int)(rig.Random.Next() % 4);
        int low = (high + 1 + (int)(rig.Random.Next() % 3)) % 4;
        int half_mV = (spread_mV + 1) / 2;
        rig.ShowCells(cell => Healthy_mV + (cell == high ? half_mV + Unequal_mV : cell == low ? Unequal_mV - half_mV : 0));
    }

    private static void ShiftStack(Rig rig, int shift_mV)
    {
        rig.Hardware.Settle();
        bool up = rig.Random.Next() % 2 == 0;
        rig.Hardware.Current.Faults[Ina219Chip.BusInput].Offset = (up ? shift_mV : -shift_mV) / 1000.0;
    }

    private static void Input(Rig rig, InputFault input, double value)
    {
        rig.Hardware.Settle();
        input.StuckAt = value;
    }

    private static void ReadBack(Rig rig)
    {
        Either(rig).ReadBackStuckAt = false;
        rig.Hardware.Tick();
    }

    private static void Break(Rig rig, FetFault fault)
    {
        Either(rig).Fault = fault;
        rig.Hardware.Tick();
    }

    // Shorted, and read back at the gate: only the current tells.
    private static void Weld(Rig rig, PowerFet one, PowerFet other, double load_A)
    {
        foreach (PowerFet fet in new[] { one, other })
        {
            fet.ReadBackStuckAt = false;
            fet.Fault = FetFault.StuckClosed;
        }

        rig.Hardware.Tick();
        rig.Bench.Pack.Load.SetCurrent_A(load_A);
    }

    private static void ResetWithoutFlash(Rig rig)
    {
        rig.Bench.Flash.Broken = true;
        rig.Bench.Firmware.Kill();
        rig.Bench.Firmware.PowerOn();
    }

    // The sensor stays where it is while the load steps.
    private static void StickCurrent(Rig rig)
    {
        Input(rig, rig.Hardware.Current.Faults[Ina219Chip.ShuntInput], 0);
        rig.Bench.Pack.Load.SetCurrent_A(StuckStep_A);
    }

    private static PowerFet Either(Rig rig) => rig.Random.Next() % 2 == 0 ? rig.Hardware.ChargeFet : rig.Hardware.DischargeFet;

    private static int FullScale_mA(Rig rig)
    {
        int end_mA = Ina219CurrentSensor.FullScale / 2;
        return end_mA + rig.Path.Accuracy(0, end_mA);
    }
}
