namespace Bms.World.Field;

/// <summary>Makes a cell of another size from a cell: as many of it in parallel, with their heat.</summary>
public static class CellScaling
{
    /// <param name="cell">The cell to begin from.</param>
    /// <param name="nominal_Ah">Size that its resistances and heat are scaled to.</param>
    /// <param name="capacity_Ah">Capacity of the new cell.</param>
    /// <param name="resistance">Its resistances over those of that size.</param>
    public static CellSpec Of(CellSpec cell, double nominal_Ah, double capacity_Ah, double resistance)
    {
        double many = nominal_Ah / cell.Capacity_Ah, ohms = resistance / many;
        ThermalSpec heat = cell.Thermal;
        return cell with
        {
            Capacity_Ah = capacity_Ah,
            Resistances = [.. cell.Resistances.Select(row => Times(row, ohms))],
            Thermal = new ThermalSpec(
                heat.Core_J_per_K * many, heat.Surface_J_per_K * many, heat.CoreToSurface_W_per_K * many, heat.Surface_m2 * many,
                heat.ToNeighbour_W_per_K * many),
        };
    }

    private static ResistanceRow Times(ResistanceRow row, double factor)
    {
        double Of(double ohm) => Math.Clamp(ohm * factor, 1e-12, 100.0);
        return new ResistanceRow(
            row.Temperature_C, row.Soc_pct, Of(row.R0_ohm), Of(row.R1_ohm), Of(row.R2_ohm), Of(row.R3_ohm),
            Of(row.ChargeR1_ohm), Of(row.ChargeR2_ohm), Of(row.ChargeR3_ohm));
    }
}
