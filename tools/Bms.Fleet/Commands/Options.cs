using System.CommandLine;
using System.CommandLine.Parsing;
using Bms.Records;

namespace Bms.Fleet.Commands;

/// <summary>Options that several verbs have.</summary>
internal static class Options
{
    internal static Option<string> Needed(string name, string help, string value) =>
        new(name) { Description = help, HelpName = value, Required = true };

    internal static Option<string?> Text(string name, string help, string value) => new(name) { Description = help, HelpName = value };

    /// <summary>A whole number between two bounds, both allowed.</summary>
    internal static Option<int?> Whole(string name, int min, int max, string help) => new(name)
    {
        Description = $"{help}, {min} to {max}",
        HelpName = "N",
        CustomParser = result => ParseWhole(result, name, min, max),
    };

    /// <summary>The keys of a file, with the file's fleet. Throws <see cref="BadInputException"/>.</summary>
    internal static KeyFile LoadKeys(string path) =>
        KeyFile.TryLoad(path, out KeyFile? file, out string error) ? file! : throw new BadInputException(error);

    /// <summary>Throws <see cref="BadInputException"/> with one line when the condition does not hold.</summary>
    internal static void Require(bool condition, string line)
    {
        if (!condition)
        {
            throw new BadInputException(line);
        }
    }

    /// <summary>Throws <see cref="BadInputException"/> for what is no device's number; null is left alone.</summary>
    internal static void CheckDevice(string? device) =>
        Require(device is null || (device.Length == 8 && device.All(char.IsAsciiHexDigitLower)),
            "--device: must be 8 hex digits in small letters");

    private static int? ParseWhole(ArgumentResult result, string name, int min, int max)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (int.TryParse(text, out int value) && value >= min && value <= max)
        {
            return value;
        }

        result.AddError($"{name}: {text} is not allowed, only a whole number from {min} to {max}");
        return null;
    }
}
