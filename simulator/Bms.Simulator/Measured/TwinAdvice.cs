using Bms.World.Field;

namespace Bms.Simulator.Measured;

/// <summary>What to make of a twin, in words that need no statistics.</summary>
internal static class TwinAdvice
{
    private static readonly TwinQuantity[] s_asked = [TwinQuantity.Capacity, TwinQuantity.Resistance, TwinQuantity.Offset];

    /// <summary>A sentence for each thing in which a cell differs; one sentence when none does.</summary>
    public static IEnumerable<string> Of(TwinResult twin)
    {
        if (!twin.HasMiddle) yield break;
        TwinCell[] different = [.. twin.Different];
        foreach (TwinCell cell in different)
        {
            string held = twin.Middle.CapacityKnown
                ? $" ({TwinWords.Number(cell.Capacity_Ah)} of {TwinWords.Number(twin.Middle.Capacity_Ah)} Ah)" : "";
            foreach (TwinValue value in cell.Differs) yield return Of(cell.Number, value, held);
            if (cell.Differs.Count == 0) yield return $"In short: cell {cell.Number} is not like the others; the log does not say why.";
        }

        if (different.Length > 0) yield break;
        TwinCell[] fitted = [.. twin.Cells.Where(cell => cell.Values.Count > 0)];
        string[] shown = [.. s_asked.Where(quantity => fitted.All(cell => cell.Of(quantity).Known)).Select(Word)];
        string alike = shown.Length == 0 ? "in what this log shows" : "in " + string.Join(", ", shown);
        yield return $"In short: all {fitted.Length} cells are alike {alike}.";
    }

    /// <summary>One thing in which a cell differs, and what to do.</summary>
    /// <param name="number">Number of the cell.</param>
    /// <param name="value">What differs.</param>
    /// <param name="held">Its capacity beside that of the others, in words; empty when unknown.</param>
    public static string Of(int number, TwinValue value, string held)
    {
        string size = TwinWords.Number(Math.Abs(value.Value) * TwinWords.Scale(value.Quantity));
        return $"In short: cell {number} " + (value.Quantity, value.Value > 0.0) switch
        {
            (TwinQuantity.Capacity, false) => $"holds {size} % less than the others{held}: it is empty first, and full first.",
            (TwinQuantity.Capacity, true) => $"holds {size} % more than the others{held}: that does no harm.",
            (TwinQuantity.Resistance, true) => $"resists {size} % more than the others: check its joints, then the cell.",
            (TwinQuantity.Resistance, false) => $"resists {size} % less than the others: a newer cell, or a tap beside its joint.",
            (TwinQuantity.Offset, true) => $"reads {size} mV too high at any charge: check its tap and the channel.",
            (TwinQuantity.Offset, false) => $"reads {size} mV too low at any charge: check its tap and the channel.",
            (TwinQuantity.StartSoc, true) => $"began {size} % fuller than the others: balance the pack.",
            (TwinQuantity.StartSoc, false) => $"began {size} % emptier than the others: balance the pack.",
            (TwinQuantity.Leak, true) => $"loses {size} mA more than the others: a short inside, or a balancer that stays on.",
            (TwinQuantity.Leak, false) => $"loses {size} mA less than the others: something draws from those.",
            (_, true) => $"stands {size} mV above the others on average: look at it.",
            _ => $"stands {size} mV below the others on average: look at it.",
        };
    }

    private static string Word(TwinQuantity quantity) => quantity switch
    {
        TwinQuantity.Capacity => "capacity",
        TwinQuantity.Resistance => "resistance",
        _ => "offset of their voltage",
    };
}
