using System.Collections.Concurrent;

namespace Bms.World.Cells;

/// <summary>The cells that come with the simulator: the files beside this one that end in .json. A new file there is a new cell.</summary>
public static class ShippedCells
{
    private const string Prefix = "cell/", SourcePrefix = "source/";

    // One object a cell: packs share the tables of their cell.
    private static readonly ConcurrentDictionary<string, CellSpec> s_opened = new();

    /// <summary>Names that <see cref="Open"/> takes, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedCells).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The cell of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CellSpec Open(string name) => s_opened.GetOrAdd(name, static wanted =>
    {
        if (!Names.Contains(wanted)) throw new ArgumentException($"cell: {wanted} is not known, allowed are {string.Join(", ", Names)}");
        return CellFile.Read(Bytes(Prefix + wanted));
    });

    /// <summary>A file that a shipped cell was fitted with besides runs: see the folder Sources beside this one.</summary>
    public static byte[] Source(string file) => Bytes(SourcePrefix + file);

    private static byte[] Bytes(string resource)
    {
        using var stream = typeof(ShippedCells).Assembly.GetManifestResourceStream(resource)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
