namespace Bms.Nano.Surface;

/// <summary>
/// The true members of nanoFramework's assemblies, a file NAME.txt for each in the folder that BMS_NANO_API names, one member a line,
/// made from the published assemblies.
/// </summary>
public static class ApiList
{
    /// <summary>Environment variable that names the folder.</summary>
    public const string Variable = "BMS_NANO_API";

    /// <summary>The folder, or null when the variable is not set or names none.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(Variable) is { } folder
        && Directory.Exists(folder) ? folder : null;

    /// <summary>Version and members of one assembly.</summary>
    /// <exception cref="IOException">The folder has no list of that name.</exception>
    public static (string Version, HashSet<string> Members) Read(string folder, string assembly)
    {
        string[] lines = File.ReadAllLines(Path.Combine(folder, assembly + ".txt"));
        string version = lines[0].Split(' ')[2];
        return (version, [.. lines.Where(l => !l.StartsWith('#')).Select(Comparable)]);
    }

    // Interfaces are left out of the line of a type: the contract names those only that firmware needs.
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
