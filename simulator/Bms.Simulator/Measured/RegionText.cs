using System.Globalization;
using Bms.World;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>Says where in a run the model is bad, and where it leaves what its cell was measured at.</summary>
internal static class RegionText
{
    // So much worse than the fit itself was there, a run says that this is another cell, or a bad region.
    private const double Worse = 2.0, Small_mV = 3.0;

    /// <summary>Regions from the worst on, each with what the cell's file states for it.</summary>
    public static void Write(TextWriter output, CellSpec cell, Comparison run)
    {
        string prefix = $"validate.{run.Name}";
        RegionError[] regions = [.. RegionErrors.Of(run.Replay, cell.Capacity_Ah).OrderByDescending(r => r.Rmse_mV * r.Rmse_mV * r.Hours)];
        foreach (RegionError region in regions)
        {
            string name = $"{prefix}.region.{FitText.Name(region)}";
            Comparison.Figure(output, name + ".rmse_mV", region.Rmse_mV, "0.0");
            Comparison.Figure(output, name + ".hours", region.Hours, "0.00");
            double stated_mV = Stated(cell, region);
            if (!double.IsNaN(stated_mV)) Comparison.Figure(output, name + ".fit_rmse_mV", stated_mV, "0.0");
        }

        if (regions.Length > 0) output.WriteLine($"{prefix}.worst_region = {FitText.Name(regions[0])}");
        Extrapolated(output, prefix, run.Replay);
        foreach (string line in Advice(cell, regions)) output.WriteLine("# " + line);
    }

    private static void Extrapolated(TextWriter output, string prefix, RunReplay replay)
    {
        int row = replay.ExtrapolatedFrom;
        if (row < 0)
        {
            output.WriteLine($"{prefix}.extrapolated_from = never");
            return;
        }

        double at_s = replay.Run.Time_s[row] - replay.Run.Time_s[0];
        output.WriteLine(Text($"{prefix}.extrapolated_from = {Words(replay.ExtrapolatedWhy)}"));
        Comparison.Figure(output, $"{prefix}.extrapolated_from_s", at_s, "0");
        Comparison.Figure(output, $"{prefix}.extrapolated_from_soc", replay.Soc[row], "0.000");
        Comparison.Figure(output, $"{prefix}.extrapolated_from_degC", replay.Run.TemperatureAt_C(row), "0.0");
    }

    private static IEnumerable<string> Advice(CellSpec cell, RegionError[] regions)
    {
        if (cell.Errors.Count == 0) yield break;
        string[] unknown = [.. regions.Where(r => double.IsNaN(Stated(cell, r))).Select(FitText.Name)];
        if (unknown.Length > 0) yield return "the cell was not fitted at: " + string.Join(", ", unknown);
        string[] bad = [.. regions.Where(r => r.Rmse_mV > Worse * Math.Max(Small_mV, Stated(cell, r))).Select(FitText.Name)];
        if (bad.Length == 0) yield break;
        yield return "more than twice the error of the fit at: " + string.Join(", ", bad);
        if (2 * bad.Length < regions.Length) yield break;
        yield return "nearly everywhere off: another cell of the type, or an aged one; fit --field finds its capacity and resistance";
    }

    private static double Stated(CellSpec cell, RegionError region)
    {
        foreach (RegionError stated in cell.Errors)
        {
            bool same = stated with { Rmse_mV = region.Rmse_mV, Hours = region.Hours } == region;
            if (same) return stated.Rmse_mV;
        }

        return double.NaN;
    }

    private static string Words(Extrapolation why) => why switch
    {
        _ when why.HasFlag(Extrapolation.BelowEmpty) => "below-empty",
        _ when why.HasFlag(Extrapolation.AboveFull) => "above-full",
        _ when why.HasFlag(Extrapolation.TooCold) => "too-cold",
        _ => "too-hot",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
