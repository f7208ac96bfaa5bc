using System.Globalization;
using System.Text;

using Bms.World.Health;

namespace Bms.World.Cells;

/// <summary>The parts of a cell file that may be left out: what they mean stands with their records.</summary>
internal static class CellFileParts
{
    public static CellSpec Read(CellFields fields, CellSpec spec)
    {
        if (fields.Has("physical_limits")) spec = spec with { Limits = LimitsFrom(fields.Numbers("physical_limits", 3)) };
        if (fields.Has("measured_degC")) spec = spec with { Measured = RangeFrom(fields.Numbers("measured_degC", 2)) };
        if (fields.Has("measured_soc")) spec = spec with { MeasuredSoc = SocRangeFrom(fields.Numbers("measured_soc", 2)) };
        if (fields.Has("ageing_law")) spec = spec with { AgeingLaw = fields.Text("ageing_law") };
        if (fields.Part("negative_electrode") is { } graphite) spec = spec with { Negative = GraphiteFrom(graphite) };
        if (fields.Part("runaway") is { } runaway) spec = spec with { Runaway = RunawayFrom(runaway) };
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
        if (spec.MeasuredSoc is { } charge) Field(text, "measured_soc", Numbers(charge.Low, charge.High));
        if (spec.AgeingLaw is { } law) Field(text, "ageing_law", CellFile.Quoted(law));
        if (spec.Negative is { } graphite) Field(text, "negative_electrode", GraphiteText(graphite));
        if (spec.Runaway is { } runaway) Field(text, "runaway", RunawayText(runaway));
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

    private static NegativeElectrodeSpec GraphiteFrom(CellFields f)
    {
        NegativeElectrodeSpec graphite = new(
            f.Numbers("open_V"), f.Number("empty"), f.Number("full"), f.Number("sites_Ah"), f.Number("exchange_A"),
            f.Number("activation_K"), f.Number("diffusion_s"),
            f.Number("diffusion_activation_K"), f.Number("plating_A"), f.Number("lost_share"));
        f.RefuseOthers();
        return graphite;
    }

    private static string GraphiteText(NegativeElectrodeSpec g)
    {
        (string Name, double Value)[] fields =
        [
            ("empty", g.Empty), ("full", g.Full), ("sites_Ah", g.Sites_Ah), ("exchange_A", g.Exchange_A),
            ("activation_K", g.Activation_K), ("diffusion_s", g.Diffusion_s),
            ("diffusion_activation_K", g.DiffusionActivation_K), ("plating_A", g.Plating_A), ("lost_share", g.LostShare),
        ];
        string numbers = string.Concat(fields.Select(f => $"    \"{f.Name}\": {Number(f.Value)},\n"));
        return $"{{\n{numbers}    \"open_V\": {Numbers(g.Open_V)}\n  }}";
    }

    private static RunawaySpec RunawayFrom(CellFields f)
    {
        double[] separator = f.Numbers("separator", 3);
        RunawaySpec runaway = new(
            [.. f.Rows("reactions", 4).Select(ReactionFrom)], separator[0], separator[1], separator[2]);
        f.RefuseOthers();
        return runaway;
    }

    private static Reaction ReactionFrom(double[] v) => new((ReactionKind)(int)v[0], v[1], v[2], v[3]);

    private static string RunawayText(RunawaySpec r)
    {
        string reactions = string.Join(",\n      ", r.Reactions.Select(
            x => Numbers((int)x.Kind, x.Frequency_per_s, x.Activation_K, x.Heat_J)));
        string separator = Numbers(r.SeparatorFrequency_per_s, r.SeparatorActivation_K, r.Short_ohm);
        return $"{{\n    \"reactions\": [\n      {reactions}\n    ],\n    \"separator\": {separator}\n  }}";
    }

    private static CellLimits LimitsFrom(double[] v) => new(v[0], v[1], v[2]);

    private static MeasuredRange RangeFrom(double[] v) => new(v[0], v[1]);

    private static MeasuredSocRange SocRangeFrom(double[] v) => new(v[0], v[1]);

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
