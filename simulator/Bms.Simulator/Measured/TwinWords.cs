using System.Globalization;
using Bms.World.Field;

namespace Bms.Simulator.Measured;

/// <summary>Names, units and scales of what a twin finds.</summary>
internal static class TwinWords
{
    /// <summary>Name in tables and files, with the unit.</summary>
    public static string Name(TwinQuantity quantity) => quantity switch
    {
        TwinQuantity.Capacity => "capacity_pct",
        TwinQuantity.Resistance => "resistance_pct",
        TwinQuantity.Offset => "offset_mV",
        TwinQuantity.StartSoc => "start_soc_pct",
        TwinQuantity.Leak => "leak_mA",
        _ => "gap_mV",
    };

    /// <summary>What a value in SI units or as a fraction is multiplied by.</summary>
    public static double Scale(TwinQuantity quantity) => quantity switch
    {
        TwinQuantity.Capacity or TwinQuantity.Resistance or TwinQuantity.StartSoc => 100.0,
        _ => 1000.0,
    };

    /// <summary>A cell that differs, a sentence for each thing that it differs in.</summary>
    public static IEnumerable<string> Sentences(TwinResult twin, TwinCell cell)
    {
        foreach (TwinValue value in cell.Differs)
        {
            string error = Number(value.Sigma * Scale(value.Quantity));
            yield return $"cell {cell.Number}: {What(twin, value.Quantity, value.Value)} (+- {error}); {Odds(twin, value.Deviations)}";
        }

        if (cell.Differs.Any(value => value.Quantity != TwinQuantity.Gap)) yield break;
        TwinWhole whole = cell.Whole;
        string simplest = What(twin, whole.Simplest, whole.Alone);
        string enough = whole.Left < twin.Limit ? "explains all of it" : "explains most of it";
        yield return $"cell {cell.Number}: the log does not say for certain in what it differs; {simplest} alone {enough}; "
            + Odds(twin, whole.Deviations);
    }

    /// <summary>Names of what a cell differs in; "whole" where the log does not say in what.</summary>
    public static IEnumerable<string> Reasons(TwinCell cell) =>
        cell.IsDifferent && cell.Differs.Count == 0 ? ["whole"] : cell.Differs.Select(value => Name(value.Quantity));

    private static string What(TwinResult twin, TwinQuantity quantity, double value)
    {
        string size = Number(Math.Abs(value) * Scale(quantity));
        string from = twin.HasMiddle ? "the middle" : "the base cell";
        string way = (value < 0.0 ? "below " : "above ") + from;
        return quantity switch
        {
            TwinQuantity.Capacity => $"capacity {size} % {way}",
            TwinQuantity.Resistance => $"resistance {size} % {way}",
            TwinQuantity.Offset => $"voltage {size} mV {way} at any charge",
            TwinQuantity.StartSoc => $"charge at the start {size} % {way}",
            TwinQuantity.Leak => $"loss of {size} mA {(value < 0.0 ? "less" : "more")} than {from}",
            _ => $"mean voltage {size} mV {way}",
        };
    }

    private static string Odds(TwinResult twin, double deviations)
    {
        double chance = twin.Chance(deviations);
        string odds = chance < 1e-9 ? "below 1e-9" : chance.ToString("0.0e0", CultureInfo.InvariantCulture);
        return $"{Math.Abs(deviations).ToString("0.0", CultureInfo.InvariantCulture)} sigma, chance in a healthy pack {odds}";
    }

    /// <summary>What the log does not show of most cells.</summary>
    public static IEnumerable<string> NotShown(TwinResult twin)
    {
        TwinCell[] fitted = [.. twin.Cells.Where(c => c.Values.Count > 0)];
        if (fitted.Length == 0) yield break;
        foreach (TwinQuantity quantity in Enum.GetValues<TwinQuantity>())
        {
            bool compares = quantity is TwinQuantity.Gap or TwinQuantity.StartSoc or TwinQuantity.Leak;
            if (compares && !twin.HasMiddle) continue;
            int known = fitted.Count(c => c.Of(quantity).Known);
            if (2 * known >= fitted.Length) continue;
            double sigma = fitted.Select(c => c.Of(quantity).Sigma).Order().ElementAt(fitted.Length / 2) * Scale(quantity);
            yield return $"{Name(quantity)}: this log does not excite it (+- {Number(sigma)} and more), nothing is said of it";
        }
    }

    /// <summary>Three digits are more than any of these quantities is known to.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        string format = size >= 99.95 ? "0" : size >= 9.995 ? "0.0" : size >= 0.0995 ? "0.00" : "0.0000";
        return value.ToString(format, CultureInfo.InvariantCulture);
    }
}
