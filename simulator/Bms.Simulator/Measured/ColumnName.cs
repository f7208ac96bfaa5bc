using System.Globalization;
using System.Text.RegularExpressions;

namespace Bms.Simulator.Measured;

/// <summary>What a column of a recording holds.</summary>
internal enum ColumnKind
{
    Other, Time, Current, Voltage, Temperature, SocRef,
}

/// <summary>
/// A column's name taken apart: what it holds, the number of the cell or probe, and its unit. The project's own names are t_s, current_A,
/// voltage_V, cell1_V, temperature_degC, temp1_degC and soc_ref; others that say the same are understood: "Time [s]", "I_mA", "U3 (mV)".
/// </summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Number">Number of the cell or probe; 0 without one.</param>
/// <param name="Factor">What a value is multiplied by to be in s, A, V or K, or a share of one.</param>
/// <param name="Plus">What is added then.</param>
internal readonly partial record struct ColumnName(ColumnKind Kind, int Number, double Factor, double Plus)
{
    private static readonly Dictionary<string, ColumnKind> s_kinds = new()
    {
        ["t"] = ColumnKind.Time, ["time"] = ColumnKind.Time, ["totaltime"] = ColumnKind.Time, ["testtime"] = ColumnKind.Time,
        ["elapsed"] = ColumnKind.Time, ["elapsedtime"] = ColumnKind.Time, ["timestamp"] = ColumnKind.Time, ["datetime"] = ColumnKind.Time,
        ["uptime"] = ColumnKind.Time, ["runtime"] = ColumnKind.Time, ["recordtime"] = ColumnKind.Time, ["runningtime"] = ColumnKind.Time,
        ["i"] = ColumnKind.Current, ["current"] = ColumnKind.Current, ["packcurrent"] = ColumnKind.Current,
        ["batterycurrent"] = ColumnKind.Current, ["ibat"] = ColumnKind.Current, ["ipack"] = ColumnKind.Current,
        ["currentmeasured"] = ColumnKind.Current, ["cellcurrent"] = ColumnKind.Current,
        ["totalcurrent"] = ColumnKind.Current,
        ["v"] = ColumnKind.Voltage, ["u"] = ColumnKind.Voltage, ["voltage"] = ColumnKind.Voltage, ["cell"] = ColumnKind.Voltage,
        ["cellvoltage"] = ColumnKind.Voltage, ["vcell"] = ColumnKind.Voltage, ["ucell"] = ColumnKind.Voltage,
        ["cellv"] = ColumnKind.Voltage, ["voltcell"] = ColumnKind.Voltage, ["voltageofcell"] = ColumnKind.Voltage,
        ["bmscellvolt"] = ColumnKind.Voltage, ["bmscellvoltage"] = ColumnKind.Voltage, ["batterycellvoltage"] = ColumnKind.Voltage,
        ["ntc"] = ColumnKind.Temperature, ["thermistor"] = ColumnKind.Temperature, ["cellt"] = ColumnKind.Temperature,
        ["terminalvoltage"] = ColumnKind.Voltage, ["voltagemeasured"] = ColumnKind.Voltage, ["ewe"] = ColumnKind.Voltage,
        ["ecell"] = ColumnKind.Voltage, ["voltagecell"] = ColumnKind.Voltage, ["cellvolt"] = ColumnKind.Voltage,
        ["temperature"] = ColumnKind.Temperature, ["temp"] = ColumnKind.Temperature, ["celltemperature"] = ColumnKind.Temperature,
        ["celltemp"] = ColumnKind.Temperature, ["tcell"] = ColumnKind.Temperature, ["surfacetemperature"] = ColumnKind.Temperature,
        ["tc"] = ColumnKind.Temperature, ["temptc"] = ColumnKind.Temperature, ["probetemp"] = ColumnKind.Temperature,
        ["probe"] = ColumnKind.Temperature, ["tempcell"] = ColumnKind.Temperature, ["tsurface"] = ColumnKind.Temperature,
        ["socref"] = ColumnKind.SocRef,
    };

    private static readonly Dictionary<(ColumnKind, string), (double Factor, double Plus)> s_units = new()
    {
        [(ColumnKind.Time, "s")] = (1.0, 0.0), [(ColumnKind.Time, "sec")] = (1.0, 0.0), [(ColumnKind.Time, "seconds")] = (1.0, 0.0),
        [(ColumnKind.Time, "ms")] = (0.001, 0.0), [(ColumnKind.Time, "min")] = (60.0, 0.0), [(ColumnKind.Time, "h")] = (3600.0, 0.0),
        [(ColumnKind.Current, "a")] = (1.0, 0.0), [(ColumnKind.Current, "ma")] = (0.001, 0.0), [(ColumnKind.Current, "amps")] = (1.0, 0.0),
        [(ColumnKind.Voltage, "v")] = (1.0, 0.0), [(ColumnKind.Voltage, "mv")] = (0.001, 0.0), [(ColumnKind.Voltage, "volts")] = (1.0, 0.0),
        [(ColumnKind.Temperature, "degc")] = (1.0, 0.0), [(ColumnKind.Temperature, "c")] = (1.0, 0.0),
        [(ColumnKind.Temperature, "ddegc")] = (0.1, 0.0),
        [(ColumnKind.Temperature, "k")] = (1.0, -273.15), [(ColumnKind.Temperature, "degf")] = (5.0 / 9.0, -160.0 / 9.0),
        [(ColumnKind.SocRef, "pct")] = (0.01, 0.0), [(ColumnKind.SocRef, "%")] = (0.01, 0.0),
        [(ColumnKind.SocRef, "permille")] = (0.001, 0.0),
    };

    private static readonly Dictionary<string, string> s_words = new()
    {
        ["milliampere"] = "ma", ["ampere"] = "a", ["millivolt"] = "mv", ["volt"] = "v", ["second"] = "s", ["celsius"] = "degc",
        ["kelvin"] = "k",
    };

    private static readonly string[] s_notTheCell = ["ambient", "chamber", "oven", "room", "environment", "target", "set"];

    /// <summary>Takes a name apart.</summary>
    public static ColumnName Of(string header)
    {
        string text = Plain(header);
        Match match = Parts().Match(text);
        if (!match.Success) return Temperature(text);
        string name = Squeezed(match.Groups["name"].Value), unit = match.Groups["unit"].Value;
        string number = match.Groups["number"].Value;

        // "T_degC" and "T3" are temperatures although "t_s" is a time; "cell_3_voltage_V" says after the number what its name began, and
        // "cell3_degC" says it by its unit.
        bool isWarmth = s_units.ContainsKey((ColumnKind.Temperature, unit));
        string more = Squeezed(match.Groups["more"].Value);
        bool isProbe = name == "t" ? isWarmth || (unit.Length == 0 && number.Length > 0) : name == "cell" && more.Length == 0 && isWarmth;
        name = isProbe ? "temperature" : name;
        if (!s_kinds.TryGetValue(name + more, out ColumnKind kind)) return Temperature(text);
        if (unit.Length == 0) return new ColumnName(kind, Whole(number), 1.0, 0.0);
        return s_units.TryGetValue((kind, unit), out (double Factor, double Plus) found)
            ? new ColumnName(kind, Whole(number), found.Factor, found.Plus) : default;
    }

    // A degree sign that was lost on the way is one still; words for units are units; the form of a time of day is no unit.
    private static string Plain(string header)
    {
        string text = header.Trim().Trim('"', '\'', '\uFEFF').Trim().ToLowerInvariant();
        text = Lost().Replace(text, "degc").Replace("\u00b0", "deg", StringComparison.Ordinal);
        text = Form().Replace(text, "");
        return Word().Replace(text, match => s_words[match.Value]);
    }

    // Whatever else stands in its name, what is called a temperature is one of the cell, unless it is the room's.
    private static ColumnName Temperature(string text)
    {
        if (!text.Contains("temp", StringComparison.Ordinal) || s_notTheCell.Any(word => text.Contains(word, StringComparison.Ordinal)))
        {
            return default;
        }

        return Kelvin().IsMatch(text) ? new ColumnName(ColumnKind.Temperature, 0, 1.0, -273.15) : new(ColumnKind.Temperature, 0, 1.0, 0.0);
    }

    /// <summary>A field in the unit of the project; not a number where there is none.</summary>
    public double Read(ReadOnlySpan<char> field)
    {
        ReadOnlySpan<char> text = field.Trim().Trim('"');
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return double.IsFinite(value) ? value * Factor + Plus : double.NaN;
        }

        if (Kind != ColumnKind.Time) return double.NaN;
        if (Clock(text) is double elapsed_s) return elapsed_s;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, utc, out DateTime time)
            ? (time - DateTime.UnixEpoch).TotalSeconds : double.NaN;
    }

    // Hours, minutes and seconds since the start; hours may be more than a day's.
    private static double? Clock(ReadOnlySpan<char> text)
    {
        Match match = Elapsed().Match(text.ToString());
        if (!match.Success) return null;
        double Part(string name) => double.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        return 3600.0 * Part("h") + 60.0 * Part("m") + Part("s");
    }

    [GeneratedRegex("[\uFFFD?]c(?=[\\])]|$)")]
    private static partial Regex Lost();

    [GeneratedRegex(@"(?<=[ _\[(/])(milliampere|ampere|millivolt|volt|second|celsius|kelvin)(?=[\])]?$)")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\[(][^\])]*:[^\])]*[\])]")]
    private static partial Regex Form();

    [GeneratedRegex(@"(^|[^a-z])k[\])]?$")]
    private static partial Regex Kelvin();

    [GeneratedRegex(@"^(?<h>\d{1,5}):(?<m>\d{1,2}):(?<s>\d{1,2}(\.\d+)?)$")]
    private static partial Regex Elapsed();

    private static string Squeezed(string text) => string.Concat(text.Where(char.IsLetter));

    private static int Whole(string number) => number.Length == 0 ? 0 : int.Parse(number, CultureInfo.InvariantCulture);

    // A name, a number in or behind it, and a unit behind an underscore, a blank, a slash or in brackets.
    [GeneratedRegex(
        @"^(?<name>[a-z]+(?:[ _-](?!(?:s|sec|seconds|ms|min|h|a|ma|amps|v|mv|volts|ddegc|degc|c|k|degf|pct|permille)$)[a-z]+)*)"
        + @"[ _-]?(?<number>\d{1,4})?(?:[ _-](?<more>voltage|volt|temperature|temp))?[ _/]*"
        + @"[\[(]?(?<unit>s|sec|seconds|ms|min|h|a|ma|amps|v|mv|volts|ddegc|degc|c|k|degf|pct|%|permille)?[\])]?$")]
    private static partial Regex Parts();
}
