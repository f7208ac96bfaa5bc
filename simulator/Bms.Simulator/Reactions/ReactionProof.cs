using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>What a row's cause meets when that row is taken out of the firmware.</summary>
/// <param name="Cause">The cause that needs the row most.</param>
/// <param name="IsHit">True: with the row the trial holds, without it the trial fails.</param>
/// <param name="StaysClosed">True: without the row a switch that it opens stays closed.</param>
/// <param name="OpenedBy">Rows that came in its place and open what it opens.</param>
internal sealed record RowProof(
    ProtectionRow Row, Stimulus Cause, Mode Mode, bool IsHit, bool StaysClosed, IReadOnlyList<Fault> OpenedBy);

/// <summary>
/// Whether anything would notice that a row is not there: each is taken out of the firmware in turn, and struck by its own causes until
/// one leaves a switch closed. Where none does other rows stand behind it, and these are told.
/// </summary>
internal sealed class ReactionProof(ReactionBoard board, ulong seed, int jobs)
{
    // Where another row may be the first by chance, there is a moment among these at which it is not.
    private const int Moments = 8;

    /// <summary>Tries the rows whose name contains the filter; null = all. One proof a row, in the order of the table.</summary>
    internal IReadOnlyList<RowProof> Of(string? filter)
    {
        ProtectionRow[] rows = [.. board.Rows.Where(r => ReactionRun.Matches(r, filter))];
        var proofs = new RowProof[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i => proofs[i] = Of(rows[i]));
        return proofs;
    }

    private RowProof Of(ProtectionRow row)
    {
        RowProof? best = null;
        foreach (Stimulus cause in board.Causes.Where(c => c.Row == row.Fault))
        {
            foreach (Mode mode in cause.Modes)
            {
                RowProof proof = Try(row, cause, mode);
                best = best == null || Worth(proof) > Worth(best) ? proof : best;
                if (proof.IsHit && (proof.StaysClosed || row.Reaction == Reaction.None))
                {
                    return proof;
                }
            }
        }

        return best ?? throw new InvalidOperationException($"nothing strikes {row.Fault}: it has no cause in the table of causes");
    }

    // In standby all is open whatever the row does: it says less.
    private static int Worth(RowProof proof) => (proof.IsHit ? 4 : 0) + (proof.StaysClosed ? 2 : 0) + (proof.Mode != Mode.Standby ? 1 : 0);

    private RowProof Try(ProtectionRow row, Stimulus cause, Mode mode)
    {
        var whole = new ReactionRun(board, Moments, seed, 1);
        int moment = 0;
        while (moment < Moments && !whole.Once(cause, mode, moment, out _).Holds)
        {
            moment++;
        }

        bool holds = moment < Moments;
        var without = new ReactionRun(board, Moments, seed, 1) { Tamper = firmware => firmware.Table.Rows[(int)row.Fault].Fitted = false };
        ReactionCase broken = without.Once(cause, mode, holds ? moment : 0, out Trial trial);
        Reaction must = mode == Mode.Standby ? Reaction.None : cause.MustOpen ?? row.Reaction;
        bool closed = ((must & Reaction.StopCharge) != 0 && trial.Rig.Bench.Pack.ChargeSwitch)
            || ((must & Reaction.StopDischarge) != 0 && trial.Rig.Bench.Pack.DischargeSwitch);
        return new RowProof(row, cause, mode, holds && !broken.Holds, closed, closed ? [] : Others(trial, must));
    }

    // Rows that came after the cause and open one of the same switches.
    private static Fault[] Others(Trial trial, Reaction must)
    {
        if (trial.Rig.Bench.Firmware.Controller is not BmsController firmware)
        {
            return [];
        }

        EventLog events = firmware.Events;
        return
        [
            .. Enumerable.Range(trial.EventsBefore + 1, Math.Max(0, events.Written - trial.EventsBefore))
                .Where(number => number >= events.Oldest && events.Raised(number)).Select(number => firmware.Table.Rows[events.Row(number)])
                .Where(other => (other.Reaction & must) != 0).Select(other => other.Fault).Distinct(),
        ];
    }
}
