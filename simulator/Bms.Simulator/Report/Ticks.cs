using System.Globalization;

namespace Bms.Simulator.Report;

/// <summary>A position on an axis and what is written there.</summary>
public readonly record struct Tick(double Value, string Label);

/// <summary>Ticks at round numbers: 1, 2 or 5 times a power of ten; times at round seconds, minutes, hours or days.</summary>
public static class Ticks
{
    private const double Minute_s = 60, Hour_s = 3600, Day_s = 86400;

    /// <summary>Up to this span a time is written in plain seconds.</summary>
    private const double InSeconds_s = 2 * Minute_s;

    private static readonly double[] TimeSteps_s =
    [
        1, 2, 5, 10, 15, 30, Minute_s, 2 * Minute_s, 5 * Minute_s, 10 * Minute_s, 15 * Minute_s, 30 * Minute_s,
        Hour_s, 2 * Hour_s, 3 * Hour_s, 6 * Hour_s, 12 * Hour_s, Day_s, 2 * Day_s, 7 * Day_s, 14 * Day_s,
    ];

    /// <summary>The round step whose number of intervals between the two values is nearest, as a ratio, to the wanted one.</summary>
    public static double Step(double low, double high, int wanted)
    {
        double raw = (high - low) / wanted;
        double decade = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double[] round = [decade, 2 * decade, 5 * decade, 10 * decade];
        return round.MinBy(step => Math.Abs(Math.Log(step / raw)));
    }

    /// <summary>Ticks from <paramref name="low"/> to <paramref name="high"/>, with as many decimals as the step has.</summary>
    public static IReadOnlyList<Tick> Numbers(double low, double high, int wanted)
    {
        double step = Step(low, high, wanted);
        int decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 12);
        return [.. Multiples(low, high, step).Select(v => new Tick(v, Fixed(v, decimals)))];
    }

    /// <summary>Ticks of a time in seconds: plain seconds up to two minutes, then h:mm:ss or h:mm, then days.</summary>
    public static IReadOnlyList<Tick> Times(double low_s, double high_s, int wanted)
    {
        if (high_s - low_s <= InSeconds_s) return Numbers(low_s, high_s, wanted);
        double step_s = TimeStep(high_s - low_s, wanted);
        return [.. Multiples(low_s, high_s, step_s).Select(t => new Tick(t, TimeLabel(t, step_s)))];
    }

    /// <summary>The unit that belongs beside the ticks of <see cref="Times"/>.</summary>
    public static string TimeUnit(double low_s, double high_s, int wanted)
    {
        if (high_s - low_s <= InSeconds_s) return "s";
        double step_s = TimeStep(high_s - low_s, wanted);
        return step_s < Minute_s ? "h:min:s" : step_s < Day_s ? "h:min" : "days";
    }

    /// <summary>A time as a reader says it: 12.3 s below two minutes, else h:mm:ss with the tenths that matter.</summary>
    public static string Say(double time_s)
    {
        if (Math.Abs(time_s) < InSeconds_s) return Number(Math.Round(time_s, 3)) + " s";
        double tenths = Math.Round(Math.Abs(time_s) * 10);
        long whole_s = (long)(tenths / 10);
        string rest = tenths % 10 == 0 ? "" : Invariant($".{tenths % 10:0}");
        return Invariant($"{(time_s < 0 ? "-" : "")}{whole_s / 3600}:{whole_s / 60 % 60:00}:{whole_s % 60:00}{rest}");
    }

    /// <summary>A number with up to six significant digits, no exponent between 0.0001 and a billion.</summary>
    public static string Number(double value)
    {
        if (value == 0 || !double.IsFinite(value)) return value.ToString(CultureInfo.InvariantCulture);
        double size = Math.Abs(value);
        if (size is < 1e-4 or >= 1e15) return value.ToString("G6", CultureInfo.InvariantCulture);
        int decimals = Math.Clamp(5 - (int)Math.Floor(Math.Log10(size)), 0, 9);
        return Math.Round(value, decimals).ToString("0.#########", CultureInfo.InvariantCulture);
    }

    private static double TimeStep(double span_s, int wanted)
    {
        double step_s = TimeSteps_s.LastOrDefault(s => span_s / s >= wanted, TimeSteps_s[0]);
        return span_s / step_s <= 3 * wanted ? step_s : Day_s * Math.Max(1, Math.Round(Step(0, span_s / Day_s, wanted)));
    }

    private static string TimeLabel(double time_s, double step_s)
    {
        if (step_s >= Day_s) return Fixed(time_s / Day_s, 0);
        long t = (long)Math.Round(time_s);
        string sign = t < 0 ? "-" : "";
        t = Math.Abs(t);
        string label = Invariant($"{sign}{t / 3600}:{t / 60 % 60:00}");
        return step_s < Minute_s ? label + Invariant($":{t % 60:00}") : label;
    }

    private static IEnumerable<double> Multiples(double low, double high, double step)
    {
        double slack = step * 1e-9;
        for (double n = Math.Ceiling((low - slack) / step); n * step <= high + slack; n++) yield return n * step;
    }

    // Minus zero would be written with its sign.
    private static string Fixed(double value, int decimals) =>
        (Math.Round(value, decimals) + 0.0).ToString("F" + decimals, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
