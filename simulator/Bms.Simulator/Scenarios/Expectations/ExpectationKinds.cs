using Bms.Simulator.Scenarios.Format;
using Bms.World;

namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>One kind of expectation: its fields in a file, and how to make one from them.</summary>
public sealed record ExpectationKind(Shape Shape, Func<Node, ExpectationContext, Expectation> Create);

/// <summary>What an expectation needs to know of its scenario.</summary>
public sealed record ExpectationContext(long Duration_us, CellLimits Limits, string Board);

/// <summary>Every kind of expectation that a scenario may hold.</summary>
public static class ExpectationKinds
{
    private const string Key = "expect";

    /// <summary>The kinds for a pack of some cells.</summary>
    public static IReadOnlyList<ExpectationKind> For(int cells) =>
    [
        .. ReactionKinds.For(Condition.Shape(cells), cells),
        .. BoundKinds.For(cells),
        .. HeldKinds.All,
        .. WorldKinds.All,
        new(Kind("no-rows", "No row of the protection table is active, warnings included, but those excepted.",
            [Field.Words("except", 1, Rows.Names.Count, Rows.Names, "rows that may be active"), .. Span]), NoRows),
        new(Kind("row-never", "This row is never active.", [Row, .. Span]), RowNever),
        AlarmKinds.Quiet,
        new(Kind("cells-within-limits", "No cell leaves its physical limits, which are wider than those of the firmware.",
            [Field.Number("longest_s", 0, 3600, "longest time outside at a stretch (1 without it)"), .. Span]),
            (node, context) => WithinLimits(cells, node, context)),
        new(Kind("records", "Every record that arrives passes the verifier.",
            [
                Field.Whole("verified_min", 0, 1_000_000_000, "at least so many pass (1 without it)"),
                Field.Whole("missing_max", 0, 1_000_000_000, "at most so many of those published do not arrive (0 without it)"),
                Field.Whole("dropped_min", 0, 1_000_000_000, "the newest live record tells of at least so many dropped ones"),
                Field.Whole("dropped_max", 0, 1_000_000_000, "the newest live record tells of at most so many dropped ones"),
                Field.Whole("lost_events_max", 0, 1_000_000_000, "the newest live record tells of at most so many lost events"),
            ]), Records),
    ];

    /// <summary>The field that names a row.</summary>
    internal static Field Row { get; } = Field.Choice("row", Rows.Names, "row of the protection table").Needed();

    /// <summary>Fields that narrow an expectation to a span of the run.</summary>
    internal static IReadOnlyList<Field> Span { get; } =
        [.. Times.Fields("from", "only from this time on"), .. Times.Fields("until", "only until this time")];

    /// <summary>The shape of a kind: its key, its fields, the rules of its times.</summary>
    internal static Shape Kind(string name, string meaning, IReadOnlyList<Field> fields)
    {
        Field key = Field.Choice(Key, [name], "kind of expectation").Needed();
        IEnumerable<Rule> rules = new[] { "from", "until", "at" }.Where(t => fields.Any(f => f.Name == t)).Select(t => Times.AtMostOne(t));
        return new Shape(name, meaning, [key, .. fields]) { Key = Key, Rules = [.. rules] };
    }

    /// <summary>First and last instant of the span that a node names, in us.</summary>
    internal static (long From_us, long Until_us) SpanOf(Node node, ExpectationContext context) =>
        (Times.Read_us(node, "from") ?? 0, Times.Read_us(node, "until") ?? context.Duration_us);

    private static RowsStayQuiet NoRows(Node node, ExpectationContext context)
    {
        IReadOnlyList<string> except = node.Words("except");
        long allowed = except.Aggregate(0L, (bits, name) => bits | Rows.Bit(name));
        string text = except.Count == 0 ? "no row is active" : "no row is active but " + string.Join(", ", except);
        (long from_us, long until_us) = SpanOf(node, context);
        return new RowsStayQuiet(text + Times.Describe(node), ~allowed, from_us, until_us);
    }

    private static RowsStayQuiet RowNever(Node node, ExpectationContext context)
    {
        string row = node.Text("row");
        (long from_us, long until_us) = SpanOf(node, context);
        return new RowsStayQuiet($"{row} is never active{Times.Describe(node)}", Rows.Bit(row), from_us, until_us);
    }

    private static CellsWithinLimits WithinLimits(int cells, Node node, ExpectationContext context)
    {
        (long from_us, long until_us) = SpanOf(node, context);
        var watch = new CellWatch(context.Limits, cells, (long)(node.Number("longest_s", 1) * 1e6));
        return new CellsWithinLimits(watch, Times.Describe(node), from_us, until_us);
    }

    private static RecordsArrive Records(Node node, ExpectationContext context)
    {
        int least = node.Whole("verified_min", 1);
        int missing = node.Whole("missing_max", 0);
        int dropped = node.Whole("dropped_min", 0);
        string text = $"at least {least} records verified, none refused, at most {missing} missing";
        int mostDropped = node.Whole("dropped_max", int.MaxValue);
        return new RecordsArrive(
            text + (dropped == 0 ? string.Empty : $", at least {dropped} told as dropped"),
            new RecordBounds(least, missing, dropped, mostDropped, node.Whole("lost_events_max", int.MaxValue)));
    }
}
