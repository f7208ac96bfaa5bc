using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>A scenario's text and the file that it comes from, for messages and for its name.</summary>
public sealed record ScenarioSource(string File, ReadOnlyMemory<byte> Json);

/// <summary>The scenarios that the simulator carries, and those in files.</summary>
public static class Catalogue
{
    private const string Prefix = "scenario/";
    private const string Ending = ".json";

    /// <summary>Names of the scenarios inside, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = Resources.Names(Prefix);

    /// <summary>The JSON schema of scenario files.</summary>
    public static string Schema => ShapeSchema.Write(ScenarioFormat.File);

    /// <summary>Reads one of <see cref="Names"/>, or a file when the text ends in .json.</summary>
    /// <exception cref="BadInputException">There is none, or it is wrong.</exception>
    public static Scenario Open(string nameOrFile) => Changes.Read(Source(nameOrFile), []);

    /// <summary>The text of one of <see cref="Names"/>, or of a file when the text ends in .json.</summary>
    /// <exception cref="BadInputException">There is none, or it cannot be read.</exception>
    public static ScenarioSource Source(string nameOrFile)
    {
        if (nameOrFile.EndsWith(Ending, StringComparison.Ordinal))
        {
            return new ScenarioSource(nameOrFile, ScenarioReader.Load(nameOrFile));
        }

        return Names.Contains(nameOrFile)
            ? new ScenarioSource(nameOrFile + Ending, Resources.Bytes(Prefix + nameOrFile))
            : throw new BadInputException(nameOrFile, "scenario",
                "there is none of this name; allowed are the names that list shows, or a file that ends in .json");
    }
}
