using System.Globalization;
using System.Net;

namespace Bms.Fleet.Serve;

/// <summary>Pieces of pages. Every text that is not ours goes through <see cref="Text"/>.</summary>
internal static class Html
{
    /// <summary>A text, fit for an element and for an attribute in quotes.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A whole page that loads itself anew every so many seconds; no script runs on it.</summary>
    public static string Page(string title, int refresh_s, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="{refresh_s}">
        <title>{Text(title)}</title>
        <link rel="stylesheet" href="/style.css">
        <link rel="icon" href="/icon.svg">
        </head>
        <body>
        {body}
        </body>
        </html>

        """;

    /// <summary>How long ago, in one unit.</summary>
    public static string Ago(long age_ms)
    {
        long s = Math.Max(0, age_ms / 1000);
        return s < 120 ? $"{s} s ago" : s < 7200 ? $"{s / 60} min ago" : s < 172_800 ? $"{s / 3600} h ago" : $"{s / 86_400} days ago";
    }

    /// <summary>A time in UTC.</summary>
    public static string Time(long time_ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time_ms).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A number with a fixed count of digits, or a dash.</summary>
    public static string Number(double? value, int digits) => value?.ToString("F" + digits, CultureInfo.InvariantCulture) ?? "–";

    /// <summary>How a device is, as coloured words.</summary>
    public static string Pills(DeviceView device, long now_ms)
    {
        string silence = !device.IsSilent(now_ms) ? ""
            : Pill("stale", device.Link == Records.LinkState.Closed ? "ended in order" : "silent");
        string state = device.Severity switch
        {
            3 => Pill("bad", "alarm"),
            2 => Pill("warn", "warning"),
            1 => Pill("note", "note"),
            _ => silence.Length == 0 ? Pill("good", "well") : "",
        };
        return $"{state} {silence}";
    }

    private static string Pill(string style, string word) => $"""<span class="pill {style}">{word}</span>""";
}
