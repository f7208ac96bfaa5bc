using Bms.Drivers;
using Bms.Protection;
using static Bms.Simulator.Reactions.SharedCauses;

namespace Bms.Simulator.Reactions;

/// <summary>
/// What strikes rows of pack-16s and of its kin with another chip at the cells in the same way, and the hands for what is the chip's own.
/// </summary>
internal static class PackCauses
{
    private const double TooHigh_V = 5.8, Saturated_A = 360, FullScale_A = 0.16384 / 0.0005 * 1.0012, Hidden_A = 5, Dip_s = 2;
    private const int Healthy_mV = 3650;
    private const long Second_us = 1_000_000;

    // A dip of the supply counts as several settings that were lost.
    private const int Dips = ProtectorWatch.MostRepairs / ProtectorWatch.OfReset;

    /// <summary>
    /// The causes. <paramref name="lost_us"/>: longest time from a cell's change to the last sample that shows nothing of it;
    /// <paramref name="settings_us"/>: time in which the firmware sets a chip again that has lost its settings.
    /// </summary>
    internal static IReadOnlyList<Stimulus> Of(long lost_us, long settings_us) =>
    [
        new(Fault.CellSensorLost, "off range", EachMode, rig => ShowCell(rig, (int)(TooHigh_V * 1000)))
            { Prepare = AllHealthy, Converted = false, Before_us = (_, _) => lost_us },
        Seen(Fault.BusVoltageLost, "silent", rig => rig.CurrentChip.Faults.Dead = true),
        Seen(Fault.CellSumSilent, "no stack", rig => rig.CurrentChip.Faults.Dead = true),
        new(Fault.CurrentSaturated, "far", EachMode, rig => rig.Show(rig.Hardware.CurrentInput, -Saturated_A)),
        new(Fault.CurrentSaturated, "edge", EachMode, rig => rig.Show(rig.Hardware.CurrentInput, -FullScale_A)),
        Seen(Fault.ProtectorSettings, "supply dips", rig => DipEvery(rig, Dip_s), Closed)
            with { Before_us = (_, _) => (long)(Dips * Dip_s * 1e6) },
        Seen(Fault.ProtectorSilent, "silent", rig => rig.CellChip.Faults.Dead = true),
        Seen(Fault.ProtectorReset, "brown-out", Dip) with { Before_us = (_, _) => settings_us },
    ];

    /// <summary>
    /// A resistor that bleeds untold. After a start resistors have their time to follow the first command, which is to bleed nothing;
    /// where cells bleed, the mismatch ends that first, which they have their time to follow, before it counts. A transfer that hangs
    /// costs the look of its second, and the command of the same second, which is given again and has its time too.
    /// </summary>
    internal static Stimulus Bleeder(Action<Rig> stick) => Seen(Fault.BalancerMismatch, "stuck", stick) with
    {
        Before_us = (_, t) => t.Bleeds ? (1 + (2 * Balancing.Balancer.Follow_s)) * Second_us : 0,
        IsReady = rig => !rig.Controller.Parts.Balancer.Disturbs,
        Lost_us = (1 + Balancing.Balancer.Follow_s) * Second_us,
    };

    /// <summary>A current that the chip alone shall see: the firmware's own sensor stands still.</summary>
    internal static Stimulus Hidden(Fault row, string variant, Mode mode, int current_mA, Func<BoardTiming, long> delay_us) =>
        Seen(row, variant, rig =>
        {
            rig.Show(rig.Hardware.CurrentInput, Math.Sign(current_mA) * Hidden_A);
            rig.DriveCurrent(current_mA);
        }, mode) with { Before_us = (_, t) => delay_us(t) };

    /// <summary>A cell in the middle of nowhere, to begin with.</summary>
    internal static void AllHealthy(Rig rig) => rig.ShowCells(_ => Healthy_mV);

    /// <summary>One cell shows this, the others are healthy.</summary>
    internal static void ShowCell(Rig rig, int cell_mV)
    {
        int cell = (int)(rig.Random.Next() % (ulong)rig.Bench.Pack.Cells);
        rig.ShowCells(c => c == cell ? cell_mV : Healthy_mV);
    }

    /// <summary>A cell that is not to bleed in any situation, from 0.</summary>
    internal static int CalmCell(Rig rig)
    {
        int cells = rig.Bench.Pack.Cells, cell = (int)(rig.Random.Next() % (ulong)cells);
        return cell % PackRig.EachNth == 0 ? (cell + 1) % (cells - 1) : cell;
    }

    private static void Dip(Rig rig)
    {
        rig.Hardware.Settle();
        rig.CellChip.PowerOnReset();
    }

    private static void DipEvery(Rig rig, double period_s)
    {
        Dip(rig);
        long next_us = rig.Bench.Clock.Now_us + (long)(period_s * 1e6);
        rig.Bench.WorldTicked = now_us =>
        {
            if (now_us >= next_us)
            {
                next_us += (long)(period_s * 1e6);
                Dip(rig);
            }
        };
    }
}
