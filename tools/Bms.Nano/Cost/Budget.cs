using System.Globalization;

namespace Bms.Nano.Cost;

/// <summary>Upper bounds of figures, one a line: `name = bound  # why`. A change that costs more raises its line and says why.</summary>
public sealed class Budget
{
    private readonly Dictionary<string, long> _bounds;

    private Budget(Dictionary<string, long> bounds) => _bounds = bounds;

    /// <summary>Reads a budget file; on failure <paramref name="mistake"/> is one line that names file and line.</summary>
    public static bool TryRead(string path, out Budget budget, out string mistake)
    {
        var bounds = new Dictionary<string, long>();
        budget = new Budget(bounds);
        mistake = "";
        if (!File.Exists(path))
        {
            mistake = $"{path}: no such budget file";
            return false;
        }

        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string text = line.Split('#')[0].Trim();
            string[] parts = text.Split('=', StringSplitOptions.TrimEntries);
            if (text.Length == 0)
            {
                continue;
            }

            if (parts.Length != 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long bound)
                || !bounds.TryAdd(parts[0], bound))
            {
                mistake = $"{path}:{number}: expected `name = bound` once a name, bound an integer of 0 or more";
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a figure has no bound or is within it; else says so in one line.</summary>
    public bool Holds(string name, long value, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (!_bounds.TryGetValue(name, out long bound) || value <= bound)
        {
            return true;
        }

        error.WriteLine($"{name} = {value} is over its budget of {bound}: make it cheaper, or raise its line and say why");
        return false;
    }
}
