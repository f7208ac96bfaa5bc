using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The expectations that a quantity stays between bounds.</summary>
internal static class BoundKinds
{
    internal static IReadOnlyList<ExpectationKind> For(int cells)
    {
        Field cell = Field.Whole("cell", 1, cells, "only this cell; without it all of them");
        return
        [
            Of("cell-voltage", "True voltage of the cells.", "_V", 0, 6, [cell], n => OfCells(n, t => t.Cell_V)),
            Of("cell-temperature", "True surface temperature of the cells.", "_C", -60, 300, [cell], n => OfCells(n, t => t.Surface_C)),
            Of("current", "True pack current, positive = charge.", "_A", -1000, 1000, [], _ => Single(look => look.Truth.Current_A)),
            Of("charge-limit", "Charge current that the firmware allows.", "_A", 0, 1000, [],
                _ => Single(look => look.State.ChargeLimit_mA / 1e3)),
            Of("discharge-limit", "Discharge current that the firmware allows.", "_A", 0, 1000, [],
                _ => Single(look => look.State.DischargeLimit_mA / 1e3)),
            Of("switch-heat", "Power lost in the two switches, body diodes included.", "_W", 0, 1000, [],
                _ => Single(look => look.Truth.SwitchHeat_W)),
            Of("soc", "True state of charge of the emptiest cell.", string.Empty, 0, 1, [], _ => Single(look => look.Truth.PackSoc)),
            Of("plating-margin", "Lowest potential of any cell's graphite against lithium: below 0 mV it plates.", "_mV", -1000, 2000, [],
                _ => Single(look => look.Truth.PlatingMargin_V * 1000)),
            Of("cells-bleeding", "Cells whose balancing resistor conducts.", string.Empty, 0, 1000, [],
                _ => Single(look => look.Truth.CellsBleeding)),
            Of("cells-running-away", "Cells in thermal runaway: a tenth of their decomposition heat is out.", string.Empty, 0, 1000, [],
                _ => Single(look => look.Truth.CellsRunningAway)),
            Of("starts", "Times that the firmware has started.", string.Empty, 0, 1000, [], _ => Single(look => look.Starts)),
            Of("soc-estimate", "State of charge that the firmware claims.", string.Empty, 0, 1, [], _ => Single(Estimate)),
            Of("soc-error", "Claimed minus true state of charge.", string.Empty, -1, 1, [],
                _ => Single(look => Estimate(look) - look.Truth.PackSoc)),
        ];
    }

    private static ExpectationKind Of(string name, string meaning, string unit, double min, double max, IReadOnlyList<Field> own,
        Func<Node, Func<Observation, (double, double)>> range)
    {
        Field[] bounds =
        [
            Field.Number("min" + unit, min, max, "least value allowed"),
            Field.Number("max" + unit, min, max, "greatest value allowed"),
        ];
        Shape shape = ExpectationKinds.Kind(name, meaning, [.. own, .. bounds, .. ExpectationKinds.Span]);
        shape = shape with { Rules = [.. shape.Rules, new Rule(Count.AtLeastOne, [bounds[0].Name, bounds[1].Name])] };
        return new(shape, (node, context) => Make(node, context, unit, range(node)));
    }

    private static Bound Make(Node node, ExpectationContext context, string unit, Func<Observation, (double, double)> range)
    {
        double least = node.Number("min" + unit, double.NegativeInfinity);
        double most = node.Number("max" + unit, double.PositiveInfinity);
        string shown = unit.Replace('_', ' ');
        string who = node.Shape.Name + (node.Has("cell") ? $" of cell {node.Whole("cell")}" : string.Empty);
        string text = $"{who} stays within {Show(least)} to {Show(most)}{shown}{Times.Describe(node)}";
        (long from_us, long until_us) = ExpectationKinds.SpanOf(node, context);
        return new Bound(text, range, least, most, from_us, until_us, shown);
    }

    private static string Show(double bound) => double.IsInfinity(bound) ? "any" : bound.ToString();

    private static double Estimate(Observation look) => look.State.Soc_ppm / 1e6;

    private static Func<Observation, (double, double)> Single(Func<Observation, double> value) => look =>
    {
        double now = value(look);
        return (now, now);
    };

    private static Func<Observation, (double, double)> OfCells(Node node, Func<Truth, double[]> values)
    {
        int cell = node.Whole("cell", 0);
        return look => cell == 0 ? LeastAndGreatest(values(look.Truth)) : (values(look.Truth)[cell - 1], values(look.Truth)[cell - 1]);
    }

    private static (double Least, double Greatest) LeastAndGreatest(double[] values)
    {
        double least = values[0];
        double greatest = values[0];
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }

        return (least, greatest);
    }
}
