using Bms.Simulator.Sweep;
using Bms.World;

namespace Bms.Simulator.Report;

/// <summary>Makes the report of a sweep: what came of all its cases, and how to play those that fail.</summary>
internal static class SweepPage
{
    private const int MostRows = 12;

    private static readonly string[] s_notes =
    [
        "Each dot is a case. What is true in the world is shown, whatever the firmware believed.",
        "The red zones are beyond the physical limits of the cells, which nothing may pass for longer than a second.",
        "A shrunk command has only those changes left without which the case no longer fails.",
    ];

    internal static RunReport Make(SweepPlan plan, IReadOnlyList<SweepCase> cases, SweepFigures figures, IReadOnlyList<string> replays)
    {
        string scenarios = string.Join(", ", plan.Names.Distinct());
        return new RunReport
        {
            Title = plan.Kill ? $"{cases.Count} deaths of the processor" : $"{cases.Count} variations of {scenarios}",
            Lead = plan.Kill ? $"At any moment of {scenarios}; then the worst goes on until the pack is at rest."
                : "All of this differs at once, in a Latin hypercube: " + string.Join("; ", Variation.Ranges(plan.Width, plan.Own))
                    .Replace("+-", "±", StringComparison.Ordinal) + ".",
            Holds = plan.NoVerdict == null ? figures.Failed == 0 : null,
            VerdictText = plan.NoVerdict is string none ? none
                : figures.Failed == 0 ? "All cases hold" : $"{figures.Failed} of {cases.Count} cases fail",
            Summary =
            [
                new("Cases", $"{cases.Count}"), new("Failed", $"{figures.Failed}"), new("Cells outside limits", $"{figures.CellsOutside}"),
                new("Hardware", plan.Board), new("Second level acted", $"{figures.SecondLevel} cases"),
                new("Virtual time", $"{figures.Virtual_h:0.#} h"), new("Seed", $"{plan.Seed}"),
            ],
            ExpectationsTitle = "What fails, and how to play it",
            ExpectationsColumn = "Command",
            Expectations = [.. cases.Where(c => !c.Holds && plan.NoVerdict == null).Take(MostRows).Select((c, i) =>
                new ReportExpectation($"case {c.Index + 1}: {replays[i]}", false, c.Failure))],
            Groups = plan.Kill ? [Dots(cases, Limits(plan)), SecondLevel(cases)] : [Dots(cases, Limits(plan))],
            Notes = figures.Failed <= MostRows ? s_notes
                : [.. s_notes, $"Of {figures.Failed} cases that fail the first {MostRows} are listed."],
            Footer = $"Sweep of {scenarios}, seed {plan.Seed}, width {plan.Width}, plan {plan.Identity}",
        };
    }

    private static CellLimits Limits(SweepPlan plan) => plan.Scenario(0, []).Cell.Limits;

    private static PlotGroup Dots(IReadOnlyList<SweepCase> cases, CellLimits limits)
    {
        return Group("How far the cells went", cases,
        [
            new Plot
            {
                Title = "Highest and lowest voltage of any cell",
                Unit = "V",
                Series = [Series("highest", cases, c => c.Highest_V, 0), Series("lowest", cases, c => c.Lowest_V, 1)],
                Limits =
                [
                    new($"{limits.Highest_V:0.00} V", limits.Highest_V, Severity.Critical),
                    new($"{limits.Lowest_V:0.00} V", limits.Lowest_V, Severity.Critical),
                ],
                Zones = [new(limits.Highest_V, double.PositiveInfinity), new(double.NegativeInfinity, limits.Lowest_V)],
            },
            new Plot
            {
                Title = "Hottest core of any cell",
                Unit = "\u00b0C",
                Series = [Series("core", cases, c => c.Hottest_C, 2)],
                Limits = [new($"{limits.Hottest_C:0} \u00b0C", limits.Hottest_C, Severity.Critical)],
                Zones = [new(limits.Hottest_C, double.PositiveInfinity)],
                Includes = [Math.Floor(cases.Min(c => c.Hottest_C) / 10) * 10],
            },
        ]);
    }

    private static PlotGroup SecondLevel(IReadOnlyList<SweepCase> cases) => Group("What acted first, and for how long each case ran", cases,
    [
        new Plot
        {
            Title = "Virtual time of each case",
            Unit = "h",
            Series =
            [
                Hours(cases, "nobody", c => c.SecondLevel.Length == 0, 7), Hours(cases, "watchdog", c => Starts(c, "watchdog"), 4),
                Hours(cases, "protector", c => Starts(c, "protector"), 0), Hours(cases, "fuse", c => Starts(c, "fuse"), 1),
                Hours(cases, "thermal cut-off", c => Starts(c, "thermal"), 3),
            ],
            Includes = [0],
        },
    ]) with { Caption = "The colour tells which part of the second level acted first." };

    private static Series Hours(IReadOnlyList<SweepCase> cases, string who, Func<SweepCase, bool> acted, int colour) =>
        Series(who, cases.Where(acted), c => c.Virtual_s / 3600, colour);

    private static bool Starts(SweepCase played, string part) => played.SecondLevel.StartsWith(part, StringComparison.Ordinal);

    private static PlotGroup Group(string title, IReadOnlyList<SweepCase> cases, Plot[] plots) => new()
    {
        Title = title, X = XAxis.Number("Case", ""), From = 0, To = cases.Count + 1, Plots = plots, ShowEvents = false,
    };

    private static Series Series(string name, IEnumerable<SweepCase> cases, Func<SweepCase, double> value, int colour)
    {
        SweepCase[] shown = [.. cases];
        return new(name, new SeriesData([.. shown.Select(c => c.Index + 1.0)], [.. shown.Select(value)]), colour, Stroke.Dots);
    }
}
