using System.Globalization;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// Something that becomes true in the world or in the firmware, such as "cell 3 is below 2.9 V". It can start a fault, an entry of
/// the timeline, or the time that an expectation allows.
/// </summary>
public sealed class Condition
{
    private static readonly string[] OfCells =
        ["cell_above_V", "cell_below_V", "temperature_above_C", "temperature_below_C", "soc_above", "soc_below"];

    private static readonly string[] Others = ["current_above_A", "current_below_A", "mode", "row", "second_level", "chip_accessed"];

    private readonly Func<Observation, bool> _holds;

    private Condition(string text, Func<Observation, bool> holds)
    {
        Text = text;
        _holds = holds;
    }

    /// <summary>The access to a chip that it waits for; null when it is about a state that can be looked at.</summary>
    public ChipAccess? Access { get; private init; }

    /// <summary>The condition in words.</summary>
    public string Text { get; }

    /// <summary>Its fields in a file.</summary>
    public static Shape Shape(int cells) => new("condition", "Something that becomes true in the world or in the firmware.", [
        Field.Number("cell_above_V", 0, 6, "a cell's voltage is above"),
        Field.Number("cell_below_V", 0, 6, "a cell's voltage is below"),
        Field.Number("temperature_above_C", -60, 300, "a cell's surface is warmer than"),
        Field.Number("temperature_below_C", -60, 300, "a cell's surface is colder than"),
        Field.Number("soc_above", 0, 1, "a cell's state of charge is above"),
        Field.Number("soc_below", 0, 1, "a cell's state of charge is below"),
        Field.Number("current_above_A", -1000, 1000, "the pack's current is above (positive = charge)"),
        Field.Number("current_below_A", -1000, 1000, "the pack's current is below"),
        Field.Choice("mode", Enum.GetNames<Mode>(), "the firmware is in this mode"),
        Field.Choice("row", Rows.Names, "this row of the protection table is active"),
        SecondLevelStates.Field,
        Field.Choice("chip_accessed", BoardKind.AllChipNames, "the firmware turns to this chip; it counts at that very transfer"),
        Field.Whole("register", 0, 255, "only to this register; without it any will do"),
        Field.Whole("accesses", 1, 1_000_000_000, "so many times (once without it)"),
        Field.Whole("cell", 1, cells, "only this cell; without it any cell will do"),
    ])
    {
        Rules =
        [
            new Rule(Count.ExactlyOne, [.. OfCells, .. Others]),
            new Rule(Count.FirstNeedsOther, ["cell", .. OfCells]),
            new Rule(Count.FirstNeedsOther, ["register", "chip_accessed"]),
            new Rule(Count.FirstNeedsOther, ["accesses", "chip_accessed"]),
        ],
    };

    /// <summary>Makes the condition that a node describes.</summary>
    public static Condition From(Node node)
    {
        string what = OfCells.Concat(Others).First(node.Has);
        return what switch
        {
            "mode" => OfMode(node.Text(what)),
            "row" => OfRow(node.Text(what)),
            "second_level" => OfSecondLevel(node.Text(what)),
            "chip_accessed" => OfAccess(ChipAccess.From(node)),
            "current_above_A" => OfCurrent(node.Number(what), above: true),
            "current_below_A" => OfCurrent(node.Number(what), above: false),
            _ => OfCell(what, node.Number(what), node.Whole("cell", 0)),
        };
    }

    /// <summary>True while it holds.</summary>
    public bool Holds(Observation look) => _holds(look);

    private static Condition OfMode(string name)
    {
        Mode mode = Enum.Parse<Mode>(name);
        return new Condition($"the mode is {name}", look => look.State.Mode == mode);
    }

    private static Condition OfAccess(ChipAccess access) =>
        new(access.Text, look => look.Accesses.Contains(access)) { Access = access };

    private static Condition OfRow(string name)
    {
        long bit = Rows.Bit(name);
        return new Condition($"{name} is active", look => (look.State.Active & bit) != 0);
    }

    private static Condition OfSecondLevel(string name)
    {
        Func<SecondLevelTruth, bool> isSo = SecondLevelStates.Is(name);
        return new Condition(SecondLevelStates.Text(name), look => isSo(look.Truth.SecondLevel));
    }

    private static Condition OfCurrent(double limit_A, bool above) =>
        new($"the current is {(above ? "above" : "below")} {Show(limit_A)} A", look => Beyond(look.Truth.Current_A, limit_A, above));

    private static Condition OfCell(string what, double limit, int cell)
    {
        bool above = what.Contains("_above", StringComparison.Ordinal);
        string quantity = what[..what.IndexOf('_', StringComparison.Ordinal)];
        (Func<Truth, double[]> values, string subject, string unit) = quantity switch
        {
            "cell" => ((Func<Truth, double[]>)(t => t.Cell_V), "voltage", " V"),
            "temperature" => (t => t.Surface_C, "surface", " degC"),
            _ => (t => t.Soc, "state of charge", string.Empty),
        };
        string who = cell == 0 ? "some cell" : $"cell {cell}";
        string text = $"{who}'s {subject} is {(above ? "above" : "below")} {Show(limit)}{unit}";
        return new Condition(text, look => AnyBeyond(values(look.Truth), cell, limit, above));
    }

    private static bool AnyBeyond(double[] values, int cell, double limit, bool above)
    {
        if (cell != 0)
        {
            return Beyond(values[cell - 1], limit, above);
        }

        foreach (double value in values)
        {
            if (Beyond(value, limit, above))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Beyond(double value, double limit, bool above) => above ? value > limit : value < limit;

    private static string Show(double number) => number.ToString(CultureInfo.InvariantCulture);
}
