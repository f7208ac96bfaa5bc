using System.Text.RegularExpressions;

namespace Bms.House.Tests;

/// <summary>
/// A number that is a physical quantity says its unit, last (`cell_mV`). Looked at are declarations of numbers in firmware: fields,
/// parameters, locals and properties. Names that are no quantity, or whose type is not a number, are not the rule's business.
/// </summary>
public static partial class NamingRules
{
    /// <summary>Units in use, as they stand at the end of a name. A new unit is a new word here.</summary>
    private static readonly HashSet<string> Units =
    [
        "nV", "uV", "mV", "V", "mA", "A", "A2", "mAs", "uAs", "uC", "mAh", "Ah", "ddegC", "degC", "C", "K", "us", "ms", "s", "min", "h",
        "month", "ppm", "permille", "pct", "uohm", "mohm", "ohm", "kohm", "S", "mW", "W", "J", "Hz", "kHz", "F",
        "bytes", "bits", "counts", "lsb",
    ];

    public static IEnumerable<Violation> Check(SourceFile file)
    {
        // A register map holds addresses and bits, not quantities.
        bool isRegisterMap = file.Path.EndsWith("Registers.cs", StringComparison.Ordinal);
        if (!file.Path.StartsWith("firmware/Bms/", StringComparison.Ordinal) || isRegisterMap)
        {
            yield break;
        }

        foreach (Match declaration in Number().Matches(file.Code))
        {
            string name = declaration.Groups["name"].Value;
            int line = file.LineOf(declaration.Index);
            string[] parts = name.TrimStart('_').Split('_');
            if (parts.Length == 1 && Quantity().IsMatch(name))
            {
                yield return new Violation(file.Path, line, $"'{name}' is a quantity without a unit; end its name in one, like delay_ms");
            }
            else if (parts.Length > 1 && !parts.Skip(1).Any(part => Units.Contains(part)))
            {
                yield return new Violation(file.Path, line,
                    $"'{name}' ends in no unit that NamingRules.cs knows; an underscore is for a unit (add it there if it is one)");
            }
        }
    }

    [GeneratedRegex(@"(?<![\w.])(int|long|short|ushort|float|double)(\[\])?\s+(?<name>[A-Za-z_]\w*)\s*[;=,){]")]
    private static partial Regex Number();

    [GeneratedRegex("(Voltage|Current|Temperature|Resistance|Delay|Timeout|Interval|Period|Duration|Elapsed|Power|Energy"
        + "|[sS]oc|[sS]oh|[uU]ptime)$|^_?(voltage|current|temperature|resistance|delay|timeout|interval|duration|elapsed|power|energy)$")]
    private static partial Regex Quantity();
}
