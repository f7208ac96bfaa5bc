using Bms.World.Numerics;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// What nobody could do better: a detector that knows when the fault begins, where, and what it does to every reading, so that only its
/// size is unknown. The same life is lived twice from the same seed, with the fault and without; the difference is the fault's shape. It is
/// fitted to the readings beside what any cell may have of its own (level, resistance, slow resistance, charge, capacity), and so it is
/// to the healthy cells of the same pack: what it finds in them is its error. Separation is the fault's size in units of that error.
/// </summary>
internal static class OracleBound
{
    /// <summary>Separation from which two normal distributions overlap by less than 7 %: three standard deviations.</summary>
    internal const double Tells = 3;

    private const double Window_s = 60;
    private const double Diverged_A = 0.02;

    /// <summary>Size of an episode's fault in units of the error of its best estimate.</summary>
    internal static double Separation(EpisodeSetup setup, EpisodeFault fault, ulong seed)
    {
        if (IsPlain(fault))
        {
            return double.PositiveInfinity;
        }

        List<OracleWindow> broken = Live(setup, fault, seed, spoilt: true);
        List<OracleWindow> healthy = Live(setup, fault, seed, spoilt: false);
        int windows = 0;
        while (windows < Math.Min(broken.Count, healthy.Count)
            && Math.Abs(broken[windows].True_A - healthy[windows].True_A) < Diverged_A * setup.WorldCell.Capacity_Ah)
        {
            windows++;
        }

        var own = new LinearFit([.. healthy.Take(windows).Select(w => w.Own)]);
        double cells = Best(own, windows, setup.Cells, (w, i) => w.Cell_mV[i], broken, healthy);
        double probes = Best(own, windows, 4, (w, i) => w.Probe_K[i], broken, healthy);
        return Math.Max(cells, probes);
    }

    // Faults of the whole pack have no healthy neighbour to compare with, and their size is beyond any noise; a dip of seconds shows in
    // single frames and not in means of a minute.
    private static bool IsPlain(EpisodeFault fault) => fault.Family is "external_short" or "over_discharge" or "hard_short" or "stuck"
        or "micro_short" or "current_offset" or "current_gain" or "cooling" or "tamper" or "probe_open" or "glitch";

    private static double Best(LinearFit own, int windows, int channels, Func<OracleWindow, int, double> read,
        List<OracleWindow> broken, List<OracleWindow> healthy)
    {
        double best = 0;
        for (int channel = 0; channel < channels; channel++)
        {
            double[] shape = [.. Enumerable.Range(0, windows).Select(w => read(broken[w], channel) - read(healthy[w], channel))];
            own.Remove(shape);
            double energy = shape.Sum(v => v * v);
            if (energy < 1e-6)
            {
                continue;
            }

            double squares = 0;
            for (int other = 0; other < channels; other++)
            {
                double product = 0;
                double[] seen = [.. Enumerable.Range(0, windows).Select(w => read(healthy[w], other))];
                own.Remove(seen);
                for (int w = 0; w < windows; w++)
                {
                    product += shape[w] * seen[w];
                }

                squares += product * product / (energy * energy);
            }

            best = Math.Max(best, 1 / Math.Sqrt(squares / channels));
        }

        return best;
    }

    // The life of EpisodeRun.Faulty, window by window.
    private static List<OracleWindow> Live(EpisodeSetup setup, EpisodeFault fault, ulong seed, bool spoilt)
    {
        var random = new SeededRandom(seed, "fault");
        var pack = new EpisodePack(setup, seed);
        int cell = (int)(random.NextUniform() * setup.Cells);
        double end_s = EpisodeRun.Learn_s + (fault.Length_h * 3600);
        double onset_s = EpisodeRun.Learn_s + (fault.Length_h * 3600 * EpisodeRun.Onset(random));
        var windows = new List<OracleWindow>();
        var window = new OracleWindow(setup.Cells);
        double start_s = double.NaN;
        while (pack.Time_s < end_s)
        {
            bool on = spoilt && pack.Time_s >= onset_s;
            pack.OnsetRow ??= pack.Time_s >= onset_s ? pack.Look() : null;
            start_s = pack.Time_s >= onset_s && double.IsNaN(start_s) ? pack.Time_s : start_s;
            double since_s = pack.Time_s - start_s;
            if (on)
            {
                fault.Live?.Invoke(pack, cell, since_s);
            }

            pack.Advance(pack.Time_s < EpisodeRun.Learn_s ? 10 : fault.Period_s);
            RecordedRow row = pack.Look();
            window.Add(on ? fault.Spoil?.Invoke(row, pack, cell, since_s) ?? row : row, row.Current_A);
            if (window.Count * fault.Period_s >= Window_s)
            {
                windows.Add(window.Close(windows.Count > 0 ? windows[^1] : null));
                window = new OracleWindow(setup.Cells);
            }
        }

        return windows;
    }
}
