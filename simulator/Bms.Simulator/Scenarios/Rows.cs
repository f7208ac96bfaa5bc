using Bms.Protection;

namespace Bms.Simulator.Scenarios;

/// <summary>The names of the protection rows, as scenarios use them.</summary>
public static class Rows
{
    /// <summary>Every row, in the order of its number.</summary>
    public static IReadOnlyList<string> Names { get; } = Enum.GetNames<Fault>();

    /// <summary>Bit of a row in PackState.Active.</summary>
    public static long Bit(string name) => 1L << (int)Enum.Parse<Fault>(name);

    /// <summary>The names of the rows in a set of bits; "none" when it is empty.</summary>
    public static string Describe(long bits)
    {
        IEnumerable<string> names = Enum.GetValues<Fault>().Where(f => (bits & (1L << (int)f)) != 0).Select(f => f.ToString());
        return bits == 0 ? "none" : string.Join(" ", names);
    }
}
