using System.CommandLine;
using System.Globalization;

namespace Bms.Simulator.Anomaly;

/// <summary>What replay may be told about a recording's cells; what it is not told it asks the recording.</summary>
internal static class ReplayOptions
{
    internal static Option<string?> Chemistry()
    {
        string allowed = string.Join(", ", RecordedChemistry.Names);
        var option = new Option<string?>("--chemistry")
        {
            Description = $"of the cells: {allowed}; without it the voltages are asked", HelpName = "C",
        };
        option.Validators.Add(result =>
        {
            string name = result.GetValueOrDefault<string>() ?? "";
            if (!RecordedChemistry.Names.Contains(name.ToLowerInvariant()))
            {
                result.AddError($"--chemistry: {name} is not allowed, only {allowed}");
            }
        });
        return option;
    }

    internal static Option<double?> Capacity() => Number(
        "--capacity-Ah", 0.1, 1000, "rated capacity of a cell or parallel group, 0.1 to 1000; without it the charge between rests tells");

    internal static Option<double?> Full() => Number(
        "--full-V", 2, 5, "voltage of a full cell, 2 to 5, where it is not what the chemistry usually has (4.35 V cells)");

    private static Option<double?> Number(string name, double lowest, double highest, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && value >= lowest && value <= highest)
            {
                return value;
            }

            result.AddError(FormattableString.Invariant($"{name}: {text} is not allowed, only a number from {lowest} to {highest}"));
            return null;
        },
    };
}
