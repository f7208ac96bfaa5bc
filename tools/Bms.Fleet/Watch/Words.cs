using System.Globalization;
using System.Text;
using Bms.Protection;
using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>What numbers of a record mean, in words. The names are the firmware's own.</summary>
public static class Words
{
    /// <summary>Name of a row of the protection table, as "cell over voltage"; a row that this version does not know is "row N".</summary>
    public static string Fault(int row) => Enum.IsDefined((Fault)row) ? Apart(((Fault)row).ToString(), ' ') : $"row {row}";

    /// <summary>Names of the rows in a set of bits.</summary>
    public static IReadOnlyList<string> Faults(long rows) =>
        [.. Enumerable.Range(0, 63).Where(row => ((rows >> row) & 1) != 0).Select(Fault)];

    /// <summary>Name of a mode, as "self test".</summary>
    public static string Mode(int mode) =>
        mode is >= 0 and <= 255 && Enum.IsDefined((Mode)mode) ? Apart(((Mode)mode).ToString(), ' ') : $"mode {mode}";

    /// <summary>A verdict as a name for figures and JSON, as "bad_tag".</summary>
    public static string Snake(RecordVerdict verdict) => Apart(verdict.ToString(), '_');

    /// <summary>An event as a sentence.</summary>
    public static string Sentence(EventFacts e) => $"{Fault(e.Row)} {(e.Raised ? "raised" : "cleared")}{Circumstance(e)}";

    /// <summary>What to do about an event; nothing when it was cleared or only warns.</summary>
    public static string Remedy(EventFacts e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return e.Raised && !((Protection.Fault)e.Row).ToString().EndsWith("Warning", StringComparison.Ordinal) ? TripWords.ToDo(e.Row) : "";
    }

    /// <summary>What the anomaly detector has standing, and what it takes from the charge; nothing when all is well.</summary>
    public static string Watch(TelemetryRecord r)
    {
        string stands = r.AnomalySeverity switch { 0 => "", 1 => ", a note stands", 2 => ", a warning stands", _ => ", an ALARM stands" };
        string by = r.ChargeCapBy switch { 1 => "an alarm", 2 => "grown resistance", 3 => "a temperature gradient", _ => "the detector" };
        stands += r.CrcErrors == 0 ? "" : $", {r.CrcErrors} answers of chips spoilt since start";
        return r.ChargeLoweredBy_permille == 0 ? stands
            : $"{stands}, charge current lowered by {Fixed(r.ChargeLoweredBy_permille, 10, 0)} % for {by}";
    }

    private static string Circumstance(EventFacts e)
    {
        string name = Enum.IsDefined((Fault)e.Row) ? ((Fault)e.Row).ToString() : "";
        string where = name.StartsWith("Cell", StringComparison.Ordinal) ? $" on cell {e.Channel + 1}"
            : name.Contains("Temperature", StringComparison.Ordinal) ? $" on probe {e.Channel + 1}" : "";
        return name switch
        {
            "" => $" with value {e.Value}",
            nameof(Protection.Fault.CellSumSilent) or nameof(Protection.Fault.CellSpreadSilent) => $", last good value {e.Value} ms old",
            _ when name.EndsWith("Lost", StringComparison.Ordinal) => $"{where}, last good value {e.Value} ms old",
            _ when name.StartsWith("CellS", StringComparison.Ordinal) => $" at {e.Value} mV", // sum and spread are of all cells
            _ when where.StartsWith(" on cell", StringComparison.Ordinal) => $"{where} at {e.Value} mV",
            _ when where.Length > 0 => $"{where} at {Fixed(e.Value, 10, 1)} degC",
            _ when name.Contains("OverCurrent", StringComparison.Ordinal) || name.Contains("PeakCurrent", StringComparison.Ordinal) =>
                $" at {Fixed(e.Value, 1000, 3)} A",
            nameof(Protection.Fault.LoopStalled) => $" after {e.Value} ms",
            _ => "",
        };
    }

    internal static string Fixed(long value, int unit, int digits) =>
        ((decimal)value / unit).ToString("F" + digits, CultureInfo.InvariantCulture);

    private static string Apart(string name, char between)
    {
        StringBuilder words = new();
        foreach (char c in name)
        {
            words.Append(char.IsUpper(c) && words.Length > 0 ? $"{between}" : "").Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
