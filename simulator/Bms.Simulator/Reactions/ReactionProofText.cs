using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>The proof that each row is needed, one line a row and its figures.</summary>
internal static class ReactionProofText
{
    internal static void Write(TextWriter output, string name, string figure, IReadOnlyList<RowProof> proofs)
    {
        output.WriteLine($"{name}: each row taken out of the firmware in turn, and what its cause then meets.");
        output.WriteLine("hit: the trial of its cause holds with the row and fails without it. opened by: rows that stand behind it.");
        output.WriteLine();
        string[] head = ["protection", "level", "struck by", "in", "without it", "verdict"];
        ReactionText.WriteTable(output, [head, .. proofs.Select(Line)]);
        output.WriteLine();
        output.WriteLine($"{figure}.rows = {proofs.Count}");
        output.WriteLine($"{figure}.rows_hit = {proofs.Count(p => p.IsHit)}");
        output.WriteLine($"{figure}.rows_with_others_behind = {proofs.Count(p => IsBacked(p))}");
    }

    private static string[] Line(RowProof proof) =>
    [
        proof.Row.Fault.ToString(), ReactionText.LevelOf(proof.Row), proof.Cause.Variant, proof.Mode.ToString(), Meets(proof),
        proof.IsHit ? "hit" : "NOT HIT",
    ];

    private static bool IsBacked(RowProof proof) =>
        proof.Row.Reaction != Reaction.None && proof.Mode != Mode.Standby && !proof.StaysClosed;

    private static string Meets(RowProof proof) =>
        proof.Row.Reaction == Reaction.None ? "nobody is told"
        : proof.Mode == Mode.Standby ? "a switch may be closed onto it"
        : proof.StaysClosed ? "a switch stays closed"
        : proof.OpenedBy.Count == 0 ? "opened below the firmware, untold"
        : "opened by " + string.Join(", ", proof.OpenedBy.Take(2)) + (proof.OpenedBy.Count > 2 ? " .." : string.Empty);
}
