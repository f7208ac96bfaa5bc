using Bms.Boards;
using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Chips;
using static Bms.Simulator.Reactions.SharedCauses;

namespace Bms.Simulator.Reactions;

/// <summary>What strikes the rows of pack-15s beside the causes that it shares with pack-16s: what its BQ76940 opens by itself.</summary>
internal static class Pack15sCauses
{
    // A usual trim; the chip in the tray has another, which moves what it holds by less than a step.
    private const int Gain_uV = 382, Offset_mV = 47, Comparator_mV = 60;

    // Its comparators for currents are good to 20 %, its clock to 2 %.
    private const double Beyond = 1.25, SlowestClock = 1.02;
    private const long Lost_us = (long)(2 * 250_000 * SlowestClock) + 100_000, Settings_us = 20_000;
    private const int XReady = 0x20, FirstBleeder = 1, PerBleeder = 5;

    // Those that set limits and delays, with the lowest bit that means something.
    private static readonly (int Register, int Bit)[] s_flips = [(0x06, 1), (0x07, 1), (0x08, 0x10), (0x09, 1), (0x0A, 1)];

    private static readonly FrontLimits s_held = Held();

    /// <summary>All causes of the board.</summary>
    internal static IReadOnlyList<Stimulus> All { get; } =
    [
        .. SharedCauses.All,
        .. PackCauses.Of(Lost_us, Settings_us),
        PackCauses.Bleeder(StickBleeder),
        Cell(Fault.ProtectorCellOverVoltage, s_held.CellOver_mV + Comparator_mV, s_held.CellOverDelay_ms),
        Cell(Fault.ProtectorCellUnderVoltage, s_held.CellUnder_mV - Comparator_mV, s_held.CellUnderDelay_ms),
        PackCauses.Hidden(Fault.ProtectorDischargeOverCurrent, "hidden", Mode.Discharge,
            -(int)(s_held.DischargeOver_mA * Beyond), _ => Slow(s_held.DischargeOverDelay_ms * 1000L)),
        Seen(Fault.ProtectorShortCircuit, "short", rig => rig.DriveCurrent(-(int)(s_held.Short_mA * Beyond)), Mode.Discharge)
            with { Before_us = (_, _) => Slow(s_held.ShortDelay_us) },

        // It says that something inside it is not ready; it does so in a register that the firmware reads each cycle.
        Seen(Fault.ProtectorPermanent, "not ready", rig => Disturb(rig, Bq76940Registers.Status, XReady)),
        Seen(Fault.ProtectorSettingsWarning, "bit flips", FlipSetting, Closed),
    ];

    // It judges with each set of cells, and the first one after the change may hold some of what was before.
    private static Stimulus Cell(Fault row, int cell_mV, int delay_ms) =>
        new(row, "beyond", EachMode, rig => PackCauses.ShowCell(rig, cell_mV))
        {
            Converted = false, Prepare = PackCauses.AllHealthy, Before_us = (_, t) => Slow((delay_ms * 1000L) + (2 * t.ChipLook_us)),
        };

    private static long Slow(long nominal_us) => (long)Math.Ceiling(nominal_us * SlowestClock);

    private static FrontLimits Held()
    {
        var settings = new Bq76940Settings(Pack16s.Limits(Pack15s.Pack(), Pack15s.Front()));
        settings.Fill(Gain_uV, Offset_mV);
        return settings.Held;
    }

    private static void Disturb(Rig rig, int register, int bits)
    {
        rig.Hardware.Settle();
        ((PackRig)rig).Front.Disturb(register, bits);
    }

    private static void FlipSetting(Rig rig)
    {
        (int register, int bit) = s_flips[rig.Random.Next() % (ulong)s_flips.Length];
        Disturb(rig, register, bit);
    }

    // The bit of its command comes back as often as the firmware clears it.
    private static void StickBleeder(Rig rig)
    {
        FrontEndChip front = ((PackRig)rig).Front;
        int cell = PackCauses.CalmCell(rig);
        void Stick(long now_us)
        {
            if ((front.BleedingInputs & (1 << cell)) == 0)
            {
                Disturb(rig, FirstBleeder + (cell / PerBleeder), 1 << (cell % PerBleeder));
            }
        }

        Stick(0);
        rig.Bench.WorldTicked = Stick;
    }
}
