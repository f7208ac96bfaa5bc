using System.Globalization;

namespace Bms.Fleet.Serve;

/// <summary>An axis of values whose ends and ticks are round numbers.</summary>
public sealed class Axis
{
    private readonly double _low, _high, _step;

    private Axis(double low, double high, double step)
    {
        (_low, _high, _step) = (low, high, step);
    }

    /// <summary>Values at which a line is drawn.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)Math.Round((_high - _low) / _step) + 1).Select(i => _low + (i * _step));

    /// <summary>An axis that covers two values, and is at least so long.</summary>
    public static Axis Of(double low, double high, double least)
    {
        double middle = (low + high) / 2, half = Math.Max(high - low, least) / 2;
        double raw = half / 2; // about four steps
        double power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * ((raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
        return new Axis(Math.Floor(((middle - half) / step) + 1e-9) * step, Math.Ceiling(((middle + half) / step) - 1e-9) * step, step);
    }

    /// <summary>Where a value lies, 0 at the low end to 1 at the high end.</summary>
    public double Part(double value) => (value - _low) / (_high - _low);

    /// <summary>A tick as text, with the digits that the step asks for.</summary>
    public string Label(double tick)
    {
        int digits = Math.Max(0, (int)Math.Ceiling(-Math.Log10(_step) - 1e-9));
        string text = tick.ToString("F" + digits, CultureInfo.InvariantCulture);
        return text.TrimStart('-').Trim('0', '.').Length == 0 ? text.TrimStart('-') : text;
    }
}

/// <summary>An axis of time in UTC.</summary>
public sealed class TimeAxis(long from_ms, long to_ms)
{
    private const long Minute_ms = 60_000, Hour_ms = 60 * Minute_ms, Day_ms = 24 * Hour_ms;
    private const int MostTicks = 7;

    private static readonly long[] s_steps_ms =
    [
        1000, 5000, 15_000, 30_000, Minute_ms, 5 * Minute_ms, 15 * Minute_ms, 30 * Minute_ms, Hour_ms, 2 * Hour_ms, 3 * Hour_ms,
        6 * Hour_ms, 12 * Hour_ms, Day_ms, 2 * Day_ms, 7 * Day_ms, 14 * Day_ms, 30 * Day_ms, 90 * Day_ms, 365 * Day_ms,
    ];

    public long Length_ms => to_ms - from_ms;

    /// <summary>Times at which a line is drawn, as text.</summary>
    public IEnumerable<(long Time_ms, string Text)> Ticks
    {
        get
        {
            long step_ms = s_steps_ms.FirstOrDefault(s => Length_ms / s < MostTicks, 3650 * Day_ms);
            string form = step_ms < Minute_ms ? "HH:mm:ss" : step_ms < Day_ms ? "HH:mm" : "d MMM";
            for (long tick_ms = ((from_ms + step_ms - 1) / step_ms) * step_ms; tick_ms <= to_ms; tick_ms += step_ms)
            {
                yield return (tick_ms, DateTimeOffset.FromUnixTimeMilliseconds(tick_ms).ToString(form, CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>Where a time lies, 0 to 1.</summary>
    public double Part(long time_ms) => (double)(time_ms - from_ms) / Length_ms;
}
