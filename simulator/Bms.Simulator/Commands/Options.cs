using System.CommandLine;
using System.CommandLine.Parsing;
using Bms.Mqtt;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.World.Cells;

namespace Bms.Simulator.Commands;

/// <summary>Options that several verbs have, checked as strictly as a file.</summary>
internal static class Options
{
    internal static Option<string?> Board()
    {
        string allowed = string.Join(", ", BoardKind.Names);
        var option = new Option<string?>("--board") { Description = "board to run it on: " + allowed, HelpName = "B" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string board && !BoardKind.Names.Contains(board))
            {
                result.AddError($"--board: {board} is not allowed, only {allowed}");
            }
        });
        return option;
    }

    internal static Option<long?> Seed() =>
        Whole("--seed", 0, ScenarioFormat.MaxSeed, "seed of all randomness instead of the scenario's own");

    /// <summary>Changes of a scenario.</summary>
    internal static Option<string[]> Set() => new("--set")
    {
        Description = "changes of the scenario, each " + Changes.Form, HelpName = "P=V", AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The cell in the pack.</summary>
    internal static Option<string?> Cell() => new("--cell")
    {
        Description = "cell in the pack instead of the scenario's own: " + string.Join(", ", ShippedCells.Names)
            + ", or a cell file that ends in .json",
        HelpName = "C",
    };

    /// <summary>The change of a scenario that <see cref="Cell"/> asks for; a file is found from where the command was given.</summary>
    internal static string[] CellChange(string? cell) => cell == null ? []
        : ["cell=" + (cell.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? Path.GetFullPath(cell) : cell)];

    /// <summary>The change of a scenario that <see cref="Board"/> asks for: it is then read as if it stood in the file.</summary>
    internal static string[] BoardChange(string? board) => board == null ? [] : ["board=" + board];

    /// <summary>What protects the cells besides the firmware.</summary>
    internal static Option<string?> Hardware()
    {
        string allowed = string.Join(", ", Bench4sSpec.Names);
        string meanings = string.Join("; ", Bench4sSpec.All.Select(h => $"{h.Name}: {h.Meaning}"));
        var option = new Option<string?>("--hardware") { Description = $"the board around the firmware. {meanings}", HelpName = "H" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string name && !Bench4sSpec.Names.Contains(name))
            {
                result.AddError($"--hardware: {name} is not allowed, only {allowed}");
            }
        });
        return option;
    }

    /// <summary>Address of a real broker.</summary>
    internal static Option<string?> Mqtt()
    {
        var option = new Option<string?>("--mqtt") { Description = "publish to a real broker: " + MqttAddress.Form, HelpName = "URL" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string url && !MqttAddress.TryParse(url, out _))
            {
                result.AddError($"--mqtt: {url} is not allowed, only {MqttAddress.Form}");
            }
        });
        return option;
    }

    /// <summary>One of some words.</summary>
    internal static Option<string?> OneOf(string name, IReadOnlyList<string> allowed, string help)
    {
        var option = new Option<string?>(name) { Description = help, HelpName = "NAME" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string word && !allowed.Contains(word))
            {
                result.AddError($"{name}: {word} is not allowed, only {string.Join(", ", allowed)}");
            }
        });
        return option;
    }

    internal static Option<string?> File(string name, string help) => new(name) { Description = help, HelpName = "FILE" };

    internal static Option<string?> Folder(string name, string help) => new(name) { Description = help, HelpName = "DIR" };

    /// <summary>A scenario with the seed and the hardware that the command line asks for instead of its own.</summary>
    internal static Scenario Apply(Scenario scenario, long? seed, string? hardware = null) => scenario with
    {
        Hardware = hardware == null ? scenario.Hardware : Bench4sSpec.Of(hardware),
        Seed = seed == null ? scenario.Seed : (ulong)seed.Value,
    };

    /// <summary>A whole number between two bounds, both allowed.</summary>
    internal static Option<long?> Whole(string name, long min, long max, string help) => new(name)
    {
        Description = $"{help}, {min} to {max}",
        HelpName = "N",
        CustomParser = result => ParseWhole(result, name, min, max),
    };

    private static long? ParseWhole(ArgumentResult result, string name, long min, long max)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : string.Empty;
        if (long.TryParse(text, out long value) && value >= min && value <= max)
        {
            return value;
        }

        result.AddError($"{name}: {text} is not allowed, only a whole number from {min} to {max}");
        return null;
    }
}
