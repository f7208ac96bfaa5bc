using System.Globalization;
using Bms.World;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>One run beside what the world makes of it, with all that its figures need.</summary>
/// <param name="Name">Name in figures, such as lg-m50.rate_T25_1C.</param>
/// <param name="Replay">The world's answer.</param>
/// <param name="HeldOut">Whether the cell was not fitted to it.</param>
/// <param name="CommonStand_K">
/// Error of the temperature on the stand of the cell's file, where the run's own cool-down showed another; else not a number.
/// </param>
internal sealed record Comparison(string Name, RunReplay Replay, bool HeldOut, double CommonStand_K = double.NaN)
{
    /// <summary>Finds start and stand, and drives the cell along the run.</summary>
    public static Comparison Of(string name, CellSpec cell, MeasuredRun run, bool heldOut, double? initialSoc = null)
    {
        RunStart start = RunStart.Of(cell, run, initialSoc);
        RunReplay common = RunReplay.Of(cell, run, start);
        if (RunStand.Convection_W_per_m2K(cell, run) is not { } own_W_per_m2K) return new Comparison(name, common, heldOut);
        RunReplay own = RunReplay.Of(cell, run, start, convection_W_per_m2K: own_W_per_m2K);
        return new Comparison(name, own, heldOut, common.Rmse_K);
    }

    /// <summary>Writes the figures of the run, one a line.</summary>
    public void Write(TextWriter output, string verb)
    {
        string prefix = $"{verb}.{Name}";
        Figure(output, $"{prefix}.held_out", HeldOut ? 1 : 0, "0");
        Figure(output, $"{prefix}.rmse_mV", Replay.Rmse_mV, "0.00");
        Figure(output, $"{prefix}.peak_mV", Replay.Peak_mV, "0.0");
        if (!double.IsNaN(Replay.Rmse_K))
        {
            Figure(output, $"{prefix}.rmse_K", Replay.Rmse_K, "0.00");
            Figure(output, $"{prefix}.peak_K", Replay.Peak_K, "0.0");
        }

        if (!double.IsNaN(CommonStand_K))
        {
            Figure(output, $"{prefix}.rmse_K_common_stand", CommonStand_K, "0.00");
            Figure(output, $"{prefix}.stand_W_per_m2K", Replay.Convection_W_per_m2K, "0.0");
        }

        Figure(output, $"{prefix}.initial_soc", Replay.Start.Soc, "0.0000");
        output.WriteLine($"{prefix}.initial_soc_from = {Words(Replay.Start.Source)}");
        if (Replay.Start.Offset_A != 0.0) Figure(output, $"{prefix}.current_offset_mA", 1e3 * Replay.Start.Offset_A, "0.00");
        if (Replay.ExtrapolatedShare > 0.0) Figure(output, $"{prefix}.extrapolated_pct", 100.0 * Replay.ExtrapolatedShare, "0.0");
    }

    /// <summary>Root of the mean square over runs of a quantity that some do not have.</summary>
    public static double Together(IEnumerable<double> values)
    {
        double[] known = [.. values.Where(value => !double.IsNaN(value))];
        return known.Length == 0 ? double.NaN : Math.Sqrt(known.Average(value => value * value));
    }

    /// <summary>Writes one figure.</summary>
    public static void Figure(TextWriter output, string name, double value, string format) =>
        output.WriteLine($"{name} = {value.ToString(format, CultureInfo.InvariantCulture)}");

    private static string Words(SocSource source) => source switch
    {
        SocSource.Reference => "reference",
        SocSource.RestVoltage => "rest-voltage",
        SocSource.LowestError => "lowest-error",
        _ => "given",
    };
}
