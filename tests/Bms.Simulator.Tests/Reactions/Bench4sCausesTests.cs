using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class Bench4sCausesTests
{
    private static readonly ReactionBoard s_board = Bench4sReactions.Make();

    public static TheoryData<Fault> Rows => [.. s_board.Rows.Select(r => r.Fault)];

    [Theory, MemberData(nameof(Rows))]
    public void Every_row_has_a_cause_and_a_promise(Fault row)
    {
        Assert.Contains(s_board.Causes, c => c.Row == row);
        Assert.True(s_board.Promises_ms.GetValueOrDefault(row.ToString()) > 0, $"{row} has no line in promises.bench-4s.txt");
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_row_with_a_limit_is_struck_far_beyond_it_and_at_its_edge(Fault row)
    {
        ProtectionRow shipped = s_board.Rows.Single(r => r.Fault == row);
        bool hasLimit = shipped.Watch != Watch.Age && shipped.Limit[0] is not (0 or 1);
        string[] variants = [.. s_board.Causes.Where(c => c.Row == row).Select(c => c.Variant)];
        Assert.True(!hasLimit || (variants.Contains("far") && variants.Contains("edge")), string.Join(", ", variants));
        Assert.Equal(variants.Distinct(), variants);
    }

    [Theory, MemberData(nameof(Rows))]
    public void A_row_that_opens_something_is_tried_in_a_mode_in_which_it_is_closed(Fault row)
    {
        bool opens = s_board.Rows.Single(r => r.Fault == row).Reaction != Reaction.None;
        Assert.True(!opens || s_board.Causes.Any(c => c.Row == row && c.Modes.Any(m => m != Mode.Standby)));
    }

    [Fact]
    public void Promises_name_rows_only() => Assert.Empty(s_board.Promises_ms.Keys.Except(Enum.GetNames<Fault>())
        .Except(BoardCircuit.Of("bench-4s").Select(c => c.Name)));
}
