using System.Globalization;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Format;
using Bms.World;
using Bms.World.Cells;
using Bms.World.Health;

namespace Bms.Simulator.Scenarios;

/// <summary>The cell that a scenario puts into the pack: a shipped one by its name, or a file of one's own.</summary>
public static class ScenarioCell
{
    private const string Field = "cell", ChemistryField = "chemistry", Ending = ".json", AgedField = "aged",
        NeighbourField = "to_neighbour_W_per_K", BlockField = "block_of";

    /// <summary>The fields of a scenario about its cell.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        Format.Field.Text(Field, 1, 300, "the cells of the pack: " + string.Join(", ", ShippedCells.Names)
            + ", or a cell file that ends in .json, looked for beside the scenario (those of the board without it)"),
        Format.Field.Whole(BlockField, 1, 64, "so many of that cell in parallel in each place, computed as one large cell (1 without it)"),
        Format.Field.Choice(ChemistryField, CellChemistry.Names,
            "what the firmware is told that they are; what fits them without it, for a provisional cell the nearest window"),
        Format.Field.Nested(AgedField, Aged, "the life that the cells have behind them (new without it)"),
        Format.Field.Flag("ages", "true = the cells age while the scenario runs, by the law in their file"),
        Format.Field.Number("ageing_sigma", 0, 0.5, "relative spread of the pace at which they age (0 without it)"),
        Format.Field.Number("joint_sigma", 0, 1, "relative spread of the joints' resistances (0 without it)"),
        Format.Field.Number("to_neighbour_W_per_K", 0, 10, "heat from can to can: 0.5 if they touch (cells in a holder without it)"),
    ];

    // Makers of contactors for packs state 1 to 5 ms.
    private const double ContactorBounce_ms = 2;

    /// <summary>The shape of a life that the cells have behind them.</summary>
    internal static Shape Aged => new("aged", "A life that the cells have behind them.", [
        Format.Field.Number("years", 0, 100, "how long they stood (0 without it)"),
        Format.Field.Number("cycles", 0, 1e5, "full equivalent cycles in that time (0 without it)"),
        Format.Field.Number("depth", 0.01, 1, "depth of each cycle (0.8 without it)"),
        Format.Field.Number("rate_per_h", 0.01, 20, "current over capacity in the cycles (0.5 without it)"),
        Format.Field.Number("temperature_C", -40, 80, "their temperature (25 without it)"),
        Format.Field.Number("rest_soc", 0, 1, "state of charge at which they stood (0.5 without it)"),
    ])
    {
        Rules = [new Rule(Count.AtLeastOne, ["years", "cycles"])],
    };

    /// <summary>The pack of a scenario: that of the board with the scenario's cells, their state and their spread.</summary>
    internal static PackSpec Into(PackSpec pack, Scenario scenario)
    {
        Node node = scenario.Node;
        bool contactors = node.Flag(ScenarioParts.Contactors, false);
        return pack with
        {
            Contactors = contactors,
            Bounce_ms = contactors ? ContactorBounce_ms : 0,
            Cell = scenario.Cell,
            ParallelCells = scenario.ParallelCells ?? pack.ParallelCells,
            InitialSoc = scenario.InitialSoc,
            Ambient_C = scenario.Ambient_C,
            CapacitySigma = node.Number("capacity_sigma", pack.CapacitySigma),
            ResistanceSigma = node.Number("resistance_sigma", pack.ResistanceSigma),
            SocSigma = node.Number("soc_sigma", pack.SocSigma),
            Plating = true,
            Ages = node.Flag("ages", false),
            AgeingSigma = node.Number("ageing_sigma", 0),
            JointSigma = node.Number("joint_sigma", 0),
            ToNeighbour_W_per_K = node.Has(NeighbourField) ? node.Number(NeighbourField) : pack.ToNeighbour_W_per_K,
        };
    }

    /// <summary>The life that the cells have behind them; null = they are new.</summary>
    internal static AgedBy? LifeOf(Node node)
    {
        if (!node.Has(AgedField)) return null;
        Node aged = node.Child(AgedField);
        return new AgedBy(aged.Number("years", 0) * 365.25, aged.Number("cycles", 0), aged.Number("depth", 0.8),
            aged.Number("rate_per_h", 0.5), aged.Number("temperature_C", 25), aged.Number("rest_soc", 0.5));
    }

    /// <summary>Refuses what does not go with the cell.</summary>
    internal static void Check(Scenario scenario)
    {
        Node node = scenario.Node;
        if (scenario.Cell.AgeingLaw == null && (node.Has(AgedField) || node.Flag("ages", false)))
        {
            string field = node.Has(AgedField) ? AgedField : "ages";
            throw new BadInputException(scenario.File, field, $"no law of ageing is known for {scenario.Cell.Name}, allowed are new cells");
        }

        double most = 0.1 * scenario.Cell.Thermal.Surface_J_per_K;
        if (node.Has(NeighbourField) && node.Number(NeighbourField) > most)
        {
            string shown = node.Number(NeighbourField).ToString(CultureInfo.InvariantCulture);
            throw new BadInputException(scenario.File, NeighbourField, $"{shown} is not allowed, only 0 to {most:0.##} for this cell");
        }
    }

    /// <summary>The cell that a scenario names; null when it leaves it to the board.</summary>
    /// <exception cref="BadInputException">There is none, its file is wrong, or the firmware has no chemistry for it.</exception>
    internal static CellSpec? Of(string file, Node node)
    {
        if (!node.Has(Field))
        {
            return node.Has(BlockField) ? throw new BadInputException(file, BlockField, $"is only allowed together with {Field}") : null;
        }

        CellSpec cell = Open(file, node.Text(Field));
        if (!node.Has(ChemistryField) && !cell.Provisional && CellChemistry.Fitting(cell) == null)
        {
            throw new BadInputException(file, Field, $"the firmware has no chemistry that fits {cell.Name} ({cell.Chemistry}); allowed "
                + $"with chemistry, one of {string.Join(", ", CellChemistry.Names)}");
        }

        return node.Whole(BlockField, 1) is int count and > 1 ? CellBlock.Of(cell, count) : cell;
    }

    private static CellSpec Open(string file, string name)
    {
        try
        {
            if (!name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)) return ShippedCells.Open(name);
            string beside = Path.Combine(Path.GetDirectoryName(file) ?? string.Empty, name);
            return CellFile.Read(ScenarioReader.Load(beside));
        }
        catch (ArgumentException e)
        {
            bool unknown = e.Message.StartsWith("cell: ", StringComparison.Ordinal);
            string hint = Spelling.Hint(name, ShippedCells.Names);
            string message = e.Message.Replace("allowed are", hint + "allowed are", StringComparison.Ordinal);
            throw new BadInputException(file, Field, unknown ? message[6..] : $"{name}: {e.Message}");
        }
    }
}
