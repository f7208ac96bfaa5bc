using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>What strikes those rows of the protection table that every board has, in the same way on each.</summary>
internal static class SharedCauses
{
    // Beyond 125 degC, where a probe ends.
    private const double TooHot_C = 130;
    private const double StuckStep_C = 1;
    private const int Beyond_ms = 200, Healthy_mV = 3650, TooWarmToCharge_ddegC = 480, Unequal_mV = 10;

    /// <summary>Every mode; those without a charge; those with closed switches.</summary>
    internal static readonly Mode[] EachMode = [Mode.Charge, Mode.Discharge, Mode.Standby];
    internal static readonly Mode[] NotCharging = [Mode.Discharge, Mode.Standby];
    internal static readonly Mode[] Closed = [Mode.Charge, Mode.Discharge];

    /// <summary>The causes, in the order of the table.</summary>
    internal static IReadOnlyList<Stimulus> All { get; } =
    [
        .. LimitCauses.Cells(Fault.CellOverVoltageWarning),
        .. LimitCauses.Cells(Fault.CellOverVoltage),
        .. LimitCauses.Cells(Fault.CellUnderVoltageWarning),
        .. LimitCauses.Cells(Fault.CellUnderVoltage),
        .. LimitCauses.Cells(Fault.CellDeepDischarge),
        .. LimitCauses.Currents(Fault.ChargeOverCurrentWarning, Closed),
        .. LimitCauses.Currents(Fault.ChargeOverCurrent, Closed),
        .. LimitCauses.Currents(Fault.DischargeOverCurrentWarning, Mode.Discharge),
        .. LimitCauses.Currents(Fault.DischargeOverCurrent, Mode.Discharge),
        .. LimitCauses.Currents(Fault.DischargePeakCurrent, Mode.Discharge),
        .. LimitCauses.Probes(Fault.ChargeOverTemperatureWarning, EachMode),
        .. LimitCauses.Probes(Fault.ChargeOverTemperature, EachMode),
        .. LimitCauses.Probes(Fault.ChargeUnderTemperatureWarning, EachMode),
        .. LimitCauses.Probes(Fault.ChargeUnderTemperature, EachMode),
        .. LimitCauses.Probes(Fault.DischargeOverTemperatureWarning, NotCharging),
        .. LimitCauses.Probes(Fault.DischargeOverTemperature, NotCharging),
        .. LimitCauses.Probes(Fault.DischargeUnderTemperatureWarning, NotCharging),
        .. LimitCauses.Probes(Fault.DischargeUnderTemperature, NotCharging),
        Seen(Fault.CellSensorLost, "silent", rig => rig.CellChip.Faults.Dead = true),
        Seen(Fault.CurrentSensorLost, "silent", rig => rig.CurrentChip.Faults.Dead = true),
        Seen(Fault.TemperatureSensorLost, "silent", rig => rig.Probe(rig.Channel).Faults.Dead = true),
        new(Fault.TemperatureSensorLost, "off range", EachMode, rig => rig.Show(rig.Hardware.ProbeInput(rig.Channel), TooHot_C)),
        new(Fault.CellSumImplausible, "far", EachMode, rig => ShiftStack(rig, rig.Row.Limit[0] * 2)),
        new(Fault.CellSumImplausible, "edge", EachMode, rig => ShiftStack(rig, rig.Edge(0))),
        .. Spread(Fault.CellSpreadWarning),
        .. Spread(Fault.CellSpread),
        Seen(Fault.SwitchMismatch, "read-back", ReadBack, Closed),
        Seen(Fault.SwitchMismatch, "breaks", rig => Break(rig, FetFault.StuckOpen), Closed),
        Seen(Fault.SwitchMismatch, "welds", rig => Break(rig, FetFault.StuckClosed), Mode.Standby),
        Seen(Fault.ChargeFailed, "held off", rig => rig.Hardware.ChargerEnableBroken = true, Mode.Charge) with { Undisturbed = false },

        // Only a start can lose the boot counter: the processor is reset in the midst of whatever it does, and its flash does not answer.
        Seen(Fault.TelemetrySilent, "flash broken", ResetWithoutFlash) with { Telemetry = true, Undisturbed = false },

        // A trip is kept at once, and the flash does not take it.
        Seen(Fault.StateNotStored, "flash broken", TripWithoutFlash) with
        {
            Telemetry = true, Before_us = (_, t) => (PackSample.CurrentHold_ms * 1000L) + (2 * t.Tick_us),
        },
        Seen(Fault.ChargerMismatch, "silent", rig => rig.ChargerChip.Faults.Dead = true),

        // The first transfer that times out opens the switches, whichever it is.
        Seen(Fault.BusStuck, "line held", rig => rig.Line.Transfers = int.MaxValue, Closed)
            with { Lasting_us = (_, t) => t.LineTimeout_us },
        Seen(Fault.CellSpreadSilent, "no cells", rig => rig.CellChip.Faults.Dead = true),
        new(Fault.OpenSwitchCurrent, "welded", [Mode.Standby],
            rig => Weld(rig, rig.Hardware.ChargeFet, rig.Hardware.DischargeFet, 1)),
        new(Fault.OpenSwitchCurrent, "feeds back", [Mode.Discharge],
            rig => Weld(rig, rig.Hardware.ChargeFet, rig.Hardware.ChargeFet, -1))
        {
            Prepare = rig => rig.ShowProbes(_ => TooWarmToCharge_ddegC),
            MustOpen = Reaction.StopDischarge,
            Undisturbed = false,
        },
        new(Fault.CurrentImplausible, "stuck", [Mode.Discharge], StickCurrent),
        Stalled("far", (row, _) => (row.Limit[0] + Beyond_ms) * 1000L),
        Stalled("edge", (row, t) => (row.Limit[0] * 1000L) - t.Tick_us),
    ];

    /// <summary>A cause that is seen at the bus or at a pin; in every mode unless some are named.</summary>
    internal static Stimulus Seen(Fault row, string variant, Action<Rig> strike, params Mode[] modes) =>
        new(row, variant, modes.Length == 0 ? EachMode : modes, strike) { Converted = false };

    // With open switches a stall harms nobody, and connecting to a broker takes one.
    private static Stimulus Stalled(string variant, Func<ProtectionRow, BoardTiming, long> length_us) =>
        Seen(Fault.LoopStalled, variant, rig => rig.Bench.Firmware.StallNextStep(length_us(rig.Row, rig.Timing)), Closed)
            with { Lasting_us = length_us };

    private static Stimulus[] Spread(Fault row) =>
    [
        new(row, "far", EachMode, rig => ShowSpread(rig, rig.Row.Limit[0] * 4 / 3)) { Prepare = rig => rig.ShowCells(_ => Healthy_mV) },
        new(row, "edge", EachMode, rig => ShowSpread(rig, rig.Edge(0))) { Prepare = rig => rig.ShowCells(_ => Healthy_mV) },
    ];

    // One cell above and one below, anywhere in the stack. Their sum does not stay to the millivolt: a tap above both that shows the same
    // code as before, while all below it move, is frozen.
    private static void ShowSpread(Rig rig, int spread_mV)
    {
        int cells = rig.Bench.Pack.Cells;
        int high = (int)(rig.Random.Next() % (ulong)cells);
        int low = (high + 1 + (int)(rig.Random.Next() % (ulong)(cells - 1))) % cells;
        int half_mV = (spread_mV + 1) / 2;
        rig.ShowCells(cell => Healthy_mV + (cell == high ? half_mV + Unequal_mV : cell == low ? Unequal_mV - half_mV : 0));
    }

    private static void ShiftStack(Rig rig, int shift_mV)
    {
        rig.Hardware.Settle();
        bool up = rig.Random.Next() % 2 == 0;
        rig.Hardware.StackInput.Fault.Offset = (up ? shift_mV : -shift_mV) / 1000.0;
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

    private static void TripWithoutFlash(Rig rig)
    {
        rig.Bench.Flash.Broken = true;
        rig.CurrentChip.Faults.Dead = true;
    }

    // The sensor stays where it is while the load steps by what the pack holds in an hour.
    private static void StickCurrent(Rig rig)
    {
        rig.Show(rig.Hardware.CurrentInput, 0);
        rig.Bench.Pack.Load.SetCurrent_A(StuckStep_C * rig.Bench.Pack.Spec.Cell.Capacity_Ah);
    }

    private static PowerFet Either(Rig rig) => rig.Random.Next() % 2 == 0 ? rig.Hardware.ChargeFet : rig.Hardware.DischargeFet;
}
