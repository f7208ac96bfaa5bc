using System.Text;

namespace Bms.Fleet.Serve;

/// <summary>The page with all devices.</summary>
internal static class ListPage
{
    public static string Of(IReadOnlyList<DeviceView> devices, long now_ms)
    {
        int alarms = devices.Count(d => d.Severity == 3), warnings = devices.Count(d => d.Severity == 2);
        int silent = devices.Count(d => d.IsSilent(now_ms));
        StringBuilder body = new();
        body.Append($"""
            <h1>Fleet</h1>
            <p class="sub">{devices.Count} devices · {alarms} with an alarm · {warnings} with a warning · {silent} silent
            · {Html.Time(now_ms)} UTC</p>
            <div class="card scroll">
            """);
        if (devices.Count == 0)
        {
            return Html.Page("Fleet", 10, body.Append("<p>No records are stored yet.</p></div>").ToString());
        }

        body.Append("""
            <table><thead><tr><th>Device</th><th>State</th><th>Last seen</th><th class="n">SoC</th><th class="n">Lowest cell</th>
            <th class="n">Spread</th><th class="n">Hottest</th><th class="n">Current</th><th>What stands</th><th class="n">Trips</th>
            <th class="n">Records</th><th class="n">Missing</th><th class="n">Refused</th></tr></thead><tbody>
            """);
        foreach (DeviceView device in devices)
        {
            body.Append(Row(device, now_ms));
        }

        return Html.Page("Fleet", 10, body.Append("</tbody></table></div>").ToString());
    }

    private static string Row(DeviceView d, long now_ms)
    {
        string standing = d.Standing.Count == 0 ? """<span class="soft">nothing</span>"""
            : string.Join("<br>", d.Standing.Select(Html.Text));
        string lowest = d.Lowest is (int cell, int mV) ? $"""{mV} mV <span class="soft">cell {cell}</span>""" : "–";
        int? spread_mV = d.Highest?.High_mV - d.Lowest?.Low_mV;
        return $"""
            <tr{(d.IsSilent(now_ms) ? " class=\"old\"" : "")}>
            <td><a class="id" href="/device/{d.Device}">{d.Device}</a><br><span class="soft">{Html.Text(d.Site)}</span></td>
            <td>{Html.Pills(d, now_ms)}</td><td class="t">{Html.Ago(now_ms - d.LastSeen_ms)}</td>
            <td class="n">{Html.Number(d.Live?.Soc_ppm / 1e4, 1)} %</td><td class="n">{lowest}</td>
            <td class="n">{(spread_mV is int mv ? mv + " mV" : "–")}</td>
            <td class="n">{(d.Hottest_degC is int degC ? degC + " °C" : "–")}</td>
            <td class="n">{Html.Number(d.Live?.Current_mA / 1000.0, 2)} A</td><td class="w">{standing}</td><td class="n">{d.Trips}</td>
            <td class="n">{d.Stored}</td><td class="n">{Count(d.Missing)}</td><td class="n">{Count(d.Refused)}</td></tr>

            """;
    }

    private static string Count(long count) => count == 0 ? """<span class="soft">0</span>""" : $"""<b class="warn">{count}</b>""";
}
