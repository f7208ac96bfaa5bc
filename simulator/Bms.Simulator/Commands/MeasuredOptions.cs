using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Bms.Simulator.Commands;

/// <summary>Options of the verbs that work with measurements.</summary>
internal static class MeasuredOptions
{
    /// <summary>A number between two bounds, both allowed, in the invariant culture.</summary>
    internal static Option<double?> Between(string name, double min, double max, string help) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"{help}, {min} to {max}"),
        HelpName = "X",
        CustomParser = result => Parse(result, name, min, max),
    };

    /// <summary>Files of which there may be several.</summary>
    internal static Option<string[]> Files(string name, string help) => new(name)
    {
        Description = help, HelpName = "FILE", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
    };

    /// <summary>For recordings that count the current the other way.</summary>
    internal static Option<bool> DischargePositive() =>
        new("--discharge-positive") { Description = "positive current discharges in the files" };

    private static double? Parse(ArgumentResult result, string name, double min, double max)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        if (isNumber && value >= min && value <= max) return value;
        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: {text} is not allowed, only a number from {min} to {max}"));
        return null;
    }
}
