using Bms.World.Cells;
using Bms.World.Numerics;

namespace Bms.World.Fitting;

/// <summary>Writes what a fit found as the tables of a cell.</summary>
internal sealed class FittedCell(
    FitRequest request, VoltageRegression voltage, Dynamics dynamics, StandHeat heat, double[] entropy_V_per_K,
    IReadOnlyList<ThinnedRun> runs, SocScale scale)
{
    private const double Kelvin = 273.15;
    private const double LeastResistance_ohm = 1e-7;
    private const double LargestGap_V = 0.15;
    private const double WorldStep_s = 0.1;
    private const double LargestShareOfR0 = 0.85;
    private const double BeyondMeasured_V = 0.2;
    private const double NearlyAll = 0.02;
    private const double OneSize = 0.05;

    private readonly VoltageUnknowns _unknowns = voltage.Unknowns;

    // Full and empty of the new cell are the fullest and emptiest that any run came to: nothing that was measured lies outside 0..1.
    private readonly double _bottom = Math.Min(0.0, Reached(voltage, runs).Min());
    private readonly double _top = Math.Max(1.0, Reached(voltage, runs).Max());

    /// <summary>SoC on the scale of the new cell of a SoC on the scale of the fit.</summary>
    public double Soc(double measured) => (measured - _bottom) / (_top - _bottom);

    public CellSpec Build()
    {
        bool isPart = scale is { Like: not null, IsWhole: false };
        double lowest_V = Math.Min(runs.Min(run => run.Voltage_V.Min()), isPart ? request.Like.Empty_V : double.PositiveInfinity);
        double highest_V = Math.Max(runs.Max(run => run.Voltage_V.Max()), isPart ? request.Like.Full_V : 0.0);
        double[] ocv_V = DrawnTogether(Even(100, soc => Math.Clamp(
            _unknowns.Ocv.Value(_unknowns.OcvValues, soc), lowest_V - BeyondMeasured_V, highest_V + BeyondMeasured_V)));
        double area_m2 = Area_m2();
        return Borrowed() with
        {
            Name = request.Name,
            Sources = request.Sources,
            Provisional = request.Like.Provisional,
            Capacity_Ah = voltage.Capacity_Ah * (_top - _bottom),
            Empty_V = Math.Round(lowest_V, 2),
            Full_V = Math.Round(highest_V, 2),
            Ocv_V = ocv_V,
            SlopeBelowEmpty_V = Math.Clamp((_unknowns.OcvValues[1] - _unknowns.OcvValues[0]) / 0.1, 5.0, 200.0),
            SlopeAboveFull_V = Math.Clamp((_unknowns.OcvValues[^1] - _unknowns.OcvValues[^2]) / 0.1, 0.2, 20.0),
            HysteresisHalfGap_V = Even(100, soc => Math.Clamp(_unknowns.GapBasis.Value(_unknowns.GapValues, soc), 0.0, LargestGap_V)),
            HysteresisRate = dynamics.HysteresisRate,
            Entropy_V_per_K = Even(20, soc => ThermalRegression.Nodes.Value(entropy_V_per_K, soc)),
            Particles = dynamics.Particles,
            Tau_s = dynamics.Tau_s,
            Resistances = Rows(),
            Thermal = Thermal(area_m2),
            StandConvection_W_per_m2K = Math.Min(heat.Cooling_W_per_K / area_m2, PackSpec.HighestConvection_W_per_m2K),
            MeasuredSoc = SocRange(),
            Measured = null,
            Errors = RegionErrors.Of(voltage, dynamics, runs),
        };
    }

    // What the runs came to, where that is not about all of it.
    private MeasuredSocRange? SocRange()
    {
        double lowest = Math.Max(0.0, Soc(Reached(voltage, runs).Min())), highest = Math.Min(1.0, Soc(Reached(voltage, runs).Max()));
        return lowest < NearlyAll && highest > 1.0 - NearlyAll ? null : new MeasuredSocRange(Rounded(lowest), Rounded(highest));
    }

    // The graphite and what heat does to it go with the size of the cell.
    private CellSpec Borrowed()
    {
        CellSpec like = request.Like;
        double size = voltage.Capacity_Ah * (_top - _bottom) / like.Capacity_Ah;
        if (Math.Abs(size - 1.0) < OneSize) return like;
        return like with
        {
            Negative = like.Negative is { } graphite ? graphite with
            {
                Sites_Ah = graphite.Sites_Ah * size, Exchange_A = graphite.Exchange_A * size, Plating_A = graphite.Plating_A * size,
            } : null,
            Runaway = like.Runaway is { } runaway ? runaway with
            {
                Reactions = [.. runaway.Reactions.Select(r => r with { Heat_J = r.Heat_J * size })],
                Short_ohm = Math.Clamp(runaway.Short_ohm / size, 1e-4, 10.0),
            } : null,
        };
    }

    private double Measured(double soc) => _bottom + soc * (_top - _bottom);

    private static IEnumerable<double> Reached(VoltageRegression voltage, IReadOnlyList<ThinnedRun> runs) =>
        runs.SelectMany((run, i) => Enumerable.Range(0, run.Rows).Select(k => voltage.Soc(i, k)));

    // The explicit step of the world bounds both: see ThermalSpec.
    private double ToSurface_W_per_K() => Math.Min(heat.ToSurface_W_per_K, 0.199 * heat.Total_J_per_K * StandHeat.SurfaceShare);

    private ThermalSpec Thermal(double area_m2)
    {
        double surface_J_per_K = heat.Total_J_per_K * StandHeat.SurfaceShare;
        ThermalSpec like = request.Like.Thermal;
        double toNeighbour_W_per_K = Math.Min(like.ToNeighbour_W_per_K * area_m2 / like.Surface_m2, 0.09 * surface_J_per_K);
        return new ThermalSpec(heat.Total_J_per_K - surface_J_per_K, surface_J_per_K, ToSurface_W_per_K(), area_m2, toNeighbour_W_per_K);
    }

    private double Area_m2()
    {
        double scaled = DeterministicMath.Exp(DeterministicMath.Log(heat.Total_J_per_K / 81.0) * 2.0 / 3.0) * 0.00531;
        return Math.Min(scaled, 0.199 * heat.Total_J_per_K * StandHeat.SurfaceShare / PackSpec.HighestConvection_W_per_m2K);
    }

    // Rows at both ends of what was measured: between them all follow one activation, so two are enough.
    private ResistanceRow[] Rows()
    {
        double coldest_C = Math.Floor(runs.Min(run => run.Core_C.Min()));
        double hottest_C = Math.Max(Math.Ceiling(runs.Max(run => run.Core_C.Max())), coldest_C + 1.0);
        foreach (PulseResistance pulse in request.Pulses)
        {
            (coldest_C, hottest_C) = (Math.Min(coldest_C, pulse.Temperature_C), Math.Max(hottest_C, pulse.Temperature_C));
        }

        return [.. new[] { coldest_C, hottest_C }.SelectMany(t => _unknowns.Resistance.Nodes.Select(soc => Row(t, soc)))];
    }

    private ResistanceRow Row(double temperature_C, double soc)
    {
        double activated = 1.0 / (temperature_C + Kelvin) - 1.0 / (25.0 + Kelvin);
        double Of(ReadOnlySpan<double> values, int element)
        {
            double at25_ohm = _unknowns.Resistance.Value(values, Measured(soc));
            return Math.Max(LeastResistance_ohm, Rounded(at25_ohm * DeterministicMath.Exp(dynamics.Activation_K[element] * activated)));
        }

        return Steady(new ResistanceRow(
            temperature_C, soc * 100.0, Of(_unknowns.R0Values, 0),
            Of(_unknowns.BranchValues(0, false), 1), Of(_unknowns.BranchValues(1, false), 2), Of(_unknowns.BranchValues(2, false), 3),
            Of(_unknowns.BranchValues(0, true), 1), Of(_unknowns.BranchValues(1, true), 2), Of(_unknowns.BranchValues(2, true), 3)));
    }

    // Rows seconds apart do not tell R0 from the fastest branch, and all of it may be found in the branch. The world cuts down branches
    // that move further in a step than R0 (CellTable.Tame), so as much as that takes is given back to R0.
    private ResistanceRow Steady(ResistanceRow row)
    {
        double[] share = [.. dynamics.Tau_s.Select(tau_s => 1.0 - DeterministicMath.Exp(-WorldStep_s / tau_s))];
        double Lacks(double r1_ohm, double r2_ohm, double r3_ohm)
        {
            double needed_ohm = (r1_ohm * share[0] + r2_ohm * share[1] + r3_ohm * share[2]) / LargestShareOfR0;
            return (needed_ohm - row.R0_ohm) / (1.0 + share[0] / LargestShareOfR0);
        }

        double lacks_ohm = Math.Max(
            Lacks(row.R1_ohm, row.R2_ohm, row.R3_ohm), Lacks(row.ChargeR1_ohm, row.ChargeR2_ohm, row.ChargeR3_ohm));
        if (lacks_ohm <= 0.0) return row;
        return row with
        {
            R0_ohm = Rounded(row.R0_ohm + lacks_ohm),
            R1_ohm = Math.Max(LeastResistance_ohm, Rounded(row.R1_ohm - lacks_ohm)),
            ChargeR1_ohm = Math.Max(LeastResistance_ohm, Rounded(row.ChargeR1_ohm - lacks_ohm)),
        };
    }

    private double[] Even(int steps, Func<double, double> curve) =>
        [.. Enumerable.Range(0, steps + 1).Select(i => Rounded(curve(Measured(i / (double)steps))))];

    // An open-circuit voltage never falls with the state of charge: neighbours that do are drawn together (pool adjacent violators).
    internal static double[] DrawnTogether(double[] values)
    {
        List<(double Sum, int Count)> blocks = [];
        foreach (double value in values)
        {
            (double sum, int count) = (value, 1);
            while (blocks.Count > 0 && blocks[^1].Sum / blocks[^1].Count > sum / count)
            {
                (sum, count) = (sum + blocks[^1].Sum, count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add((sum, count));
        }

        return [.. blocks.SelectMany(b => Enumerable.Repeat(Rounded(b.Sum / b.Count), b.Count))];
    }

    // Eight digits are more than any measurement has, and keep the file readable.
    private static double Rounded(double value)
    {
        if (value == 0.0) return 0.0;
        return Math.Round(value * 1e9) / 1e9;
    }
}
