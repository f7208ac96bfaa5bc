namespace Bms.Simulator.Reactions;

/// <summary>Measures what a board does without its firmware and prints it, one line a protection and its figures.</summary>
internal static class ChipReactionText
{
    /// <summary>Measures those whose name contains the filter; returns how many failed, and how many there were.</summary>
    internal static (int Failed, int Tried) Write(
        TextWriter output, string board, IReadOnlyList<ChipReaction> all, string? filter, int phases, ulong seed, int jobs)
    {
        ChipReaction[] picked = [.. all.Where(c => filter == null || c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        IReadOnlyDictionary<string, long> promises_ms = Promises.Of(board);
        string name = "reaction." + board.Replace("-", string.Empty, StringComparison.Ordinal);
        using var figures = new StringWriter { NewLine = output.NewLine };
        int failed = 0;
        if (picked.Length > 0)
        {
            output.WriteLine($"What {board} does without its firmware, ms from cause to open switch. chip: the processor hangs and the");
            output.WriteLine("watchdog is bridged. board: watchdog and pull-downs, from the processor's last instruction.");
            output.WriteLine($"{"protection",-26}{"level",-8}{"bound",12}{"min",12}{"max",12}  verdict");
        }

        foreach (ChipReaction chip in picked)
        {
            long[] times_us = chip.Measure(phases, seed, jobs);
            long promise_ms = promises_ms.GetValueOrDefault(chip.Name);
            bool holds = times_us[^1] <= chip.Bound_us && chip.Bound_us <= promise_ms * 1000;
            failed += holds ? 0 : 1;
            output.WriteLine($"{chip.Name,-26}{(chip.OfBoard ? "board" : "chip"),-8}{Ms(chip.Bound_us),12}{Ms(times_us[0]),12}"
                + $"{Ms(times_us[^1]),12}  {(holds ? "holds" : $"FAILS: promised are {promise_ms} ms")}");
            figures.WriteLine($"{name}.{chip.Name}.bound_ms = {Ms(chip.Bound_us)}");
            figures.WriteLine($"{name}.{chip.Name}.min_ms = {Ms(times_us[0])}");
            figures.WriteLine($"{name}.{chip.Name}.max_ms = {Ms(times_us[^1])}");
        }

        if (picked.Length > 0)
        {
            output.WriteLine();
            output.Write(figures.ToString());
            output.WriteLine($"{name}.hardware_trials = {picked.Length * phases}");
            output.WriteLine($"{name}.hardware_failed = {failed}");
        }

        return (failed, picked.Length);
    }

    private static string Ms(long time_us) => time_us == long.MaxValue ? "never" : (time_us / 1000.0).ToString("0.000");
}
