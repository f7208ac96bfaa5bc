using System.Globalization;
using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// What a recording did not allow to watch, a line each: a pack that raised nothing is healthy only as far as it was seen.
/// </summary>
internal static class ReplayGaps
{
    private const string Start = "not watched: ";

    /// <summary>Rows further apart than this in s hide what comes and goes.</summary>
    private const double SlowRows_s = 5;

    /// <summary>Rests that a past of cooling needs, and watched hours that one of drifting needs.</summary>
    private const double LeastHours = 12;

    /// <summary>Part of the watched time from which rows that stand still are worth a line: a quiet pack has some.</summary>
    private const double StillShare = 0.05;

    /// <summary>The lines, after the last row.</summary>
    internal static IReadOnlyList<string> Of(RecordedPack pack, RecordingPlayer player, double period_s)
    {
        AnomalyDetector seen = player.Detector;
        bool alone = pack.Cells == 1;

        // A probe that burnt has been there.
        int fitted = seen.Heat.Fitted == 0 ? 0 : pack.Probes;
        return
        [
            .. Said(alone, "a cell against its neighbours (there is one cell): leaks under load, its channel, contacts, capacity"),
            .. Said(!pack.HasCurrent, "what needs the current (there is none): resistance, contacts, its sensor, leaks under load"),
            .. Said(pack.Probes == 0 || fitted == 0, "temperature (there is no probe): a cell that heats shows by its voltage only"),
            .. Said(fitted == 1 && !alone, "a warm place against the others (there is one probe)"),
            .. Said(fitted > 1 && fitted < pack.Cells, $"heat of {pack.Cells - fitted} of {pack.Cells} cells, which have no probe"),
            .. Said(seen.Watch.Coarse_mV > 2, Coarse(seen)),
            .. Said(period_s > SlowRows_s, $"what lasts less than two rows, {N(2 * period_s)} s: dips, sparks, one bad frame"),
            .. Said(player.Unwatched_h > 0.1,
                $"{N(player.Unwatched_h)} h between rows more than {N(FrameGate.Sleep_s / 60)} minutes apart"),
            .. Said(player.ClockSteps > 0, $"the time between {player.ClockSteps} rows and the ones before them, which are later"),
            .. Said(player.Still_h > 0.1 && player.Still_h > StillShare * player.Watched_h,
                $"{N(player.Still_h)} h in rows that repeat the one before in every value: a gap that was filled, or rounding hides all"),
            .. Said(player.OnPlateau_h > 0.5 * player.Watched_h, Plateau(player)),
            .. Said(pack.HasCurrent && !alone && !seen.Resistance.IsLearned,
                "contacts (the current has changed too little to learn resistances)"),
            .. Said(!alone && player.Watched_h < LeastHours,
                $"slow changes: {N(player.Watched_h)} h were watched, a cell's own past takes {N(LeastHours)} h"),
        ];
    }

    private static string Coarse(AnomalyDetector seen) => string.Create(CultureInfo.InvariantCulture,
        $"changes within the rounding of {seen.Watch.Resolution_mV} mV: ")
        + $"steps below {N(AnomalyLimits.Step_mV + seen.Watch.Coarse_mV)} mV, dips below {N(12 + (1.5 * seen.Watch.Coarse_mV))} mV";

    private static string Plateau(RecordingPlayer player) =>
        $"charge for {N(100 * player.OnPlateau_h / player.Watched_h)} % of the time, on the flat part of the curve:"
        + " a leak shows when its cell leaves it";

    private static string[] Said(bool holds, string what) => holds ? [Start + what] : [];

    private static string N(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : "0.#", CultureInfo.InvariantCulture);
}
