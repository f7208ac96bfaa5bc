using Bms.Simulator.Report;

namespace Bms.Simulator.Studies;

/// <summary>The fast-charge study as a page: every charge as a dot, the front, and the ordinary charges as a line.</summary>
internal static class FastChargePage
{
    internal static RunReport Make(FastChargeResult result)
    {
        ChargeTask task = result.Task;
        return new RunReport
        {
            Title = "Fast charge without plating",
            Lead = $"{result.Staged.Count} protocols of {ChargeProtocol.Stages} stages and {result.Ordinary.Count} ordinary ones, from "
                + $"{task.From * 100:0} to {task.To * 100:0} % at {task.Ambient_C:0.#} degC, with the same charger of "
                + $"{task.Charger_A:0.#} A and the same limits. The potential of the negative electrode is computed in the world: "
                + "below 0 V lithium is deposited.",
            Summary =
            [
                new SummaryRow("Fastest ordinary charge inside the limits", Say(result.BestOrdinary)),
                new SummaryRow("Fastest staged charge inside the limits", Say(result.BestStaged)),
                new SummaryRow("Limits",
                    $"{task.Cell_V:0.##} V, {task.Surface_C:0.#} degC at the can, {task.Margin_V * 1000:0} mV above plating"),
            ],
            Groups = [Group(result)],
            ExpectationsTitle = "The fastest of the front that keep all limits",
            ExpectationsColumn = "Charge",
            Expectations =
            [
                .. result.Pareto.Where(o => o.Keeps(task)).Take(25)
                    .Select(o => new ReportExpectation(o.Protocol.ToString(), true, Brief(o))),
            ],
            Notes =
            [
                "The table lists the fastest charges of the front that keep all limits; no other charge beats one of them in time, "
                    + "temperature and plating at once.",
                "One particle stands for the whole electrode and the electrolyte has no drop: the truth is some millivolts lower.",
            ],
        };
    }

    private static PlotGroup Group(FastChargeResult result)
    {
        ChargeOutcome[] shown = [.. result.Staged.Concat(result.Ordinary).Where(o => double.IsFinite(o.Duration_s))];
        double fastest_min = shown.Where(o => o.Keeps(result.Task)).Select(Minutes).DefaultIfEmpty(60).Min();
        return new PlotGroup
        {
            Title = "Time against plating and heat",
            Caption = "To the left is faster; up is safer in the first plot, down is cooler in the second.",
            X = XAxis.Number("Time to the end of the charge", "min"),
            From = Math.Floor(shown.Min(Minutes)),
            To = Math.Ceiling(2 * fastest_min),
            ShowEvents = false,
            Plots =
            [
                Plot("Lowest potential of a negative electrode", "mV", result, o => o.Lowest_V * 1000,
                    new LimitLine("kept", result.Task.Margin_V * 1000, Severity.Warning), new LimitLine("plating", 0, Severity.Critical)),
                Plot("Hottest can", "degC", result, o => o.Hottest_C, new LimitLine("limit", result.Task.Surface_C, Severity.Critical)),
            ],
        };
    }

    private static Plot Plot(string title, string unit, FastChargeResult result, Func<ChargeOutcome, double> value,
        params LimitLine[] limits) =>
        new()
        {
            Title = title,
            Unit = unit,
            Series =
            [
                Dots("staged", result.Staged, value, 0),
                Dots("front", result.Pareto, value, 1),
                new Series("ordinary CC-CV", Data(result.Ordinary, value), 3),
            ],
            Limits = limits,
        };

    private static Series Dots(string name, IReadOnlyList<ChargeOutcome> outcomes, Func<ChargeOutcome, double> value, int colour) =>
        new(name, Data(outcomes, value), colour, Stroke.Dots);

    private static SeriesData Data(IReadOnlyList<ChargeOutcome> outcomes, Func<ChargeOutcome, double> value)
    {
        ChargeOutcome[] sorted = [.. outcomes.Where(o => double.IsFinite(o.Duration_s)).OrderBy(o => o.Duration_s)];
        return new SeriesData([.. sorted.Select(Minutes)], [.. sorted.Select(value)]);
    }

    private static double Minutes(ChargeOutcome outcome) => outcome.Duration_s / 60;

    private static string Say(ChargeOutcome? o) => o == null ? "none" : $"{Brief(o)} ({o.Protocol})";

    private static string Brief(ChargeOutcome o) => $"{Minutes(o):0.0} min, {o.Hottest_C:0.0} degC, {o.Lowest_V * 1000:0} mV";
}
