namespace Bms.Simulator.Reactions;

/// <summary>A row's cause in one mode, with or without a stall: what all its trials together have shown.</summary>
/// <param name="Situation">What the board was doing.</param>
/// <param name="Trials">Trials made.</param>
/// <param name="Times_us">Times that count, in rising order.</param>
/// <param name="Bound_us">None of them may be longer.</param>
/// <param name="Trouble">The first thing that was wrong beyond a time that is too long; null when nothing was.</param>
internal sealed record ReactionCase(
    Stimulus Cause, Mode Mode, Situation Situation, Stall Stall, int Trials, IReadOnlyList<long> Times_us, long Bound_us, string? Trouble)
{
    /// <summary>True when every trial has acted, properly and in time.</summary>
    public bool Holds => Trouble == null && (Times_us.Count == 0 || Times_us[^1] <= Bound_us);

    /// <summary>The time in ms that a share of the trials does not exceed, 0 = shortest, 1 = longest; null when none has acted.</summary>
    public double? At_ms(double share) => Times_us.Count == 0 ? null : Times_us[(int)(share * (Times_us.Count - 1))] / 1000.0;

    /// <summary>
    /// Sums up trials; <paramref name="how"/>: a switch must open; a stall or the cause itself blocks the processor; so many trials must
    /// raise the row itself, where another may be sooner.
    /// </summary>
    internal static ReactionCase Of(
        Stimulus cause, Mode mode, Situation situation, Stall stall, ReactionBound bound, (bool Opens, bool Blocks, int Raised) how,
        TrialResult[] trials)
    {
        List<long> times_us = [];
        string? trouble = null;
        foreach (TrialResult trial in trials)
        {
            string? wrong = trial.Trouble ?? Wrong(trial, bound, how.Opens, how.Blocks, cause.EndsWithCurrent);
            trouble ??= wrong;
            if ((how.Opens ? trial.Opened_us : trial.Detected_us) is long time_us)
            {
                times_us.Add(time_us);
            }
        }

        // Sometimes another may be sooner; a row that never acts at all is another matter.
        if (!stall.Blocks() && trials.Count(t => t.Detected_us != null) < how.Raised)
        {
            trouble ??= "the row is not raised in most trials, others are sooner";
        }

        times_us.Sort();
        long bound_us = how.Opens ? bound.Opened_us : bound.Detected_us;
        return new ReactionCase(cause, mode, situation, stall, trials.Length, times_us, bound_us, trouble);
    }

    private static string? Wrong(TrialResult trial, ReactionBound bound, bool opens, bool stalled, bool endsWithCurrent)
    {
        if (opens && trial.Opened_us == null)
        {
            return "the switches stay closed";
        }

        if (trial.Detected_us is not long detected_us)
        {
            // What opens the switches sooner than the row may take its cause away.
            bool maybe = (stalled || endsWithCurrent) && (opens || trial.Dark);
            return maybe ? null : "the row is not raised";
        }

        if (detected_us < bound.Earliest_us)
        {
            return $"the row is raised after {Ms(detected_us)} ms, before its samples can have come";
        }

        // In a stall the second level opens; the row may come when it can.
        return detected_us <= bound.Detected_us || (stalled && opens) ? null
            : $"the row is raised after {Ms(detected_us)} ms, allowed are {Ms(bound.Detected_us)} ms";
    }

    private static string Ms(long time_us) => (time_us / 1000.0).ToString("0.0");
}
