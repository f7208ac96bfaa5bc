using System.Globalization;
using Bms.Simulator.Report;
using Bms.World.Field;

namespace Bms.Simulator.Measured;

/// <summary>
/// The page of a twin: each quantity over the cells with its uncertainty, the pack's middle over time, and the cells that differ.
/// </summary>
internal static class TwinReport
{
    private const int MostPoints = 1500;
    private const int MostCells = 6;

    private static readonly (TwinQuantity Quantity, string Title, string Unit)[] s_plots =
    [
        (TwinQuantity.Capacity, "Capacity", "% of the middle"), (TwinQuantity.Resistance, "Resistance", "% of the middle"),
        (TwinQuantity.Offset, "Voltage at any charge", "mV"), (TwinQuantity.StartSoc, "Charge at the start", "% SoC"),
        (TwinQuantity.Leak, "Lost beside the others", "mA"), (TwinQuantity.Gap, "Mean measured distance", "mV"),
    ];

    public static RunReport Of(TwinResult twin)
    {
        TwinCell[] different = [.. twin.Different];
        return new RunReport
        {
            Title = $"The twin of {twin.Log.Name}",
            Lead = $"{twin.Log.Cells} cells, {(twin.Log.Time_s[^1] - twin.Log.Time_s[0]) / 3600.0:0.0} h in {twin.Stretches} stretches, "
                + $"around {twin.Base.Name}{(twin.Base.Provisional ? " (provisional)" : "")}.",
            Summary = [.. Summary(twin, different.Length)],
            Groups = [Cells(twin), Middle(twin), .. different.Take(twin.HasMiddle ? MostCells : 0).Select(cell => Beside(twin, cell))],
            Figures = [.. twin.Cells.Where(c => c.Values.Count > 0).Select(c =>
                new ReportFigure($"fit.cell{c.Number}.rmse_mV", Math.Round(1e3 * c.Residual_V, 2), "mV"))],
            Notes = [.. Notes(twin, different)],
            Footer = "Bms.Simulator",
        };
    }

    private static IEnumerable<SummaryRow> Summary(TwinResult twin, int different)
    {
        string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        TwinMiddle middle = twin.Middle;
        yield return new SummaryRow("Cells that differ", different.ToString(CultureInfo.InvariantCulture));
        yield return new SummaryRow("Residual, all cells", $"{Text(1e3 * twin.Residual_V, "0.0")} mV RMSE");
        yield return new SummaryRow("Capacity of the middle", middle.CapacityKnown
            ? $"{Text(middle.Capacity_Ah, "0.00")} \u00b1 {Text(middle.CapacitySigma_Ah, "0.00")} Ah" : "the log does not show it");
        yield return new SummaryRow("Resistance of the middle", middle.ResistanceKnown
            ? $"{Text(1e3 * middle.AtOnce_ohm, "0.000")} m\u03a9 at once, {Text(1e3 * middle.Whole_ohm, "0.000")} m\u03a9 after minutes"
            : "the log does not show it");
        yield return new SummaryRow("State of charge", $"{Text(100 * middle.LowestSoc, "0")} to {Text(100 * middle.HighestSoc, "0")} %");
    }

    private static IEnumerable<string> Notes(TwinResult twin, TwinCell[] different)
    {
        foreach (string line in TwinAdvice.Of(twin)) yield return line;
        foreach (TwinCell cell in different)
        {
            foreach (string line in TwinWords.Sentences(twin, cell)) yield return "C" + line[1..] + ".";
        }

        if (different.Length == 0 && twin.HasMiddle) yield return "No cell differs from the middle in anything that the log shows.";
        foreach (string line in TwinWords.NotShown(twin)) yield return line + ".";
        yield return "The middle is the mean of the half of the cells that stay nearest to the median.";
        yield return "The pale area is two standard deviations.";
        yield return "A cell differs when it is further from the middle than uncertainty and the scatter of healthy cells explain; "
            + "one healthy pack in a hundred would show any.";
    }

    private static PlotGroup Cells(TwinResult twin) => new()
    {
        Title = "Each cell beside the pack's middle",
        Caption = "What the log does not show is left out.",
        X = XAxis.Number("Cell", ""),
        From = 0,
        To = twin.Cells.Count + 1,
        ShowEvents = false,
        Plots =
        [
            .. s_plots.Where(p => twin.Cells.Any(c => c.Values.Count > 0 && c.Of(p.Quantity).Known)).Select(p => Plot(twin, p)),
            Residuals(twin),
        ],
    };

    private static Plot Plot(TwinResult twin, (TwinQuantity Quantity, string Title, string Unit) plot)
    {
        double scale = TwinWords.Scale(plot.Quantity);
        TwinCell[] known = [.. twin.Cells.Where(c => c.Values.Count > 0 && c.Of(plot.Quantity).Known)];
        SeriesData Over(IEnumerable<TwinCell> cells, Func<TwinValue, double> value) =>
            new([.. cells.Select(c => (double)c.Number)], [.. cells.Select(c => scale * value(c.Of(plot.Quantity)))]);

        bool Differs(TwinCell cell) => cell.Differs.Any(d => d.Quantity == plot.Quantity);
        TwinCell[] same = [.. known.Where(c => !Differs(c))], other = [.. known.Where(Differs)];
        return new Plot
        {
            Title = plot.Title, Unit = plot.Unit, Includes = [0.0],
            Bands = [new Band("two sigma", Over(known, v => v.Value - 2.0 * v.Sigma), Over(known, v => v.Value + 2.0 * v.Sigma), 0)],
            Series =
            [
                new Series("cell", Over(same, v => v.Value), 0, Stroke.Dots),
                .. other.Length > 0 ? [new Series("differs", Over(other, v => v.Value), 1, Stroke.Dots)] : Array.Empty<Series>(),
            ],
        };
    }

    private static Plot Residuals(TwinResult twin)
    {
        TwinCell[] fitted = [.. twin.Cells.Where(c => c.Values.Count > 0)];
        double[] numbers = [.. fitted.Select(c => (double)c.Number)];
        return new Plot
        {
            Title = "Measured minus twin", Unit = "mV RMSE", Includes = [0.0],
            Series =
            [
                new Series("voltage", new SeriesData(numbers, [.. fitted.Select(c => 1e3 * c.Residual_V)]), 2, Stroke.Dots),
                new Series("distance to the middle", new SeriesData(numbers, [.. fitted.Select(c => 1e3 * c.Beside_V)]), 3, Stroke.Dots),
            ],
        };
    }

    private static PlotGroup Middle(TwinResult twin) => OverTime(twin, "The pack's middle",
    [
        new Plot
        {
            Title = "Voltage", Unit = "V",
            Series =
            [
                new Series("measured", Thin(twin, row => twin.Measured_V[row]), -1, Stroke.Wide),
                new Series("twin", Thin(twin, row => twin.Computed_V[row]), 0),
            ],
        },
        new Plot
        {
            Title = "Twin minus measured", Unit = "mV", Includes = [0.0],
            Series = [new Series("error", Thin(twin, row => 1e3 * (twin.Computed_V[row] - twin.Measured_V[row])), 1)],
        },
        new Plot { Title = "State of charge", Unit = "%", Series = [new Series("twin", Thin(twin, row => 100.0 * twin.Soc[row]), 2)] },
    ]);

    private static PlotGroup Beside(TwinResult twin, TwinCell cell)
    {
        double[] beside_V = twin.Beside_V(cell.Number - 1);
        float[] own_V = twin.Log.Cell_V[cell.Number - 1];
        return OverTime(twin, $"Cell {cell.Number} minus the middle",
        [
            new Plot
            {
                Title = "Distance", Unit = "mV", Includes = [0.0],
                Series =
                [
                    new Series("measured", Thin(twin, row => 1e3 * (own_V[row] - twin.Measured_V[row])), -1, Stroke.Wide),
                    new Series("twin", Thin(twin, row => 1e3 * beside_V[row]), 0),
                ],
            },
        ]) with { Caption = string.Join(". ", TwinWords.Sentences(twin, cell)) };
    }

    private static PlotGroup OverTime(TwinResult twin, string title, Plot[] plots) => new()
    {
        Title = title, X = XAxis.Time("Time", twin.Log.Time_s[0]), From = twin.Log.Time_s[0], To = twin.Log.Time_s[^1],
        ShowEvents = false, Plots = plots,
    };

    private static SeriesData Thin(TwinResult twin, Func<int, double> value)
    {
        int stride = Math.Max(1, twin.Log.Rows / MostPoints);
        int[] rows = [.. Enumerable.Range(0, twin.Log.Rows).Where(row => row % stride == 0)];
        return new SeriesData([.. rows.Select(row => twin.Log.Time_s[row])], [.. rows.Select(value)]);
    }
}
