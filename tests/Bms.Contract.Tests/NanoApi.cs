using Xunit;

namespace Bms.Contract.Tests;

/// <summary>
/// The true members of nanoFramework's assemblies, a file NAME.txt for each in the folder that BMS_NANO_API names, made from the
/// published assemblies. Without the folder the tests that need it are skipped.
/// </summary>
internal static class NanoApi
{
    private const string Variable = "BMS_NANO_API";

    public static (string Version, HashSet<string> Members) Read(string assembly)
    {
        string? folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Variable} does not name a folder with the lists of nanoFramework's members.");
        string[] lines = File.ReadAllLines(Path.Combine(folder!, assembly + ".txt"));
        string version = lines[0].Split(' ')[2];
        return (version, [.. lines.Where(l => !l.StartsWith('#')).Select(Comparable)]);
    }

    /// <summary>Interfaces are left out of the line of a type: the contract names those only that firmware needs.</summary>
    private static string Comparable(string line)
    {
        int colon = line.IndexOf(" : ", StringComparison.Ordinal);
        if (!line.StartsWith("T:", StringComparison.Ordinal) || colon < 0)
        {
            return line;
        }

        string first = line[(colon + 3)..].TrimEnd(']').Split(", ")[0];
        bool isClass = line.Contains("class", StringComparison.Ordinal) && !IsInterface(first);
        return isClass ? line[..colon] + " : " + first + "]" : line[..colon] + "]";
    }

    private static bool IsInterface(string type)
    {
        string name = type[(type.LastIndexOf('.') + 1)..];
        return name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]) && name != "IOException";
    }
}
