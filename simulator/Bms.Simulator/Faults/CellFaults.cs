using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>Faults of cells and of what joins them.</summary>
internal static class CellFaults
{
    private static readonly Field s_cell = Field.Whole("cell", 1, BoardKind.MostCells, "which cell").Needed();

    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("cell-internal-short", "A resistance inside the cell discharges it.",
            [s_cell, Field.Number("ohm", 0.0001, 1e6, "the resistance").Needed()],
            (s, n) =>
            {
                s.Bench.Pack.SetInternalShort_ohm(Index(n), n.Number("ohm"));
                return () => s.Bench.Pack.SetInternalShort_ohm(Index(n), double.PositiveInfinity);
            }),
        FaultKind.Of("cell-capacity-loss", "The cell holds less, at the same state of charge.",
            [s_cell, Field.Number("factor", 0.05, 1.5, "times its capacity").Needed()],
            (s, n) =>
            {
                double before = Own(s, n, "capacity_factor");
                s.Bench.Pack.SetCapacityFactor(Index(n), Math.Clamp(before * n.Number("factor"), 0.05, 1.5));
                return () => s.Bench.Pack.SetCapacityFactor(Index(n), before);
            }),
        FaultKind.Of("cell-resistance-rise", "All resistances of the cell change.",
            [s_cell, Field.Number("factor", 0.2, 100, "times its resistances").Needed()],
            (s, n) =>
            {
                double before = Own(s, n, "resistance_factor");
                s.Bench.Pack.SetResistanceFactor(Index(n), Math.Clamp(before * n.Number("factor"), 0.2, 100));
                return () => s.Bench.Pack.SetResistanceFactor(Index(n), before);
            }),
        FaultKind.Of("cell-contact-loose", "A bad weld: extra resistance in the cell's link, inside its tap voltage.",
            [s_cell, Field.Number("ohm", 0, 10, "the extra resistance").Needed()],
            (s, n) =>
            {
                s.Bench.Pack.SetContactResistance_ohm(Index(n), n.Number("ohm"));
                return () => s.Bench.Pack.SetContactResistance_ohm(Index(n), 0);
            }),
        FaultKind.Of("parallel-weld-broken", "One of several cells in parallel is cut off: the others carry its current.",
            [s_cell, Field.Whole("row", 1, 16, "which of the parallel cells").Needed()],
            (s, n) =>
            {
                s.Bench.Pack.SetWeld(Index(n), n.Whole("row") - 1, broken: true);
                return () => s.Bench.Pack.SetWeld(Index(n), n.Whole("row") - 1, broken: false);
            }),
        FaultKind.Of("cell-heated", "Heat from outside flows into the cell's core.",
            [s_cell, Field.Number("heat_W", -1000, 1000, "the power; negative cools").Needed()],
            (s, n) =>
            {
                s.Bench.Pack.SetHeater_W(Index(n), n.Number("heat_W"));
                return () => s.Bench.Pack.SetHeater_W(Index(n), 0);
            }),
        FaultKind.Of("cooling-blocked", "The whole pack gives less heat to its surroundings: a fan that stands, a blocked duct.",
            [Field.Number("factor", 0, 1, "of the heat that it gave before at the same temperature").Needed()],
            (s, n) =>
            {
                s.Bench.Pack.SetCoolingFactor(n.Number("factor"));
                return () => s.Bench.Pack.SetCoolingFactor(1);
            }),
    ];

    private static int Index(Node node) => node.Whole("cell") - 1;

    // The factor that the scenario gave this cell from the start.
    private static double Own(Stage stage, Node node, string factor) =>
        stage.Scenario.Cells.FirstOrDefault(c => c.Whole("cell") == node.Whole("cell"))?.Number(factor, 1) ?? 1;
}
