namespace Bms.Simulator.Sweep;

/// <summary>The figures of a sweep. Virtual hours a second are those of this call: cases from an earlier one do not count.</summary>
internal sealed record SweepFigures(SweepPlan Plan, IReadOnlyList<SweepCase> Cases, int Resumed, double Wall_s)
{
    /// <summary>Cases in which something did not hold; none are counted where no verdict may be given.</summary>
    internal int Failed => Plan.NoVerdict == null ? Cases.Count(c => !c.Holds) : 0;

    /// <summary>Cells outside of their physical limits, over all cases.</summary>
    internal int CellsOutside => Cases.Sum(c => c.CellsOutside);

    /// <summary>Cases in which the second level acted.</summary>
    internal int SecondLevel => Cases.Count(c => c.SecondLevel.Length > 0);

    /// <summary>Virtual time of all cases, in hours.</summary>
    internal double Virtual_h => Cases.Sum(c => c.Virtual_s) / 3600;

    /// <summary>One a line.</summary>
    internal IEnumerable<string> Lines =>
    [
        $"sweep.cases = {Cases.Count}",
        $"sweep.kills = {(Plan.Kill ? Cases.Count : 0)}",
        $"sweep.failed = {Failed}",
        $"sweep.cells_outside_limits = {CellsOutside}",
        $"sweep.second_level_cases = {SecondLevel}",
        $"sweep.highest_cell_V = {Cases.Max(c => c.Highest_V):0.000}",
        $"sweep.lowest_cell_V = {Cases.Min(c => c.Lowest_V):0.000}",
        $"sweep.hottest_core_degC = {Cases.Max(c => c.Hottest_C):0.0}",
        .. Plan.NoVerdict is string none ? [$"sweep.verdict = {none}"] : Array.Empty<string>(),
        $"sweep.virtual_h = {Virtual_h:0.###}",
        $"sweep.resumed = {Resumed}",
        $"sweep.wall_s = {Wall_s:0.##}",
        $"sweep.virtual_h_per_s = {Played_h / Math.Max(Wall_s, 1e-3):0.##}",
    ];

    private double Played_h => Resumed == 0 ? Virtual_h : Virtual_h * (Cases.Count - Resumed) / Cases.Count;
}
