using System.Globalization;
using System.Text;

namespace Bms.World.Cells;

/// <summary>The parts of a cell file that may be left out: what they mean stands with their records.</summary>
internal static class CellFileParts
{
    public static CellSpec Read(CellFields fields, CellSpec spec)
    {
        if (fields.Has("physical_limits")) spec = spec with { Limits = LimitsFrom(fields.Numbers("physical_limits", 3)) };
        if (fields.Has("measured_degC")) spec = spec with { Measured = RangeFrom(fields.Numbers("measured_degC", 2)) };
        if (fields.Has("provenance")) spec = spec with { Provenance = [.. fields.Objects("provenance").Select(SourceFrom)] };
        return spec;
    }

    public static void Write(StringBuilder text, CellSpec spec)
    {
        if (spec.Limits != CellLimits.Nmc811)
        {
            Field(text, "physical_limits", Numbers(spec.Limits.Highest_V, spec.Limits.Lowest_V, spec.Limits.Hottest_C));
        }

        if (spec.Measured is { } range) Field(text, "measured_degC", Numbers(range.Coldest_C, range.Hottest_C));
        if (spec.Provenance.Count > 0) Field(text, "provenance", CellFile.List(spec.Provenance.Select(SourceText)));
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Numbers(params ReadOnlySpan<double> values)
    {
        StringBuilder text = new("[");
        foreach (double value in values) text.Append(text.Length > 1 ? ", " : "").Append(Number(value));
        return text.Append(']').ToString();
    }

    public static void Field(StringBuilder text, string name, string value) =>
        text.Append("  \"").Append(name).Append("\": ").Append(value).Append(",\n");

    private static CellLimits LimitsFrom(double[] v) => new(v[0], v[1], v[2]);

    private static MeasuredRange RangeFrom(double[] v) => new(v[0], v[1]);

    private static Provenance SourceFrom(CellFields fields)
    {
        Provenance entry = new(fields.Text("of"), fields.Text("source"), fields.Text("range"), fields.Text("confidence"));
        fields.RefuseOthers();
        return entry;
    }

    private static string SourceText(Provenance entry) =>
        $"{{ \"of\": {CellFile.Quoted(entry.Of)}, \"source\": {CellFile.Quoted(entry.Source)},\n      \"range\": "
            + $"{CellFile.Quoted(entry.Range)}, \"confidence\": {CellFile.Quoted(entry.Confidence)} }}";
}
