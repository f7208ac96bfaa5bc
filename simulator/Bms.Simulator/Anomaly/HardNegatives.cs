using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>Healthy lives that look like faults: what a detector must not fall for.</summary>
internal static class HardNegatives
{
    internal const int Kinds = 9;

    private const double Period_s = 10;

    /// <summary>
    /// What is left of the capacity of a pack that nears its end, and of one in which a cell is worth replacing; and how much resistance a
    /// pack gains by each share of its capacity that it loses.
    /// </summary>
    private const double Aged_share = 0.8;
    private const double Used_share = 0.9;
    private const double ResistanceByLoss = 2.5;

    /// <summary>Loss of capacity in an hour: a year's 2.4 % in the two days of a life.</summary>
    private const double Ageing_per_h = 0.0005;

    private const double DayToNight_K = 8;
    private const double Sleep_s = 8 * 3600, Repair_s = 6 * 3600;

    internal static string Name(int kind) => kind switch
    {
        1 => "sleep and wake",
        2 => "frames with impossible values and single dips",
        3 => "rows of a minute",
        4 => "a clock that is set back and once forward, frames that come twice",
        5 => "a high cell that is balanced",
        6 => "an old pack that ages by a year in two days",
        7 => "a new cell put into an old pack while it slept",
        8 => "hot noons and cold nights",
        _ => "ordinary days",
    };

    /// <summary>Plays until a time in s and notes what is raised.</summary>
    internal static void Play(EpisodePack pack, RecordingPlayer player, int kind, double until_s, List<FalseAlarm> wrong,
        EvidenceHours? seen)
    {
        double period_s = kind == 3 ? 60 : Period_s;
        long frame = 0;
        long slept = 0;
        double shift_s = 0;
        bool swapped = seen != null;
        if (kind is 6 or 7 && seen == null)
        {
            Age(pack, kind == 6 ? Aged_share : Used_share, 0);
        }

        while (pack.Time_s < until_s)
        {
            bool sleeps = kind == 1 && frame % 4000 >= 2000 && frame - slept > 2500 && pack.Stands;
            slept = sleeps ? frame : slept;
            pack.Advance(sleeps ? Sleep_s : period_s, live: !sleeps);
            frame++;
            seen?.Pass(pack.Time_s);
            if (kind == 4 && frame % 2000 == 1000)
            {
                shift_s -= 1800;
            }

            if (kind == 6 && frame % 360 == 0)
            {
                Age(pack, Aged_share, pack.Time_s / 3600);
            }

            if (kind == 7 && !swapped && pack.Time_s > until_s / 2 && pack.Stands)
            {
                swapped = true;
                pack.Advance(Repair_s, live: false);
                Renew(pack);
                player.Forget();
            }

            if (kind == 8)
            {
                pack.World.Ambient_C = Math.Min(45, pack.Setup.Ambient_C)
                    + (DayToNight_K * Math.Sin(2 * Math.PI * pack.Time_s / 86_400));
            }

            if (kind == 5 && frame % 360 == 1)
            {
                Balance(pack);
            }

            RecordedRow row = pack.Look();
            row = kind == 2 ? Glitch(row, frame) : row with { Time_s = row.Time_s + shift_s };
            foreach (AnomalyAlarm alarm in player.Play(row))
            {
                seen?.Saw(alarm);
                EpisodeRun.Note(alarm, pack, wrong);
            }

            if (kind == 4 && frame % 500 == 0)
            {
                foreach (AnomalyAlarm alarm in player.Play(row))
                {
                    EpisodeRun.Note(alarm, pack, wrong);
                }
            }
        }
    }

    private static RecordedRow Glitch(RecordedRow row, long frame)
    {
        if (frame % 700 > 2)
        {
            return row;
        }

        double[] cell_V = [.. row.Cell_V];
        switch (frame % 700)
        {
            case 0:
                cell_V[^1] = 66.535;
                break;
            case 1:
                cell_V[0] -= 0.03;
                break;
            default:
                cell_V[^1] = 0;
                break;
        }

        return row with { Cell_V = cell_V };
    }

    // Cells of one pack age alike within a third.
    private static void Age(EpisodePack pack, double share, double hours)
    {
        for (int cell = 0; cell < pack.Setup.Cells; cell++)
        {
            double pace = 1 + (0.3 * (((cell * 7) % 11 / 5.0) - 1));
            pack.World.SetCapacityFactor(cell, share - (Ageing_per_h * pace * hours));
            pack.World.SetResistanceFactor(cell, 1 + (ResistanceByLoss * (1 - share)) + (4 * Ageing_per_h * pace * hours));
        }
    }

    // The mechanic has charged it to where its neighbours are and has erased what the board knew: the past of another cell is void.
    private static void Renew(EpisodePack pack)
    {
        int cell = pack.Setup.Cells / 2;
        pack.World.SetCapacityFactor(cell, 1);
        pack.World.SetResistanceFactor(cell, 1);
    }

    // C/2000 from the highest cell, as passive balancing of a large cell takes, each hour anew until none stands out by 0.3 %.
    private static void Balance(EpisodePack pack)
    {
        double[] socs = [.. Enumerable.Range(0, pack.Setup.Cells).Select(pack.World.Soc)];
        int highest = Array.IndexOf(socs, socs.Max());
        for (int cell = 0; cell < socs.Length; cell++)
        {
            bool bleeds = cell == highest && socs[cell] > socs.Order().ElementAt(socs.Length / 2) + 0.003;
            pack.World.SetInternalShort_ohm(cell, bleeds ? 3.7 * 2000 / pack.Capacity_Ah : double.PositiveInfinity);
        }
    }
}
