using Bms.World;
using Bms.World.Cells;

namespace Bms.Simulator.Measured;

/// <summary>A cell by the name of a shipped one or by a file that ends in .json.</summary>
internal static class CellSource
{
    /// <exception cref="BadInputException">There is no such cell, or its file is wrong.</exception>
    public static CellSpec Open(string option, string cell)
    {
        try
        {
            if (!cell.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return ShippedCells.Open(cell);
            return CellFile.Read(File.ReadAllBytes(cell));
        }
        catch (ArgumentException e)
        {
            throw new BadInputException($"{option} {cell}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(cell, option, "cannot be read, allowed is a cell file");
        }
    }
}
