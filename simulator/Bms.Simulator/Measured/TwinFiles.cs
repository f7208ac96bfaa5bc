using System.Globalization;
using System.Text;
using System.Text.Json;
using Bms.World;
using Bms.World.Field;

namespace Bms.Simulator.Measured;

/// <summary>A twin as files: a table, a JSON document, and one cell as a cell file.</summary>
internal static class TwinFiles
{
    /// <summary>A line a cell; what the log does not show is empty.</summary>
    public static string Csv(TwinResult twin)
    {
        StringBuilder text = new("cell,capacity_Ah,capacity_sigma_Ah,resistance_factor,resistance_factor_sigma");
        foreach (TwinQuantity quantity in Enum.GetValues<TwinQuantity>())
        {
            string name = TwinWords.Name(quantity);
            text.Append(',').Append(name).Append(',').Append(name).Append("_sigma,").Append(name).Append("_deviations");
        }

        text.Append(",rmse_mV,beside_mV,differs\n");
        foreach (TwinCell cell in twin.Cells) Line(text, twin, cell);
        return text.ToString();
    }

    private static void Line(StringBuilder text, TwinResult twin, TwinCell cell)
    {
        bool fitted = cell.Values.Count > 0;
        bool capacity = fitted && cell.Of(TwinQuantity.Capacity).Known && twin.Middle.CapacityKnown;
        bool resistance = fitted && cell.Of(TwinQuantity.Resistance).Known && twin.Middle.ResistanceKnown;
        text.Append(cell.Number.ToString(CultureInfo.InvariantCulture));
        Field(text, capacity, cell.Capacity_Ah);
        Field(text, capacity, cell.CapacitySigma_Ah);
        Field(text, resistance, cell.Resistance);
        Field(text, resistance, cell.ResistanceSigma);
        foreach (TwinQuantity quantity in Enum.GetValues<TwinQuantity>())
        {
            TwinValue value = fitted ? cell.Of(quantity) : default;
            double scale = TwinWords.Scale(quantity);
            Field(text, value.Known, value.Value * scale);
            Field(text, fitted, value.Sigma * scale);
            Field(text, value.Known, value.Known ? value.Deviations : 0.0);
        }

        Field(text, fitted, 1e3 * cell.Residual_V);
        Field(text, fitted, 1e3 * cell.Beside_V);
        text.Append(',').AppendJoin('|', TwinWords.Reasons(cell)).Append('\n');
    }

    private static void Field(StringBuilder text, bool known, double value)
    {
        text.Append(',');
        if (known) text.Append(value.ToString("0.#####", CultureInfo.InvariantCulture));
    }

    /// <summary>Everything that was found; null where the log does not show it.</summary>
    public static byte[] Json(TwinResult twin)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("log", twin.Log.Name);
            json.WriteString("base_cell", twin.Base.Name);
            json.WriteBoolean("provisional", twin.Base.Provisional);
            json.WriteNumber("rmse_mV", Rounded(1e3 * twin.Residual_V));
            json.WriteNumber("limit_deviations", Rounded(twin.Limit));
            Middle(json, twin.Middle);
            json.WriteStartArray("differs");
            foreach (TwinCell cell in twin.Different)
            {
                foreach (string line in TwinWords.Sentences(twin, cell)) json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteStartArray("cells");
            foreach (TwinCell cell in twin.Cells) Cell(json, twin, cell);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Middle(Utf8JsonWriter json, TwinMiddle middle)
    {
        json.WriteStartObject("middle");
        Number(json, "capacity_Ah", middle.CapacityKnown, middle.Capacity_Ah);
        json.WriteNumber("capacity_sigma_Ah", Rounded(middle.CapacitySigma_Ah));
        Number(json, "resistance_factor", middle.ResistanceKnown, middle.Resistance);
        json.WriteNumber("resistance_factor_sigma", Rounded(middle.ResistanceSigma));
        json.WriteNumber("offset_mV", Rounded(1e3 * middle.Offset_V));
        json.WriteNumber("offset_sigma_mV", Rounded(1e3 * middle.OffsetSigma_V));
        json.WriteNumber("curve_bend_mV", Rounded(1e3 * middle.Bend_V));
        json.WriteNumber("current_zero_mA", Rounded(1e3 * middle.Zero_A));
        json.WriteNumber("rmse_mV", Rounded(1e3 * middle.Residual_V));
        json.WriteEndObject();
    }

    private static void Cell(Utf8JsonWriter json, TwinResult twin, TwinCell cell)
    {
        json.WriteStartObject();
        json.WriteNumber("cell", cell.Number);
        bool fitted = cell.Values.Count > 0;
        Number(json, "capacity_Ah", fitted && cell.Of(TwinQuantity.Capacity).Known && twin.Middle.CapacityKnown, cell.Capacity_Ah);
        Number(json, "rmse_mV", fitted, 1e3 * cell.Residual_V);
        Number(json, "beside_mV", fitted, 1e3 * cell.Beside_V);
        foreach (TwinValue value in cell.Values)
        {
            double scale = TwinWords.Scale(value.Quantity);
            Number(json, TwinWords.Name(value.Quantity), value.Known, value.Value * scale);
            Number(json, TwinWords.Name(value.Quantity) + "_sigma", double.IsFinite(value.Sigma), value.Sigma * scale);
        }

        json.WriteStartArray("differs_in");
        foreach (string reason in TwinWords.Reasons(cell)) json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The base cell with a cell's capacity and resistance: what is not known stays the middle's.</summary>
    public static CellSpec AsCell(TwinResult twin, TwinCell cell)
    {
        bool fitted = cell.Values.Count > 0;
        double capacity_Ah = fitted && cell.Of(TwinQuantity.Capacity).Known ? cell.Capacity_Ah : twin.Middle.Capacity_Ah;
        double resistance = fitted && cell.Of(TwinQuantity.Resistance).Known ? cell.Resistance : twin.Middle.Resistance;
        return CellScaling.Of(twin.Base, twin.Middle.Nominal_Ah, capacity_Ah, resistance) with
        {
            Name = $"{twin.Base.Name}, cell {cell.Number} of {twin.Log.Name}",
            Ocv_V = [.. twin.Base.Ocv_V.Select((v, i) => Rising(v + twin.Bend_V(i / (twin.Base.Ocv_V.Length - 1.0))))],
            Sources = twin.Base.Sources
                + $"\nCapacity and resistance of cell {cell.Number} fitted to {twin.Log.Name} by the command fit --field.",
            Errors = [],
        };
    }

    private static double Rising(double value) => Math.Round(value * 1e6) / 1e6;

    private static void Number(Utf8JsonWriter json, string name, bool known, double value)
    {
        if (known && double.IsFinite(value)) json.WriteNumber(name, Rounded(value));
        else json.WriteNull(name);
    }

    private static double Rounded(double value) => Math.Round(value * 1e6) / 1e6;
}
