using Bms.World.Health;

namespace Bms.World.Cells;

/// <summary>Equal cells in parallel as one cell: what a pack of large blocks is computed with when single cells do not matter.</summary>
public static class CellBlock
{
    /// <summary>
    /// <paramref name="count"/> cells in parallel, 1..64: their charge, their heat and their surface together, their resistances in
    /// parallel. Heat between two blocks passes as many walls as there are cells in one.
    /// </summary>
    public static CellSpec Of(CellSpec cell, int count)
    {
        ArgumentNullException.ThrowIfNull(cell);
        Allowed.Between("cells in parallel", count, 1, 64);
        ThermalSpec heat = cell.Thermal;
        return cell with
        {
            Name = $"{cell.Name}, {count} in parallel",
            Capacity_Ah = cell.Capacity_Ah * count,
            Resistances = [.. cell.Resistances.Select(r => Parallel(r, count))],
            Thermal = new ThermalSpec(heat.Core_J_per_K * count, heat.Surface_J_per_K * count, heat.CoreToSurface_W_per_K * count,
                heat.Surface_m2 * count, heat.ToNeighbour_W_per_K * count),
            Negative = Larger(cell.Negative, count),
            Runaway = cell.Runaway is not { } runaway ? null : runaway with
            {
                Reactions = [.. runaway.Reactions.Select(r => r with { Heat_J = r.Heat_J * count })],
                Short_ohm = Math.Max(1e-4, runaway.Short_ohm / count),
            },
        };
    }

    private static NegativeElectrodeSpec? Larger(NegativeElectrodeSpec? graphite, int count) => graphite is null ? null : graphite with
    {
        Sites_Ah = graphite.Sites_Ah * count,
        Exchange_A = graphite.Exchange_A * count,
        Plating_A = graphite.Plating_A * count,
    };

    private static ResistanceRow Parallel(ResistanceRow row, int count) => row with
    {
        R0_ohm = row.R0_ohm / count,
        R1_ohm = row.R1_ohm / count,
        R2_ohm = row.R2_ohm / count,
        R3_ohm = row.R3_ohm / count,
        ChargeR1_ohm = row.ChargeR1_ohm / count,
        ChargeR2_ohm = row.ChargeR2_ohm / count,
        ChargeR3_ohm = row.ChargeR3_ohm / count,
    };
}
