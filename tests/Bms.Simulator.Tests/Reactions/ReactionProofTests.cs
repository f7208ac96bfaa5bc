using Bms.Protection;
using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

public class ReactionProofTests
{
    private static readonly ReactionBoard[] s_boards = [Bench4sReactions.Make(), Pack16sReactions.Make(), Pack15sReactions.Make()];

    public static TheoryData<int> Boards => [.. Enumerable.Range(0, s_boards.Length)];

    /// <summary>Each row of each table taken out of the firmware: something that holds with it does not without.</summary>
    [Theory, MemberData(nameof(Boards))]
    public void No_row_can_be_taken_away_without_a_trial_that_fails(int board)
    {
        IReadOnlyList<RowProof> proofs = new ReactionProof(s_boards[board], 1, Environment.ProcessorCount).Of(null);
        Assert.Equal(s_boards[board].Rows.Select(r => r.Fault), proofs.Select(p => p.Row.Fault));
        Assert.All(proofs, p => Assert.True(p.IsHit, $"{p.Row.Fault}, {p.Cause.Variant}, {p.Mode}"));
    }

    [Fact]
    public void A_cause_that_strikes_nothing_proves_nothing()
    {
        ReactionBoard idle = s_boards[0] with { Causes = [.. s_boards[0].Causes.Select(c => c with { Strike = _ => { } })] };
        Assert.False(new ReactionProof(idle, 1, 1).Of(nameof(Fault.LoopStalled)).Single().IsHit);
    }

    [Fact]
    public void The_rows_behind_a_row_are_named()
    {
        RowProof peak = new ReactionProof(s_boards[0], 1, 1).Of(nameof(Fault.DischargePeakCurrent)).Single();
        Assert.False(peak.StaysClosed);
        Assert.Contains(Fault.DischargeOverCurrent, peak.OpenedBy);
        Assert.True(new ReactionProof(s_boards[0], 1, 1).Of(nameof(Fault.TemperatureSensorLost)).Single().StaysClosed);
    }
}
