using System.Globalization;
using System.Text;
using Bms.Fleet.Store;
using Bms.Fleet.Watch;
using Bms.Records;

namespace Bms.Fleet.Serve;

/// <summary>The page of one device: how it is, what it measured over time, what happened, what is missing.</summary>
internal static class DevicePage
{
    /// <summary>The times that can be chosen, in hours; null = all.</summary>
    public static readonly (string Name, double? Hours)[] Spans = [("1 h", 1), ("6 h", 6), ("24 h", 24), ("7 days", 168), ("all", null)];

    public static string Of(
        DeviceView d, Series series, double? hours, IReadOnlyList<StoredRecord> happenings,
        IReadOnlyList<(string Verdict, long Count)> refusals, long now_ms)
    {
        StringBuilder body = new();
        string board = d.Birth is BirthFacts b ? $" · {Html.Text(b.Board)} · firmware {Html.Text(b.FirmwareVersion)}" : "";
        body.Append($"""
            <nav><a href="/">← Fleet</a></nav>
            <h1><span class="id">{d.Device}</span> {Html.Pills(d, now_ms)}</h1>
            <p class="sub">{Html.Text(d.Site)}{board} · last seen {Html.Ago(now_ms - d.LastSeen_ms)}</p>
            """);
        body.Append(Tiles(d));
        body.Append(Standing(d));
        body.Append(Times(d.Device, hours));
        body.Append("""<div class="plots">""").Append(DevicePlots.Of(series)).Append("</div>");
        if (series.Step > 1)
        {
            body.Append(CultureInfo.InvariantCulture, $"""<p class="key">Of so many records one in {series.Step} is drawn.</p>""");
        }

        body.Append(Happened(happenings));
        body.Append(Records(d, refusals));
        return Html.Page($"{d.Device} · fleet", 30, body.ToString());
    }

    private static string Tiles(DeviceView d)
    {
        TelemetryRecord? r = d.Live;
        string lowest = d.Lowest is (int low, int low_mV) ? $"{low_mV} mV" : "–";
        string cell = d.Lowest is (int number, _) ? $"lowest cell, {number}" : "lowest cell";
        StringBuilder tiles = new("""<div class="tiles">""");
        tiles.Append(Tile($"{Html.Number(r?.Soc_ppm / 1e4, 1)} %", $"charge, ± {Html.Number(r?.SocSigma_ppm / 1e4, 1)}"));
        tiles.Append(Tile($"{Html.Number(r?.Stack_mV / 1000.0, 2)} V", "pack"));
        tiles.Append(Tile($"{Html.Number(r?.Current_mA / 1000.0, 2)} A", r?.Mode is int mode ? Words.Mode(mode) : "mode unknown"));
        tiles.Append(Tile(lowest, cell));
        tiles.Append(Tile(d.Highest?.High_mV - d.Lowest?.Low_mV is int spread ? $"{spread} mV" : "–", "between lowest and highest"));
        tiles.Append(Tile(d.Hottest_degC is int degC ? $"{degC} °C" : "–", "hottest probe"));
        tiles.Append(Tile($"{Html.Number(r?.Soh_ppm / 1e4, 1)} %", "health"));
        return tiles.Append("</div>").ToString();
    }

    private static string Tile(string value, string name) => $"""<div class="tile"><b>{value}</b><span>{Html.Text(name)}</span></div>""";

    private static string Standing(DeviceView d)
    {
        if (d.Live is null || d.Severity == 0)
        {
            return "";
        }

        IEnumerable<string> lines =
        [
            .. Words.Faults(d.Live.ActiveRows ?? 0).Select(f => f + " is active"),
            .. Words.Faults(d.Live.LatchedRows).Select(f => f + " waits for a reset by a person"), .. d.Alarms.Select(AlarmSentence.Of),
        ];
        string style = d.Severity switch { 3 => "bad", 2 => "warn", _ => "note" };
        return $"""
            <div class="card"><h2 class="{style}">What stands</h2><ul class="alarms">
            {string.Join('\n', lines.Select(l => $"<li>{Html.Text(l)}</li>"))}
            </ul></div>
            """;
    }

    private static string Times(string device, double? hours) => "<nav>" + string.Join(' ', Spans.Select(s => s.Hours == hours
        ? $"<b>{s.Name}</b>"
        : $"""<a href="/device/{device}?span={Uri.EscapeDataString(s.Name)}">{s.Name}</a>""")) + "</nav>";

    private static string Happened(IReadOnlyList<StoredRecord> happenings)
    {
        if (happenings.Count == 0)
        {
            return """<div class="card"><h2>What happened</h2><p class="soft">Nothing was reported.</p></div>""";
        }

        StringBuilder table = new("""
            <div class="card scroll"><h2>What happened</h2><table>
            <thead><tr><th>Time (UTC)</th><th>Record</th><th>What</th></tr></thead><tbody>
            """);
        foreach (StoredRecord stored in happenings)
        {
            TelemetryRecord? r = stored.Decode();
            table.Append($"""
                <tr><td class="t">{Html.Time(stored.Time_ms)}</td><td class="t">{r?.Header.Boot}.{r?.Header.Sequence}</td>
                <td>{Html.Text(Sentence(r))}</td></tr>

                """);
        }

        return table.Append("</tbody></table></div>").ToString();
    }

    /// <summary>What a record of an event says, as a sentence.</summary>
    public static string Sentence(TelemetryRecord? r) => r switch
    {
        { Event: EventFacts e } => Words.Sentence(e) + Words.Remedy(e),
        { Alarm: AlarmFacts a } => AlarmSentence.Of(a),
        { Trip: TripFacts t } => TripWords.Sentence(t),
        { Birth: BirthFacts b } => $"started: {b.Board} {b.FirmwareVersion}, {b.CellCount} cells, {b.ProbeCount} probes",
        _ => "a record that this version does not understand",
    };

    private static string Records(DeviceView d, IReadOnlyList<(string Verdict, long Count)> refusals)
    {
        string refused = refusals.Count == 0 ? "none"
            : string.Join(", ", refusals.Select(r => $"{r.Count} × {Html.Text(r.Verdict.Replace('_', ' '))}"));
        return $"""
            <div class="card"><h2>Records</h2><table>
            <tr><td>stored</td><td class="n">{d.Stored}</td></tr>
            <tr><td>missing</td><td class="n">{d.Missing} in {d.Gaps} gaps</td></tr>
            <tr><td>boots whose end is not known</td><td class="n">{d.OpenEnds}</td></tr>
            <tr><td>refused</td><td class="n">{refused}</td></tr></table></div>
            <footer>Every record shown was verified with the device's key when it was stored.</footer>
            """;
    }
}
