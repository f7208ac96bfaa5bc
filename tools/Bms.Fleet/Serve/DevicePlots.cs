using System.Globalization;
using System.Text;
using Bms.Records;

namespace Bms.Fleet.Serve;

/// <summary>The plots of one device: cells, current, charge, temperatures.</summary>
internal static class DevicePlots
{
    private const int Colours = 8;

    public static string Of(Series s)
    {
        if (s.Points.Count == 0)
        {
            return """<div class="card"><p class="soft">No live records are stored in this time.</p></div>""";
        }

        StringBuilder plots = new();
        plots.Append(Card(s, "Cells, V", 0.05, Cells(s)));
        plots.Append(Card(s, "Current, A (positive charges)", 1, [Line(s, 0, "pack", r => r.Current_mA / 1000.0)]));
        plots.Append(Card(s, "Charge, %", 5, [Line(s, 2, "state of charge", r => r.Soc_ppm / 1e4)]));
        plots.Append(Card(s, "Temperatures, °C", 5, Probes(s)));
        return plots.ToString();
    }

    private static string Card(Series s, string title, double least, List<PlotLine> lines)
    {
        string key = lines.Count < 2 ? "" : $"""<p class="key">{string.Concat(lines.Where(l => l.Name.Length > 0).Select(Key))}</p>""";
        return $"""<div class="card"><h2>{title}</h2>{Plot.Svg(title, s.From_ms, s.To_ms, least, lines)}{key}</div>""";
    }

    private static string Key(PlotLine line) => $"""
        <i><svg viewBox="0 0 14 8"><path class="line {line.Class}" d="M0 4H14"/></svg>{Html.Text(line.Name)}</i>
        """;

    // Of many cells the lowest and the highest at the end are told apart, between the ends of all.
    private static List<PlotLine> Cells(Series s)
    {
        int count = s.Points[^1].Record.Cells_mV.Length;
        if (count <= Colours)
        {
            return [.. Enumerable.Range(0, count).Select(i => Line(s, i, $"cell {i + 1}", r => At(r.Cells_mV, i) / 1000.0))];
        }

        int?[] last_mV = s.Points[^1].Record.Cells_mV;
        int low = Array.IndexOf(last_mV, last_mV.Min()), high = Array.IndexOf(last_mV, last_mV.Max());
        return
        [
            Line(s, 7, "range of all", r => r.Cells_mV.Max() / 1000.0), Line(s, 7, "", r => r.Cells_mV.Min() / 1000.0),
            Line(s, 0, $"cell {high + 1}, highest now", r => At(r.Cells_mV, high) / 1000.0),
            Line(s, 1, $"cell {low + 1}, lowest now", r => At(r.Cells_mV, low) / 1000.0),
        ];
    }

    private static List<PlotLine> Probes(Series s) =>
    [
        .. Enumerable.Range(0, s.Points[^1].Record.Probes_degC.Length)
            .Select(i => Line(s, i, $"probe {i + 1}", r => At(r.Probes_degC, i))),
    ];

    private static int? At(int?[] values, int index) => index >= 0 && index < values.Length ? values[index] : null;

    private static PlotLine Line(Series s, int colour, string name, Func<TelemetryRecord, double?> value) => new(
        "c" + (colour % Colours).ToString(CultureInfo.InvariantCulture), name,
        [.. s.Points.Select(p => (p.Time_ms, value(p.Record)))]);
}
