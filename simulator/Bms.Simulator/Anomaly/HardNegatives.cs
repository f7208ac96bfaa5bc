using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>Healthy lives that look like faults: what a detector must not fall for.</summary>
internal static class HardNegatives
{
    internal const int Kinds = 6;

    private const double Period_s = 10;

    internal static string Name(int kind) => kind switch
    {
        1 => "sleep and wake",
        2 => "frames with impossible values and single dips",
        3 => "rows of a minute",
        4 => "a clock that is set back and once forward, frames that come twice",
        5 => "a high cell that is balanced",
        _ => "ordinary days",
    };

    /// <summary>Plays until a time in s and notes what is raised.</summary>
    internal static void Play(EpisodePack pack, RecordingPlayer player, int kind, double until_s, List<string> wrong, EvidenceHours? seen)
    {
        double period_s = kind == 3 ? 60 : Period_s;
        long frame = 0;
        long slept = 0;
        double shift_s = 0;
        while (pack.Time_s < until_s)
        {
            pack.Advance(kind == 1 && frame % 4000 >= 2000 && frame - slept > 2500 && pack.Stands ? Sleep(frame, ref slept) : period_s);
            frame++;
            seen?.Pass(pack.Time_s);
            if (kind == 4 && frame % 2000 == 1000)
            {
                shift_s -= 1800;
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

    private static double Sleep(long frame, ref long slept)
    {
        slept = frame;
        return 8 * 3600;
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
