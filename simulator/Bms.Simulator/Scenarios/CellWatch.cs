using System.Globalization;
using Bms.World;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// Watches in the world whether a cell is outside of its physical limits for longer than a grace, at a stretch. A dip under a load
/// that something cuts in time harms nothing. It has room for more cells than a pack may have.
/// </summary>
public sealed class CellWatch(CellLimits limits, int cells, long grace_us)
{
    private readonly long[] _since_us = [.. Enumerable.Repeat(-1L, cells)];
    private readonly bool[] _outside = new bool[cells];

    /// <summary>The limits, and how long they may be passed, in s.</summary>
    public string Allowed => FormattableString.Invariant(
        $"{limits.Lowest_V} to {limits.Highest_V} V and up to {limits.Hottest_C} degC, but for {grace_us / 1e6} s at most");

    /// <summary>Cells that were outside for longer than the grace.</summary>
    public int Outside { get; private set; }

    /// <summary>The first of them, when, and what was found, in words; null when there is none.</summary>
    public string? First { get; private set; }

    /// <summary>When its grace was over, in us; null when there is none.</summary>
    public long? First_us { get; private set; }

    /// <summary>The last of them so far.</summary>
    public string? Last { get; private set; }

    /// <summary>Looks at one tick.</summary>
    public void Observe(Observation look)
    {
        for (int cell = 0; cell < Math.Min(cells, look.Truth.Cell_V.Length); cell++)
        {
            (double cell_V, double core_C) = (look.Truth.Cell_V[cell], look.Truth.Core_C[cell]);
            if (!limits.Outside(cell_V, core_C))
            {
                _since_us[cell] = -1;
                continue;
            }

            _since_us[cell] = _since_us[cell] < 0 ? look.Time_us : _since_us[cell];
            if (!_outside[cell] && look.Time_us - _since_us[cell] > grace_us)
            {
                _outside[cell] = true;
                Outside++;
                Last = string.Create(CultureInfo.InvariantCulture,
                    $"cell {cell + 1} at {cell_V:0.000} V, {core_C:0.0} degC, since {_since_us[cell] / 1e6:0.###} s");
                First ??= Last;
                First_us ??= look.Time_us;
            }
        }
    }
}
