namespace Bms.World;

/// <summary>Where some figures of a cell come from, over which range they hold, and how far to trust them.</summary>
/// <param name="Of">The fields of the cell file.</param>
/// <param name="Source">Who measured, published or assumed them.</param>
/// <param name="Range">Where they hold, or between which values they may lie.</param>
/// <param name="Confidence">high = measured on this type; medium = second hand or transferred; low = assumed.</param>
public sealed record Provenance(string Of, string Source, string Range, string Confidence)
{
    /// <summary>The words that <see cref="Confidence"/> may have.</summary>
    public static IReadOnlyList<string> Levels { get; } = ["high", "medium", "low"];

    internal void Validate()
    {
        if (Of.Length == 0 || Source.Length == 0 || Range.Length == 0)
        {
            throw new ArgumentException("provenance: allowed are texts of at least one character in of, source and range");
        }

        if (Levels.Contains(Confidence)) return;
        throw new ArgumentException($"provenance of {Of}: confidence {Confidence}: allowed are {string.Join(", ", Levels)}");
    }
}

/// <summary>A range of cell temperatures in degC.</summary>
public sealed record MeasuredRange(double Coldest_C, double Hottest_C)
{
    internal void Validate() => Allowed.Between("measured_degC", Hottest_C - Allowed.Between("measured_degC", Coldest_C, -60, 120), 0, 180);
}

/// <summary>A range of states of charge, 0..1.</summary>
public sealed record MeasuredSocRange(double Low, double High)
{
    internal void Validate() => Allowed.Between("measured_soc", High, Allowed.Between("measured_soc", Low, 0.0, 1.0), 1.0);
}
