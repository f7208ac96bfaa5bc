using System.Globalization;
using Bms.World;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>What fit prints: the cell, the error by region, the runs.</summary>
internal static class FitText
{
    /// <summary>Writes it; what a user must not overlook stands behind a #.</summary>
    public static void Write(TextWriter output, CellSpec cell, CellFitter fitter, IReadOnlyList<Comparison> comparisons)
    {
        foreach (string line in Warnings(cell, fitter.Scale)) output.WriteLine("# " + line);
        Comparison.Figure(output, "fit.full_to_empty", fitter.Scale.IsWhole ? 1 : 0, "0");
        output.WriteLine("fit.capacity_from = " + Words(fitter.Scale.Source));
        output.WriteLine("fit.like = " + fitter.Like.Name);
        if (!double.IsNaN(fitter.Scale.Misfit_V)) Comparison.Figure(output, "fit.like_misfit_mV", 1e3 * fitter.Scale.Misfit_V, "0.0");
        Comparison.Figure(output, "fit.measured_soc_low", cell.MeasuredSoc?.Low ?? 0.0, "0.000");
        Comparison.Figure(output, "fit.measured_soc_high", cell.MeasuredSoc?.High ?? 1.0, "0.000");
        Comparison.Figure(output, "fit.rest_V_empty", cell.Ocv_V[0], "0.000");
        Comparison.Figure(output, "fit.rest_V_full", cell.Ocv_V[^1], "0.000");
        output.WriteLine($"fit.cell = {cell.Name}{(cell.Provisional ? " (provisional)" : "")}");
        Comparison.Figure(output, "fit.capacity_Ah", cell.Capacity_Ah, "0.0000");
        Comparison.Figure(output, "fit.diffusion_s", cell.Particles.Diffusion_s, "0.0");
        for (int i = 0; i < cell.Tau_s.Length; i++) Comparison.Figure(output, $"fit.tau{i + 1}_s", cell.Tau_s[i], "0.00");
        foreach (RegionError region in cell.Errors) output.WriteLine(Region(region));
        foreach (Comparison comparison in comparisons) comparison.Write(output, "fit");
        foreach (bool heldOut in (bool[])[false, true])
        {
            Comparison[] some = [.. comparisons.Where(c => c.HeldOut == heldOut)];
            if (some.Length == 0) continue;
            string name = heldOut ? "fit.held_out_rmse_mV" : "fit.fitted_rmse_mV";
            Comparison.Figure(output, name, Comparison.Together(some.Select(c => c.Replay.Rmse_mV)), "0.00");
        }
    }

    // What a user must not overlook.
    private static IEnumerable<string> Warnings(CellSpec cell, SocScale scale)
    {
        if (scale.Source == ScaleSource.KnownCurve)
        {
            yield return Text($"no run goes from full to empty: by the curve of {scale.Like!.Name} ({1e3 * scale.Misfit_V:0} mV off) ")
                + Text($"they go between {Percent(cell)} % of the charge, which makes {cell.Capacity_Ah:0.0000} Ah, ")
                + Text($"{scale.LeastCapacity_Ah:0.0000} to {scale.MostCapacity_Ah:0.0000} Ah nearly as well; ")
                + "give --capacity-Ah where it is known";
        }

        if (scale.Source == ScaleSource.WidestRun && scale.Like is null)
        {
            yield return "no known cell has such a curve: 100 and 0 % are the fullest and the emptiest that the runs came to, at rest "
                + Text($"{cell.Ocv_V[^1]:0.000} and {cell.Ocv_V[0]:0.000} V; where that is not all of it give --capacity-Ah or --like");
        }

        if (cell.MeasuredSoc is not null)
        {
            yield return Text($"measured between {Percent(cell)} % of the charge; what lies beyond is assumed and counts as extrapolated");
        }
    }

    private static string Percent(CellSpec cell) =>
        Text($"{100.0 * (cell.MeasuredSoc?.Low ?? 0.0):0} and {100.0 * (cell.MeasuredSoc?.High ?? 1.0):0}");

    private static string Words(ScaleSource source) => source switch
    {
        ScaleSource.KnownCurve => "known-curve",
        ScaleSource.Reference => "reference",
        ScaleSource.Given => "given",
        _ => "widest-run",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The cell in a line.</summary>
    public static string Lead(CellSpec cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{cell.Name}, {cell.Chemistry}, {cell.Capacity_Ah:0.000} Ah.");

    private static string Region(RegionError r) =>
        string.Create(CultureInfo.InvariantCulture, $"fit.region.{Name(r)}.rmse_mV = {r.Rmse_mV:0.0}");

    /// <summary>A region in the name of a figure.</summary>
    public static string Name(RegionError r) => string.Create(
        CultureInfo.InvariantCulture,
        $"soc_{r.SocLow * 100:0}_{r.SocHigh * 100:0}pct.rate_{r.RateLow_per_h:0.##}_{r.RateHigh_per_h:0.##}C"
        + $".core_{r.ColdEnd_C:0}_{r.HotEnd_C:0}degC");
}
