using System.Globalization;

namespace Bms.Simulator.Anomaly;

/// <summary>The strangest cells of a recording as lines: a finding for who looks after the pack, not an alarm.</summary>
internal static class SuspectText
{
    private const int Most = 5;
    private static readonly CultureInfo s_invariant = CultureInfo.InvariantCulture;

    internal static void Write(IReadOnlyList<SuspectCell> ranked, int[] cellNumbers, TextWriter output)
    {
        // Of a pack of ordinary cells the strangest one is enough.
        int shown = Math.Clamp(ranked.Count(s => s.IsNamed || s.Score >= 1), Math.Min(1, ranked.Count), Most);
        foreach (SuspectCell suspect in ranked.Take(shown))
        {
            string verdict = suspect.IsNamed ? "named above" : suspect.Score >= 1 ? "worth a look" : "ordinary";
            output.WriteLine($"suspect  cell {cellNumbers[suspect.Cell]}  {verdict}: {Describe(suspect)}");
        }

        if (ranked.Count > 0)
        {
            output.WriteLine($"replay.suspects = {ranked.Count(s => s.IsNamed || s.Score >= 1)}");
            output.WriteLine($"replay.first_suspect_cell = {cellNumbers[ranked[0].Cell]}");
            output.WriteLine(string.Create(s_invariant, $"replay.first_suspect_score = {ranked[0].Score:0.##}"));
        }
    }

    private static string Describe(SuspectCell s)
    {
        string level = string.Create(s_invariant,
            $"{Math.Abs(s.Level_mV):0.#} mV {(s.Level_mV < 0 ? "below" : "above")} the median ({Math.Abs(s.LevelSigmas):0.#} spreads)");
        string trend = string.Create(s_invariant, $"moves {s.Trend_mV:+0.##;-0.##;0} mV a day ({Math.Abs(s.TrendSigmas):0.#} spreads)");
        string resistance = Math.Abs(s.Resistance_pct) < 5 ? ""
            : string.Create(s_invariant, $"resistance {s.Resistance_pct:+0;-0} % ({Math.Abs(s.ResistanceSigmas):0.#} spreads), ");
        string rare = s.Decades < 1 ? "no rare statistic"
            : string.Create(s_invariant,
                $"its rarest statistic ({s.Feature}) is seen once in {Math.Pow(10, Math.Min(6, s.Decades)):0} healthy hours");
        return $"{level}, {trend}, {resistance}{rare}";
    }
}
