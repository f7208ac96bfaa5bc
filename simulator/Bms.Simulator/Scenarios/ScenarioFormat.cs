using Bms.Simulator.Bench;
using Bms.Simulator.Faults;
using Bms.Simulator.Scenarios.Expectations;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>The shape of a scenario file.</summary>
public static class ScenarioFormat
{
    /// <summary>Largest seed: what every JSON reader keeps exactly.</summary>
    public const long MaxSeed = uint.MaxValue;

    private static readonly int s_cells = BoardKind.MostCells;

    /// <summary>Fields that every fault has besides those of its kind.</summary>
    public static IReadOnlyList<Field> FaultCommon { get; } =
    [
        Field.Text("name", 1, 60, "what expectations call it; the kind without it"),
        .. Begin,
        .. Times.Fields("until", "when it ends; never without it"),
        Field.Number("for_s", 0.001, Times.Max_s, "how long it lasts, in s"),
    ];

    /// <summary>The kinds of faults, with their common fields.</summary>
    public static IReadOnlyList<Shape> FaultShapes { get; } = [.. FaultKinds.All.Select(k => WithCommon(k.Shape))];

    /// <summary>The kinds of expectations.</summary>
    public static IReadOnlyList<ExpectationKind> Expectations { get; } = ExpectationKinds.For(s_cells);

    /// <summary>A kind of expectation by its name.</summary>
    public static ExpectationKind Expectation(string name) => Expectations.First(k => k.Shape.Name == name);

    /// <summary>One entry of the timeline.</summary>
    public static Shape Timeline { get; } = new("timeline entry", "Something that happens around the pack, or that somebody asks of it.",
        [
            Field.Text("name", 1, 60, "what expectations call it"), .. Begin, .. Actions.Fields,
            Field.Nested("vehicle", CycleVehicle.Shape, "what turns a drive cycle's speed into power"),
        ])
    {
        Rules =
        [
            BeginRule, new Rule(Count.AtLeastOne, [.. Actions.Fields.Select(f => f.Name)]), new Rule(Count.AtMostOne, Actions.Loads),
            new Rule(Count.FirstNeedsOther, ["vehicle", "drive_cycle"]),
        ],
    };

    /// <summary>How one cell differs from the others.</summary>
    public static Shape Cell { get; } = new("cell", "How one cell differs from what its seed gave it.", [
        Field.Whole("cell", 1, s_cells, "which cell, 1 at pack minus").Needed(),
        Field.Number("capacity_factor", 0.05, 1.5, "times its capacity"),
        Field.Number("resistance_factor", 0.2, 100, "times its resistance"),
    ])
    {
        Rules = [new Rule(Count.AtLeastOne, ["capacity_factor", "resistance_factor"])],
    };

    /// <summary>The whole file.</summary>
    public static Shape File { get; } = new("scenario", "A run of a board's firmware in a virtual world, and what must come of it.", [
        Field.Text("$schema", 1, 200, "for editors: scenario.schema.json"),
        Field.Text("title", 10, 120, "a sentence that says what happens").Needed(),
        Field.Text("why", 10, 300, "one line: why it must be tried").Needed(),
        Field.Choice("board", BoardKind.Names, "the board (bench-4s without it)"),
        Field.Flag("every_board", "true = it makes sense on every board, and test plays it on each (false without it)"),
        Field.Flag("every_front", "true = it makes sense with every front end, and test plays it on each board that differs in that only"),
        Field.Choice("hardware", Bench4sSpec.Names, "what protects the cells besides the firmware (designed without it)"),
        Field.Whole("seed", 0, MaxSeed, "of every random number in the run (1 without it)"),
        .. Times.Fields("duration", "how long it runs"),
        Field.Number("ambient_C", -40, 85, "ambient temperature at the start (25 without it)"),
        Field.Number("uptime_s", 0, 1e9, "uptime that the processor's clock shows at the start (0 without it)"),
        Field.Number("initial_soc", 0, 1, "state of charge at the start (0.5 without it)"),
        Field.Number("load_factor", 0.01, 20,
            "times the currents and powers of all loads, drive cycles included; resistances are divided by it (1 without it)"),
        Field.Whole("parallel_cells", 1, 16, "full-size cells in parallel in each place, each with its own spread and weld (1 without it)"),
        Field.Flag(ScenarioParts.Contactors,
            "true = contactors in place of the transistors: an open one blocks both directions, and they bounce for 2 ms"),
        .. ScenarioCell.Fields,
        .. ScenarioUse.Fields,
        Field.Number("capacity_sigma", 0, 0.1, "relative spread of the cells' capacities"),
        Field.Number("resistance_sigma", 0, 0.2, "relative spread of the cells' resistances"),
        Field.Number("soc_sigma", 0, 0.1, "spread of the cells' states of charge"),
        Field.Choice("link", ["plain", "tls"], "how the board connects; by name and with TLS its runtime can stall (plain without it)"),
        Field.Flag("connects_under_load", "true = the board may connect while a switch conducts, whatever that stalls"),
        Field.List("cells", 1, s_cells, [Cell], "cells that differ"),
        Field.List("timeline", 0, 1000, [Timeline], "what happens, when").Needed(),
        Field.List("faults", 0, 100, FaultShapes, "what breaks, when"),
        Field.List("expect", 1, 100, [.. Expectations.Select(k => k.Shape)], "what must hold").Needed(),
    ])
    {
        Rules = [Times.ExactlyOne("duration")],
    };

    /// <summary>A condition.</summary>
    public static Shape Condition => Scenarios.Condition.Shape(s_cells);

    /// <summary>Rules that every fault keeps besides those of its kind.</summary>
    public static IReadOnlyList<Rule> FaultRules => [BeginRule, new Rule(Count.AtMostOne, ["until_s", "until", "for_s"])];

    private static IReadOnlyList<Field> Begin =>
        [.. Times.Fields("at", "when it begins"), Field.Nested("when", Condition, "it begins when this is so for the first time")];

    private static Rule BeginRule => new(Count.ExactlyOne, ["at_s", "at", "when"]);

    private static Shape WithCommon(Shape shape) => shape with
    {
        Fields = [.. shape.Fields, .. FaultCommon],
        Rules = [.. shape.Rules, .. FaultRules],
    };
}
