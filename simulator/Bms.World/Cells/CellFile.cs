using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bms.World.Cells;

/// <summary>
/// A cell as a JSON file: the only place where figures of a cell stand. Each field carries its unit; nothing may be left out that the
/// physics needs, and a field that nobody knows is refused, so that a slip of the pen does not pass for a default.
/// </summary>
public static class CellFile
{
    /// <summary>Reads and checks a cell.</summary>
    /// <exception cref="ArgumentException">One line that names the field and what is allowed.</exception>
    public static CellSpec Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            CellSpec spec = Spec(new CellFields(document.RootElement, ""));
            spec.Validate();
            return spec;
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"line {e.LineNumber + 1}: not JSON, allowed is a cell file", e);
        }
    }

    /// <summary>The file of a cell; reading it back gives the same cell to the last bit.</summary>
    public static string Write(CellSpec spec)
    {
        StringBuilder text = new("{\n");
        Field(text, "name", Quoted(spec.Name));
        Field(text, "chemistry", Quoted(spec.Chemistry));
        Field(text, "provisional", spec.Provisional ? "true" : "false");
        Field(text, "sources", List(spec.Sources.Trim().Split('\n').Select(line => Quoted(line.TrimEnd()))));
        Field(text, "capacity_Ah", Number(spec.Capacity_Ah));
        Field(text, "empty_V", Number(spec.Empty_V));
        Field(text, "full_V", Number(spec.Full_V));
        Field(text, "ocv_V", Numbers(spec.Ocv_V));
        Field(text, "slope_below_empty_V", Number(spec.SlopeBelowEmpty_V));
        Field(text, "reversed_ocv_V", Number(spec.ReversedOcv_V));
        Field(text, "slope_above_full_V", Number(spec.SlopeAboveFull_V));
        Field(text, "hysteresis_half_gap_V", Numbers(spec.HysteresisHalfGap_V));
        Field(text, "hysteresis_rate", Number(spec.HysteresisRate));
        Field(text, "entropy_V_per_K", Numbers(spec.Entropy_V_per_K));
        Field(text, "diffusion_s", Number(spec.Particles.Diffusion_s));
        Field(text, "diffusion_activation_K", Number(spec.Particles.Activation_K));
        Field(text, "tau_s", Numbers(spec.Tau_s));
        Field(text, "resistances", Rows(spec.Resistances.Select(row => row.Values)));
        ThermalSpec heat = spec.Thermal;
        Field(text, "core_J_per_K", Number(heat.Core_J_per_K));
        Field(text, "surface_J_per_K", Number(heat.Surface_J_per_K));
        Field(text, "core_to_surface_W_per_K", Number(heat.CoreToSurface_W_per_K));
        Field(text, "surface_m2", Number(heat.Surface_m2));
        Field(text, "to_neighbour_W_per_K", Number(heat.ToNeighbour_W_per_K));
        SelfDischargeSpec leak = spec.SelfDischarge;
        Field(text, "self_discharge_per_month", Numbers([leak.AtTenPercent_per_month, leak.AtNinetyPercent_per_month]));
        Field(text, "stand_convection_W_per_m2K", Number(spec.StandConvection_W_per_m2K));
        CellFileParts.Write(text, spec);
        Field(text, "errors", spec.Errors.Count == 0 ? "[]" : Rows(spec.Errors.Select(e => e.Values)));
        text.Append("  \"self_discharge_doubling_K\": ").Append(Number(leak.Doubling_K)).Append("\n}\n");
        return text.ToString();
    }

    private static CellSpec Spec(CellFields fields)
    {
        CellSpec spec = new()
        {
            Name = fields.Text("name"),
            Chemistry = fields.Text("chemistry"),
            Provisional = fields.Flag("provisional"),
            Sources = fields.Lines("sources"),
            Capacity_Ah = fields.Number("capacity_Ah"),
            Empty_V = fields.Number("empty_V"),
            Full_V = fields.Number("full_V"),
            Ocv_V = fields.Numbers("ocv_V"),
            SlopeBelowEmpty_V = fields.Number("slope_below_empty_V"),
            ReversedOcv_V = fields.Number("reversed_ocv_V"),
            SlopeAboveFull_V = fields.Number("slope_above_full_V"),
            HysteresisHalfGap_V = fields.Numbers("hysteresis_half_gap_V"),
            HysteresisRate = fields.Number("hysteresis_rate"),
            Entropy_V_per_K = fields.Numbers("entropy_V_per_K"),
            Particles = new ParticleSpec(fields.Number("diffusion_s"), fields.Number("diffusion_activation_K")),
            Tau_s = fields.Numbers("tau_s"),
            Resistances = [.. fields.Rows("resistances", 9).Select(ResistanceRow.From)],
            Thermal = new ThermalSpec(
                fields.Number("core_J_per_K"), fields.Number("surface_J_per_K"), fields.Number("core_to_surface_W_per_K"),
                fields.Number("surface_m2"), fields.Number("to_neighbour_W_per_K")),
            SelfDischarge = Leak(fields.Numbers("self_discharge_per_month", 2), fields.Number("self_discharge_doubling_K")),
            StandConvection_W_per_m2K = fields.Number("stand_convection_W_per_m2K"),
            Errors = [.. fields.Rows("errors", 8).Select(RegionError.From)],
        };
        spec = CellFileParts.Read(fields, spec);
        fields.RefuseOthers();
        return spec;
    }

    private static SelfDischargeSpec Leak(double[] monthly, double doubling_K) => new(monthly[0], monthly[1], doubling_K);

    private static void Field(StringBuilder text, string name, string value) =>
        text.Append("  \"").Append(name).Append("\": ").Append(value).Append(",\n");

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Numbers(double[] values)
    {
        StringBuilder text = new("[");
        int lineStart = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0) text.Append(',');
            if (text.Length - lineStart > 110)
            {
                text.Append("\n   ");
                lineStart = text.Length;
            }

            text.Append(i > 0 ? " " : "").Append(Number(values[i]));
        }

        return text.Append(']').ToString();
    }

    private static string Rows(IEnumerable<double[]> rows) => List(rows.Select(Numbers));

    internal static string List(IEnumerable<string> lines) => "[\n    " + string.Join(",\n    ", lines) + "\n  ]";

    internal static string Quoted(string value) => "\"" + JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
