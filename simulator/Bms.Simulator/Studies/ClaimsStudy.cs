using System.Globalization;
using Bms.Simulator.Scenarios;
using Bms.World;
using Bms.World.Cells;

namespace Bms.Simulator.Studies;

/// <summary>A claim about a provisional cell: a charge at a rate between two states of charge, and who says what.</summary>
/// <param name="Cell">Name of the cell's file.</param>
/// <param name="Rate_per_h">Claimed current over capacity.</param>
/// <param name="FromSoc">Where the charge begins.</param>
/// <param name="ToSoc">Where it ends.</param>
/// <param name="Claimed">What is claimed, by whom.</param>
/// <param name="Measured">What somebody else measured.</param>
/// <param name="MeasuredHottest_C">Hottest surface that was measured in this charge, if one was.</param>
public sealed record Claim(
    string Cell, double Rate_per_h, double FromSoc, double ToSoc, string Claimed, string Measured, double? MeasuredHottest_C = null)
{
    /// <summary>Time that the charge takes at this rate, in s.</summary>
    public double Time_s => (ToSoc - FromSoc) * 3600.0 / Rate_per_h;
}

/// <summary>The claimed charge at one cooling: the core's temperature over time, and the voltage at the end.</summary>
public sealed record ClaimedCharge(double Cooling_W_per_m2K, double[] Time_s, double[] Core_C, double End_V);

/// <summary>A claim beside what the heat balance makes of it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Spec">The cell.</param>
/// <param name="Charges">The charge at each cooling.</param>
/// <param name="LeastResistance_ohm">What the measured warming needs if nothing was cooled away; null without one.</param>
public sealed record ClaimResult(Claim Claim, CellSpec Spec, IReadOnlyList<ClaimedCharge> Charges, double? LeastResistance_ohm);

/// <summary>
/// For each provisional cell: what is claimed, what was measured by somebody else, and what a heat balance allows. The balance charges
/// the cell of the world at the claimed rate and tells how warm its core gets. No verdict on safety rests on any of it.
/// </summary>
public static class ClaimsStudy
{
    private const double Ambient_C = 25.0;
    private const int Points = 100;

    private static readonly double[] s_cooling_W_per_m2K = [10.0, 100.0, 500.0];

    private static readonly Claim[] s_claims =
    [
        new("ssb-donut-provisional", 11.0, 0.0, 0.8,
            "Donut Lab, January 2026: full charge in 5 min, 100,000 cycles, 400 Wh/kg, 99 % of the capacity from -30 to 100 degC",
            "VTT, 2026, by news reports: 0-80 % in 267-293 s at 11C, 63 degC with two heat sinks, 89 degC with one; 3 % less capacity "
                + "after the series of tests; the pouch lost its vacuum at 100 degC; nothing on cycles, mass or cold", 63.0),
        new("li-metal-provisional", 3.25, 0.05, 0.7,
            "KAIST and LG Energy Solution, 2025, by press reports: 5-70 % in 12 min, more than 350 cycles",
            "laboratory cells of the claimants; nothing independent was found"),
        new("ssb-sulfide-provisional", 1.0, 0.1, 0.8,
            "several makers: about 1,000 cycles at 60 degC, above 900 Wh/l",
            "KETI, 2023: 91 % after 500 cycles in small cells; pressures of 2 MPa and more"),
    ];

    /// <summary>Works it out.</summary>
    public static IReadOnlyList<ClaimResult> Run() => [.. s_claims.Select(claim =>
    {
        CellSpec cell = ShippedCells.Open(claim.Cell);
        return new ClaimResult(claim, cell, [.. s_cooling_W_per_m2K.Select(h => Charge(cell, claim, h))], Least_ohm(cell, claim));
    })];

    /// <summary>Writes the study, a figure or sentence a line.</summary>
    public static void Write(TextWriter output, IReadOnlyList<ClaimResult> results)
    {
        foreach (ClaimResult result in results)
        {
            string name = "study.claims." + result.Claim.Cell;
            output.WriteLine($"{name}.claimed = {result.Claim.Claimed}");
            output.WriteLine($"{name}.measured = {result.Claim.Measured}");
            Figure(output, $"{name}.time_s", result.Claim.Time_s, "0");
            foreach (ClaimedCharge charge in result.Charges)
            {
                string at = string.Create(CultureInfo.InvariantCulture, $"{name}.cooling_{charge.Cooling_W_per_m2K:0}_W_per_m2K");
                Figure(output, at + ".core_degC", charge.Core_C.Max(), "0.0");
                Figure(output, at + ".end_V", charge.End_V, "0.000");
            }

            if (result.LeastResistance_ohm is double least_ohm) Figure(output, $"{name}.least_resistance_mohm", least_ohm * 1e3, "0.00");
            output.WriteLine($"{name}.verdict = {NoVerdict.Of(result.Spec)}");
            output.WriteLine($"{name}.confidence = provisional: {result.Spec.Sources.Split('\n')[2]}");
        }
    }

    // C dT = I^2 R t: what was cooled away came on top of it, so the resistance cannot be less.
    private static double? Least_ohm(CellSpec cell, Claim claim)
    {
        if (claim.MeasuredHottest_C is not double hottest_C) return null;
        double current_A = claim.Rate_per_h * cell.Capacity_Ah;
        double heat_J = (cell.Thermal.Core_J_per_K + cell.Thermal.Surface_J_per_K) * (hottest_C - Ambient_C);
        return heat_J / (current_A * current_A * claim.Time_s);
    }

    private static ClaimedCharge Charge(CellSpec cell, Claim claim, double cooling_W_per_m2K)
    {
        Pack pack = new(new PackSpec
        {
            Cell = cell, SeriesCells = 1, InitialSoc = claim.FromSoc, Ambient_C = Ambient_C, Convection_W_per_m2K = cooling_W_per_m2K,
            BusbarResistance_ohm = 0.0, CapacitySigma = 0.0, ResistanceSigma = 0.0,
        })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        pack.Load.SetCurrent_A(-claim.Rate_per_h * cell.Capacity_Ah);
        double[] time_s = [.. Enumerable.Range(0, Points + 1).Select(i => claim.Time_s * i / Points)];
        double[] core_C = new double[time_s.Length];
        for (int i = 0; i < time_s.Length; i++)
        {
            pack.AdvanceTo((long)(time_s[i] * 1e6));
            core_C[i] = pack.CellCore_C(0);
        }

        return new ClaimedCharge(cooling_W_per_m2K, time_s, core_C, pack.CellVoltage_V(0));
    }

    private static void Figure(TextWriter output, string name, double value, string format) =>
        output.WriteLine($"{name} = {value.ToString(format, CultureInfo.InvariantCulture)}");
}
