using System.Globalization;
using Bms.World;
using Bms.World.Cells;

namespace Bms.Simulator.Studies;

/// <summary>
/// For each provisional cell: what is claimed, what was measured by somebody else, and what a heat balance allows. The balance charges
/// the cell of the world at the claimed rate and tells how warm its core gets. No verdict on safety rests on any of it.
/// </summary>
internal static class ClaimsStudy
{
    private static readonly double[] s_cooling_W_per_m2K = [10.0, 100.0, 500.0];

    private static readonly Claim[] s_claims =
    [
        new("ssb-donut-provisional", 11.0, 0.0, 0.8,
            "Donut Lab, January 2026: full charge in 5 min, 100,000 cycles, 400 Wh/kg, 99 % of the capacity from -30 to 100 degC",
            "VTT, 2026, by news reports: 0-80 % in 267-293 s at 11C, 63 degC with two heat sinks, 89 degC with one"),
        new("li-metal-provisional", 3.25, 0.05, 0.7,
            "KAIST and LG Energy Solution, 2025, by press reports: 5-70 % in 12 min, more than 350 cycles",
            "laboratory cells of the claimants; nothing independent was found"),
        new("ssb-sulfide-provisional", 1.0, 0.1, 0.8,
            "several makers: about 1,000 cycles at 60 degC, above 900 Wh/l",
            "KETI, 2023: 91 % after 500 cycles in small cells; pressures of 2 MPa and more"),
    ];

    /// <summary>Writes the study, a figure or sentence a line.</summary>
    public static void Write(TextWriter output)
    {
        foreach (Claim claim in s_claims)
        {
            CellSpec cell = ShippedCells.Open(claim.Cell);
            string name = "study.claims." + claim.Cell;
            output.WriteLine($"{name}.claimed = {claim.Claimed}");
            output.WriteLine($"{name}.measured = {claim.Measured}");
            Figure(output, $"{name}.time_s", (claim.ToSoc - claim.FromSoc) * 3600.0 / claim.Rate_per_h, "0");
            foreach (double cooling in s_cooling_W_per_m2K)
            {
                string at = string.Create(CultureInfo.InvariantCulture, $"{name}.cooling_{cooling:0}_W_per_m2K");
                (double core_C, double voltage_V) = Charge(cell, claim, cooling);
                Figure(output, at + ".core_degC", core_C, "0.0");
                Figure(output, at + ".end_V", voltage_V, "0.000");
            }

            output.WriteLine($"{name}.verdict = {Scenarios.NoVerdict.Of(cell)}");
            output.WriteLine($"{name}.confidence = provisional: {cell.Sources.Split('\n')[2]}");
        }
    }

    private static (double Core_C, double Voltage_V) Charge(CellSpec cell, Claim claim, double cooling_W_per_m2K)
    {
        Pack pack = new(new PackSpec
        {
            Cell = cell, SeriesCells = 1, InitialSoc = claim.FromSoc, Ambient_C = 25.0, Convection_W_per_m2K = cooling_W_per_m2K,
            BusbarResistance_ohm = 0.0, CapacitySigma = 0.0, ResistanceSigma = 0.0,
        })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        pack.Load.SetCurrent_A(-claim.Rate_per_h * cell.Capacity_Ah);
        long end_us = (long)((claim.ToSoc - claim.FromSoc) * 3600e6 / claim.Rate_per_h);
        pack.AdvanceTo(end_us);
        return (pack.CellCore_C(0), pack.CellVoltage_V(0));
    }

    private static void Figure(TextWriter output, string name, double value, string format) =>
        output.WriteLine($"{name} = {value.ToString(format, CultureInfo.InvariantCulture)}");

    private sealed record Claim(string Cell, double Rate_per_h, double FromSoc, double ToSoc, string Claimed, string Measured);
}
