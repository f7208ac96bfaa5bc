using System.Globalization;
using Bms.World;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>What fit prints: the cell, the error by region, the runs.</summary>
internal static class FitText
{
    /// <summary>Writes it; what a user must not overlook stands behind a #.</summary>
    public static void Write(TextWriter output, CellSpec cell, FitRequest request, IReadOnlyList<Comparison> comparisons)
    {
        bool wide = CellFitter.GoesFromFullToEmpty(request.Runs, request.Like);
        bool byReference = request.Runs.Any(run => run.SocRef is not null);
        if (!wide && !byReference && request.Capacity_Ah is null)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"# no run goes from full to empty of {request.Like.Name} ({request.Like.Empty_V:0.00} to {request.Like.Full_V:0.00} V): ")
                + "the capacity is only what the widest run moved; give --capacity-Ah, or --like a cell of the chemistry");
        }

        Comparison.Figure(output, "fit.full_to_empty", wide ? 1 : 0, "0");
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
