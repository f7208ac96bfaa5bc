namespace Bms.Simulator.Reactions;

/// <summary>Measures a board's chip level and prints it, one line a protection and its figures.</summary>
internal static class ChipReactionText
{
    /// <summary>Measures those whose name contains the filter; returns how many failed, and how many there were.</summary>
    internal static (int Failed, int Tried) Write(
        TextWriter output, string board, IReadOnlyList<ChipReaction> all, string? filter, int phases, ulong seed, int jobs)
    {
        ChipReaction[] picked = [.. all.Where(c => filter == null || c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        IReadOnlyDictionary<string, long> promises_ms = Promises.Of(board);
        string name = "reaction." + board.Replace("-", string.Empty, StringComparison.Ordinal);
        int failed = 0;
        if (picked.Length > 0)
        {
            output.WriteLine($"Chip level of {board}: the processor hangs, the watchdog is bridged. Time from cause to open switch.");
        }

        foreach (ChipReaction chip in picked)
        {
            long[] times_us = chip.Measure(phases, seed, jobs);
            long promise_ms = promises_ms.GetValueOrDefault(chip.Name);
            bool holds = times_us[^1] <= chip.Bound_us && chip.Bound_us <= promise_ms * 1000;
            failed += holds ? 0 : 1;
            output.WriteLine($"{name}.{chip.Name}.bound_ms = {Ms(chip.Bound_us)}");
            output.WriteLine($"{name}.{chip.Name}.min_ms = {Ms(times_us[0])}");
            output.WriteLine($"{name}.{chip.Name}.max_ms = {Ms(times_us[^1])}");
            if (!holds)
            {
                output.WriteLine($"FAILS: {chip.Name}: promised are {promise_ms} ms");
            }
        }

        if (picked.Length > 0)
        {
            output.WriteLine($"{name}.trials = {picked.Length * phases}");
            output.WriteLine($"{name}.failed = {failed}");
        }

        return (failed, picked.Length);
    }

    private static string Ms(long time_us) => time_us == long.MaxValue ? "never" : (time_us / 1000.0).ToString("0.000");
}
