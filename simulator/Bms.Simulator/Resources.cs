using System.Reflection;

namespace Bms.Simulator;

/// <summary>Files that the program carries inside, so that it finds them from any directory.</summary>
public static class Resources
{
    private static readonly Assembly s_assembly = typeof(Resources).Assembly;

    /// <summary>Names of the files under a prefix, without it, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names(string prefix) =>
    [
        .. s_assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Select(n => n[prefix.Length..])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The bytes of a file that is there.</summary>
    public static byte[] Bytes(string name)
    {
        using Stream stream = s_assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"no resource {name}", nameof(name));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The text of a file that is there.</summary>
    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name));
}
