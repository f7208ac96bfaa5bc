using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>The expectations that hold whatever breaks: what the campaign asks of each case, for files too.</summary>
internal static class WorldKinds
{
    internal static IReadOnlyList<ExpectationKind> All { get; } =
    [
        new(ExpectationKinds.Kind("limits-held",
            "No limit of the board (voltage, current, temperature) is passed for longer than its protection takes, judged in the world.",
            [Field.Number("grace_s", 0, 60, "how much longer a limit may be passed than usual (0 without it)")]),
            (node, context) => new LimitsHeld(BoardLimits.Of(context.Board), node.Number("grace_s", 0))),
        new(ExpectationKinds.Kind("told", "Some row of the protection table is active soon after a time: the fault is no silent one.",
            [
                .. Times.Fields("from", "when the fault strikes"),
                Field.Whole("within_ms", 1, 3_600_000, "how soon").Needed(),
            ]),
            (node, _) => new Told(Times.Read_us(node, "from") ?? 0, node.Whole("within_ms") * 1000L)),
        new(ExpectationKinds.Kind("nothing-forbidden", "No row forbids a direction: nothing opens, and no wish is refused.",
            ExpectationKinds.Span), Free),
    ];

    private static RowsStayQuiet Free(Node node, ExpectationContext context)
    {
        (long from_us, long until_us) = ExpectationKinds.SpanOf(node, context);
        return new RowsStayQuiet("no row forbids a direction" + Times.Describe(node), Forbidding, -1L, from_us, until_us);
    }

    // What a processor that stands still has concluded last is history.
    private static long Forbidding(Observation look) =>
        look.ProcessorRuns ? look.State.ChargeForbiddenBy | look.State.DischargeForbiddenBy : 0;
}
