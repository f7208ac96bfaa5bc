using System.Globalization;
using System.Text.RegularExpressions;

namespace Bms.Simulator.Scenarios.Format;

/// <summary>Times of a scenario written as hh:mm:ss.</summary>
public static partial class Clock
{
    /// <summary>What a clock looks like: up to 9999 hours, two-digit minutes and seconds, up to three decimals.</summary>
    public const string Pattern = @"^[0-9]{2,4}:[0-5][0-9]:[0-5][0-9](\.[0-9]{1,3})?$";

    /// <summary>Reads a clock as seconds. False when it does not look like one.</summary>
    public static bool TryParse(string text, out double seconds)
    {
        seconds = 0;
        if (!Form().IsMatch(text) || text.EndsWith('\n'))
        {
            return false;
        }

        string[] parts = text.Split(':');
        int hours = int.Parse(parts[0], CultureInfo.InvariantCulture);
        int minutes = int.Parse(parts[1], CultureInfo.InvariantCulture);
        seconds = (((hours * 60) + minutes) * 60) + double.Parse(parts[2], CultureInfo.InvariantCulture);
        return true;
    }

    [GeneratedRegex(Pattern)]
    private static partial Regex Form();
}
