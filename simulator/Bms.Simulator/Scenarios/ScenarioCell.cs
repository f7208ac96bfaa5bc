using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Format;
using Bms.World;
using Bms.World.Cells;

namespace Bms.Simulator.Scenarios;

/// <summary>The cell that a scenario puts into the pack: a shipped one by its name, or a file of one's own.</summary>
public static class ScenarioCell
{
    private const string Field = "cell", ChemistryField = "chemistry", Ending = ".json";

    /// <summary>The fields of a scenario about its cell.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        Format.Field.Text(Field, 1, 300, "the cells of the pack: " + string.Join(", ", ShippedCells.Names)
            + ", or a cell file that ends in .json, looked for beside the scenario (those of the board without it)"),
        Format.Field.Choice(ChemistryField, CellChemistry.Names, "what the firmware is told that they are; what fits them without it"),
    ];

    /// <summary>The cell that a scenario names; null when it leaves it to the board.</summary>
    /// <exception cref="BadInputException">There is none, its file is wrong, or the firmware has no chemistry for it.</exception>
    internal static CellSpec? Of(string file, Node node)
    {
        if (!node.Has(Field)) return null;
        CellSpec cell = Open(file, node.Text(Field));
        if (!node.Has(ChemistryField) && CellChemistry.Fitting(cell) == null)
        {
            throw new BadInputException(file, Field, $"the firmware has no chemistry that fits {cell.Name} ({cell.Chemistry}); allowed "
                + $"with chemistry, one of {string.Join(", ", CellChemistry.Names)}");
        }

        return cell;
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
            throw new BadInputException(file, Field, unknown ? e.Message[6..] : $"{name}: {e.Message}");
        }
    }
}
