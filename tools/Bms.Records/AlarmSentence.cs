using System.Globalization;

namespace Bms.Records;

/// <summary>
/// An alarm as a sentence for a technician: what, where, how much, what was seen, what speaks against it, when it would clear. The names
/// are this side's own; a test holds them against the firmware's.
/// </summary>
public static class AlarmSentence
{
    private static readonly string[] s_severities = ["nothing", "note", "warning", "ALARM"];

    private static readonly string[] s_types =
    [
        "nothing", "loses charge inside (internal short)", "is shorted outside (external short)", "is measured wrongly (voltage channel)",
        "has a current sensor that contradicts its voltages", "has a temperature probe that is off",
        "has a bad contact or a grown resistance",
        "holds less than its neighbours (weak cell)", "shows plated lithium", "sheds its heat worse than before", "heats by itself",
        "was taken beyond what its chemistry allows", "delivers frames that are stale, frozen or impossible",
        "shows values that were replaced and not measured",
    ];

    // Sent in thousandths of the capacity, told in hundredths.
    private const string Share = "%";

    // Word, unit; one a feature, by its number.
    private static readonly Dictionary<int, (string Word, string Unit)> s_features = new()
    {
        [1] = ("charge lost against its neighbours", Share), [2] = ("charge gained against its neighbours", Share),
        [3] = ("step against its prediction", "mV"), [4] = ("resistance grown", "%"), [5] = ("dips within an hour", ""),
        [6] = ("scatter in multiples of the pack's", ""), [7] = ("capacity beside the median", "%"),
        [8] = ("voltage against its prediction", "mV"), [9] = ("movement of the pack while it stood still", "mV"),
        [10] = ("warmth beyond neighbours and past", "K"), [11] = ("temperature", "degC"), [12] = ("frames without a probe", ""),
        [13] = ("charge lost at rest beyond what was counted", Share + " an hour"), [14] = ("current", "C"),
        [15] = ("voltage", "mV"), [16] = ("bad frames", ""), [17] = ("time for which nothing moved", "s"),
        [18] = ("warmth gained beyond 6 K a minute", "K"), [19] = ("frames with all cells alike", ""),
        [20] = ("drift apart from its own day", Share),
        [21] = ("charge miscounted", "%"), [22] = ("time to cool in multiples of the past", ""),
        [23] = ("relaxation after a charge", "mV"),
        [24] = ("charge that the voltages took back from the count", Share),
        [25] = ("resistance of the pack against its past, in errors", ""),
        [30] = ("sum of the cells against the stack", "mV"),
    };

    private static readonly (int Bit, string Text)[] s_against =
    [
        (1, "the stack's own voltage does not follow the cell"), (2, "it was seen only once"),
        (4, "no probe is warmer than its neighbours"),
        (8, "the pack is not known for long yet"), (16, "other cells do the same"), (32, "current was flowing, rest would tell more"),
        (64, "with no neighbour to compare, a current that is not measured would look the same"),
    ];

    /// <summary>The numbers of the features that have a word here.</summary>
    public static IReadOnlyCollection<int> KnownFeatures => s_features.Keys;

    /// <summary>The numbers of the types that have words here: 0 to one less.</summary>
    public static int KnownTypes => s_types.Length;

    /// <summary>The whole sentence.</summary>
    public static string Of(AlarmFacts a)
    {
        ArgumentNullException.ThrowIfNull(a);
        string what = a.Type > 0 && a.Type < s_types.Length ? s_types[a.Type] : $"shows anomaly type {a.Type}";
        return $"{Severity(a)} {a.Number}: {Place(a)} {what}{Quantity(a)}; seen: {string.Join(", ", a.Features.Select(Seen))}"
            + $"{Circumstances(a)}{Against(a)}; {Clears(a)}; limit set for one false alarm in {a.FalseAlarm_h} h";
    }

    /// <summary>Its severity in a word.</summary>
    public static string Severity(AlarmFacts a) =>
        a.Severity > 0 && a.Severity < s_severities.Length ? s_severities[a.Severity] : $"severity {a.Severity}";

    private static string Place(AlarmFacts a) =>
        a.Place < 0 ? "the pack" : $"{(a.Type is 5 or 10 ? "probe" : "cell")} {a.Place + 1}";

    private static string Quantity(AlarmFacts a)
    {
        if (a.Estimate is not { } e)
        {
            return "";
        }

        // A leak of a short that grows goes through five orders of magnitude.
        bool isLarge = a.Type == 1 && e.Value >= 10_000;
        double by = isLarge ? 1000 : 1;
        string unit = a.Type switch { 1 or 4 => isLarge ? "A" : "mA", 3 or 8 => "mV", 5 or 10 => "K", 6 or 7 => "%", _ => "" };
        string ohm = a.Type == 1 && e.Value > 0 && a.Cell_mV is int cell_mV ? $", as through {Ohm(cell_mV / e.Value)}" : "";
        return $", about {N(e.Value / by)} {unit} ({N(e.From / by)} to {N(e.To / by)}){ohm}";
    }

    private static string Seen(AlarmFeature f)
    {
        (string word, string unit) = s_features.GetValueOrDefault(f.Feature, ($"feature {f.Feature}", ""));
        double by = f.Feature is 1 or 2 or 13 or 20 ? 10 : 1;
        string healthy = f.HealthyFrom == 0 && f.HealthyTo == 0 ? "" : $" (healthy {N(f.HealthyFrom / by)} to {N(f.HealthyTo / by)})";
        return $"{word} {N(f.Value / by)}{(unit.Length > 0 ? " " + unit : "")}{healthy}";
    }

    private static string Ohm(double value) => value < 0.1 ? $"{N(value * 1000)} mohm" : $"{N(value)} ohm";

    private static string Circumstances(AlarmFacts a) =>
        $"; at that moment {(a.Cell_mV is int mV ? $"{mV} mV, " : "")}{N(a.Current_mA / 1000.0)} A, {N(a.Soc_permille / 10.0)} % charged";

    private static string Against(AlarmFacts a)
    {
        string[] texts = [.. s_against.Where(s => (a.Against & s.Bit) != 0).Select(s => s.Text)];
        return texts.Length == 0 ? "" : "; against it: " + string.Join(", ", texts);
    }

    private static string Clears(AlarmFacts a)
    {
        string quiet = $"clears after {N(a.Quiet_s / 60.0)} quiet minutes";
        return a.Clears_mV is double mV ? $"{quiet}, that is if the cell were {N(mV)} mV higher" : quiet;
    }

    // Three digits are more than any of these quantities is known to.
    private static string N(double value)
    {
        double size = Math.Abs(value);
        string format = size >= 100 ? "0" : size >= 10 ? "0.#" : "0.##";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
