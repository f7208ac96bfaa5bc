using Bms.Boards;
using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Chips;
using static Bms.Simulator.Reactions.SharedCauses;

namespace Bms.Simulator.Reactions;

/// <summary>
/// What strikes the rows of pack-16s beside the causes that it shares with other boards: precharge, switches, and what its BQ76952 opens by
/// itself.
/// </summary>
internal static class Pack16sCauses
{
    private const double Short_ohm = 0.05, Huge_F = 0.1, NoLoad_ohm = 1e6;
    private const int Comparator_mV = 60, OverCurrent_mA = 6_000, Stall_ms = 6_000;
    private const long Second_us = 1_000_000, Loops_us = 2 * 64_575, Settings_us = 200_000;

    private static readonly Bq76952Settings s_settings = new(Pack16s.Limits(Pack16s.Pack()));
    private static readonly FrontLimits s_held = s_settings.Held;

    /// <summary>All causes of the board.</summary>
    internal static IReadOnlyList<Stimulus> All { get; } =
    [
        .. SharedCauses.All,
        .. PackCauses.Of(Loops_us, Settings_us),
        PackCauses.Bleeder(StickBleeder),
        .. Precharges(),
        new(Fault.SwitchWelded, "welded", [Mode.Standby], rig => Hide(rig, FetFault.StuckClosed, false))
            { Before_us = (_, _) => Pack16s.Pack().LoadDecay_ms * 1000L },
        new(Fault.SwitchStuckOpen, "broken", [Mode.Discharge], rig => Hide(rig, FetFault.StuckOpen, true)),
        .. ChipCells(),
        .. ChipCurrents(),
        .. ChipTemperatures(),
        Seen(Fault.ProtectorHostSilent, "stall", rig => rig.Bench.Firmware.StallNextStep(Stall_ms * 1000L), Closed)
            with { Lasting_us = (_, _) => Stall_ms * 1000L, Before_us = (_, _) => Second_us },
        Seen(Fault.ProtectorSettingsWarning, "bit flips", FlipSetting, Closed) with { Before_us = (_, _) => Windows() * Second_us },
    ];

    // The switch to the load is asked for, and the load is not what can be filled.
    private static Stimulus[] Precharges()
    {
        Stimulus Of(string variant, Action<Rig> load) => Seen(Fault.PrechargeFailed, variant, rig =>
        {
            load(rig);
            rig.Controller.Ask(Request.Discharge);
        }, Mode.Standby) with { Before_us = (_, t) => (Pack16s.Pack().PrechargeTime_ms * 1000L) + (2 * t.Tick_us) + t.Wake_us };
        return
        [
            Of("short", rig => rig.Bench.Pack.Load.SetResistance_ohm(Short_ohm)),
            Of("too large", rig => rig.Bench.Pack.ConnectCapacitor(Huge_F)),
            Of("no resistor", rig =>
            {
                rig.Bench.Pack.Load.SetResistance_ohm(NoLoad_ohm);
                rig.Bench.Pack.PrechargeContact.Fault = Bms.World.ContactFault.StuckOpen;
            }),
        ];
    }

    private static Stimulus[] ChipCells() =>
    [
        new(Fault.ProtectorCellOverVoltage, "beyond", EachMode, rig => PackCauses.ShowCell(rig, s_held.CellOver_mV + Comparator_mV))
            { Converted = false, Prepare = PackCauses.AllHealthy, Before_us = (_, t) => Delay_us(s_held.CellOverDelay_ms, t.ChipLook_us) },
        new(Fault.ProtectorCellUnderVoltage, "beyond", EachMode, rig => PackCauses.ShowCell(rig, s_held.CellUnder_mV - Comparator_mV))
            { Converted = false, Prepare = PackCauses.AllHealthy, Before_us = (_, t) => Delay_us(s_held.CellUnderDelay_ms, t.ChipLook_us) },
        new(Fault.ProtectorPermanent, "far beyond", EachMode, rig => PackCauses.ShowCell(rig, HighestForGood_mV + Comparator_mV))
        {
            Converted = false, Prepare = PackCauses.AllHealthy,
            Before_us = (_, t) => t.Scan_us + Delay_us(Bq76952Settings.ForGood_s * 1000, Second_us),
        },
    ];

    private static int HighestForGood_mV => s_settings.Asked.CellOver_mV + Bq76952Settings.ForGood_mV;

    private static Stimulus[] ChipCurrents() =>
    [
        Current(Fault.ProtectorChargeOverCurrent, "hidden", Mode.Charge, s_held.ChargeOver_mA + OverCurrent_mA, s_held.ChargeOverDelay_ms),
        Current(Fault.ProtectorDischargeOverCurrent, "hidden", Mode.Discharge,
            -s_held.DischargeOver_mA - OverCurrent_mA, s_held.DischargeOverDelay_ms),
        Current(Fault.ProtectorDischargeOverCurrent, "fast", Mode.Discharge,
            -s_held.DischargeFast_mA - OverCurrent_mA, s_held.DischargeFastDelay_ms),

        // Not hidden: a cycle of the firmware that falls into the chip's 30 ms opens at its own peak current, and the chip sees it end.
        Seen(Fault.ProtectorDischargeOverCurrent, "fast, seen",
            rig => rig.DriveCurrent(-s_held.DischargeFast_mA - OverCurrent_mA), Mode.Discharge)
            with { Before_us = (_, t) => Delay_us(s_held.DischargeFastDelay_ms, t.ChipLook_us), EndsWithCurrent = true },

        // Its threshold is good to 15 %.
        Seen(Fault.ProtectorShortCircuit, "short", rig => rig.DriveCurrent(-(int)(s_held.Short_mA * 1.2)), Mode.Discharge)
            with { Before_us = (_, _) => s_held.ShortDelay_us },
    ];

    private static Stimulus Current(Fault row, string variant, Mode mode, int current_mA, int delay_ms) =>
        PackCauses.Hidden(row, variant, mode, current_mA, t => Delay_us(delay_ms, t.ChipLook_us));

    private static Stimulus[] ChipTemperatures()
    {
        Stimulus Of(Fault row, string variant, int shown_degC) => new(row, variant, EachMode, rig => ShowThermistor(rig, shown_degC))
        {
            Converted = false, Before_us = (_, t) => t.Scan_us + Delay_us(s_held.TemperatureDelay_s * 1000, Second_us),
        };
        return
        [
            Of(Fault.ProtectorChargeTemperature, "hot", s_held.ChargeHot_degC + 2),
            Of(Fault.ProtectorChargeTemperature, "cold", s_held.ChargeCold_degC - 2),
            Of(Fault.ProtectorDischargeTemperature, "hot", s_held.DischargeHot_degC + 2),
            Of(Fault.ProtectorDischargeTemperature, "cold", s_held.DischargeCold_degC - 2),
        ];
    }

    private static long Delay_us(int delay_ms, long look_us) =>
        (long)Math.Ceiling(((delay_ms * 1000L) + (2 * look_us)) * Bq76952Errors.SlowestClock);

    // Calls of the audit until all settings have been looked at.
    private static int Windows()
    {
        int windows = 1;
        for (int row = 1, first = 0; row < s_settings.Count; row++)
        {
            if (s_settings.Address(row) + s_settings.Length(row) > s_settings.Address(first) + 32)
            {
                first = row;
                windows++;
            }
        }

        return windows;
    }

    private static void ShowThermistor(Rig rig, int shown_degC)
    {
        rig.Hardware.Settle();
        rig.CellChip.Faults[Bq76952Chip.ThermistorInput + (int)(rig.Random.Next() % 2)].StuckAt = shown_degC;
    }

    // Its gate reads as it should: only the voltage behind it tells.
    private static void Hide(Rig rig, FetFault fault, bool shown)
    {
        rig.Hardware.DischargeFet.ReadBackStuckAt = shown;
        rig.Hardware.DischargeFet.Fault = fault;
        rig.Hardware.Tick();
    }

    private static void StickBleeder(Rig rig)
    {
        rig.Hardware.Settle();
        Front(rig).StuckBleeding = 1 << PackCauses.CalmCell(rig);
    }

    // The lowest bit of any setting: none of them alone opens anything.
    private static void FlipSetting(Rig rig)
    {
        rig.Hardware.Settle();
        Front(rig).Disturb(s_settings.Address((int)(rig.Random.Next() % (ulong)s_settings.Count)), 1);
    }

    private static Bq76952Chip Front(Rig rig) => (Bq76952Chip)((PackRig)rig).Front;
}
