using System.Globalization;
using Bms.World.Field;

namespace Bms.Simulator.Measured;

/// <summary>What fit --field prints: the pack's middle, a table of the cells, and which of them differ.</summary>
internal static class TwinText
{
    private static readonly TwinQuantity[] s_shown =
        [TwinQuantity.Capacity, TwinQuantity.Resistance, TwinQuantity.Offset, TwinQuantity.StartSoc, TwinQuantity.Leak, TwinQuantity.Gap];

    public static void Write(TextWriter output, TwinResult twin, LoadedLog loaded)
    {
        WriteLog(output, twin, loaded);
        WriteMiddle(output, twin.Middle);
        output.WriteLine();
        Table(output, twin);
        output.WriteLine();
        Verdict(output, twin);
        Figure(output, "fit.cells_different", twin.Different.Count(), "0");
        foreach (TwinCell cell in twin.Different)
        {
            foreach (TwinValue value in cell.Differs)
            {
                string name = $"fit.cell{cell.Number}.{TwinWords.Name(value.Quantity)}";
                Figure(output, name, value.Value * TwinWords.Scale(value.Quantity), "0.00");
                Figure(output, name + "_sigma", value.Sigma * TwinWords.Scale(value.Quantity), "0.00");
            }
        }
    }

    private static void WriteLog(TextWriter output, TwinResult twin, LoadedLog loaded)
    {
        output.WriteLine($"fit.base_cell = {twin.Base.Name}{(twin.Base.Provisional ? " (provisional)" : "")}");
        Figure(output, "fit.cells", twin.Log.Cells, "0");
        Figure(output, "fit.rows", twin.Log.Rows, "0");
        Figure(output, "fit.rows_dropped", loaded.Dropped, "0");
        Figure(output, "fit.rows_out_of_order", loaded.OutOfOrder, "0");
        Figure(output, "fit.voltages_missing", loaded.MissingVoltages, "0");
        Figure(output, "fit.hours", (twin.Log.Time_s[^1] - twin.Log.Time_s[0]) / 3600.0, "0.00");
        Figure(output, "fit.stretches", twin.Stretches, "0");
        Figure(output, "fit.temperatures", twin.Log.Temperature_C.Count, "0");
    }

    private static void WriteMiddle(TextWriter output, TwinMiddle middle)
    {
        Figure(output, "fit.middle.capacity_Ah", middle.Capacity_Ah, "0.000");
        Figure(output, "fit.middle.capacity_sigma_Ah", middle.CapacitySigma_Ah, "0.000");
        Figure(output, "fit.middle.capacity_known", middle.CapacityKnown ? 1 : 0, "0");
        Figure(output, "fit.middle.resistance_factor", middle.Resistance, "0.000");
        Figure(output, "fit.middle.resistance_factor_sigma", middle.ResistanceSigma, "0.000");
        Figure(output, "fit.middle.resistance_known", middle.ResistanceKnown ? 1 : 0, "0");
        Figure(output, "fit.middle.resistance_at_once_mohm", 1e3 * middle.AtOnce_ohm, "0.0000");
        Figure(output, "fit.middle.resistance_minutes_mohm", 1e3 * middle.Whole_ohm, "0.0000");
        Figure(output, "fit.middle.offset_mV", 1e3 * middle.Offset_V, "0.0");
        Figure(output, "fit.middle.offset_sigma_mV", 1e3 * middle.OffsetSigma_V, "0.0");
        Figure(output, "fit.middle.curve_bend_mV", 1e3 * middle.Bend_V, "0.0");
        Figure(output, "fit.middle.current_zero_mA", 1e3 * middle.Zero_A, "0.0");
        Figure(output, "fit.middle.lowest_soc", middle.LowestSoc, "0.000");
        Figure(output, "fit.middle.highest_soc", middle.HighestSoc, "0.000");
        Figure(output, "fit.middle.rmse_mV", 1e3 * middle.Residual_V, "0.00");
    }

    private static void Table(TextWriter output, TwinResult twin)
    {
        string from = twin.HasMiddle ? "the pack's middle" : "the base cell";
        output.WriteLine($"Each cell beside {from}, +- one standard deviation; a dash: the log does not show it; * : differs.");
        output.Write("cell  capacity_Ah");
        foreach (TwinQuantity quantity in s_shown) output.Write(TwinWords.Name(quantity).PadLeft(18));
        output.WriteLine("   rmse_mV  beside_mV");
        foreach (TwinCell cell in twin.Cells)
        {
            if (cell.Values.Count == 0)
            {
                output.WriteLine($"{cell.Number,4}  no voltage in {100 * (1 - cell.Seen):0} % of the rows");
                continue;
            }

            bool known = cell.Of(TwinQuantity.Capacity).Known && twin.Middle.CapacityKnown;
            output.Write($"{cell.Number,4}  {(known ? Text(cell.Capacity_Ah, "0.000") : "-"),11}");
            foreach (TwinQuantity quantity in s_shown) output.Write(Entry(cell, quantity).PadLeft(18));
            output.WriteLine($"{Text(1e3 * cell.Residual_V, "0.00"),10}{Text(1e3 * cell.Beside_V, "0.00"),11}");
        }

        Figure(output, "fit.rmse_mV", 1e3 * twin.Residual_V, "0.00");
    }

    private static string Entry(TwinCell cell, TwinQuantity quantity)
    {
        TwinValue value = cell.Of(quantity);
        if (!value.Known) return "-";
        double scale = TwinWords.Scale(quantity);
        string mark = cell.Differs.Any(d => d.Quantity == quantity) ? "*" : "";
        return $"{mark}{Text(value.Value * scale, "+0.00;-0.00;0.00")} +- {Text(value.Sigma * scale, "0.00")}";
    }

    private static void Verdict(TextWriter output, TwinResult twin)
    {
        foreach (string line in TwinWords.NotShown(twin)) output.WriteLine(line);
        foreach (TwinCell cell in twin.Different)
        {
            foreach (string line in TwinWords.Sentences(twin, cell)) output.WriteLine(line);
        }

        foreach (string line in TwinAdvice.Of(twin)) output.WriteLine(line);
        string limit = Text(twin.Limit, "0.0");
        string from = twin.HasMiddle ? "the middle" : "the base cell";
        if (twin.Different.Any()) return;
        output.WriteLine($"No cell differs: none is further than {limit} sigma from {from} in anything that the log shows.");
    }

    private static void Figure(TextWriter output, string name, double value, string format) =>
        Comparison.Figure(output, name, value, format);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
