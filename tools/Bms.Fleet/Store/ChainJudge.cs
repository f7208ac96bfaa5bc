using Bms.Records;

namespace Bms.Fleet.Store;

/// <summary>
/// Gives an authentic record its place in its device's chain, or refuses it. Unlike the verifier's window of 64 records this one knows all
/// that is stored: a record that comes a week late is taken when it fills a gap, and known again when it does not.
/// </summary>
internal sealed class ChainJudge(ChainTable chains, GapTable gaps, RecordTable records)
{
    /// <summary>Boots of which nothing has come that are noted as missing, when a counter jumps.</summary>
    public const int MaxSkippedBoots = 16;

    /// <summary>Judges a record and notes what its place says about others. The caller stores it when it is accepted.</summary>
    public RecordVerdict Judge(ulong kid, in RecordHeader header, ReadOnlySpan<byte> message, long now_ms)
    {
        ChainEnd end = chains.Of(kid);
        RecordVerdict verdict;
        if (header.Boot > end.Boot)
        {
            verdict = Begin(end, header, now_ms);
        }
        else
        {
            bool isNewer = header.Boot == end.Boot && header.Sequence > end.Highest;
            verdict = isNewer ? Extend(end, header, now_ms) : Fill(end, header, message, now_ms);
        }

        if (verdict.IsAccepted())
        {
            Note(end, header, now_ms);
        }

        return verdict;
    }

    /// <summary>
    /// A birth record states how the boot before it ended: the gap behind that boot's last record gets an end, or closes.
    /// </summary>
    /// <returns>False when the statement contradicts what is stored: an alarm.</returns>
    public bool TakeBirth(ulong kid, BirthFacts birth, int boot, long now_ms)
    {
        int previous = birth.PreviousBoot;
        if (birth.PreviousSequence is not int last || last < 1 || previous < 1 || previous >= boot
            || gaps.FindOpen((long)kid, previous) is not Gap open)
        {
            return true;
        }

        if (last >= open.First)
        {
            gaps.Add((long)kid, previous, open with { Last = last, EndTag = birth.PreviousTag }, now_ms);
            return true;
        }

        gaps.Remove((long)kid, previous, open.First);
        bool endsThere = last == open.First - 1;
        return endsThere && (birth.PreviousTag is null || open.StartTag is null || birth.PreviousTag == open.StartTag);
    }

    private RecordVerdict Begin(ChainEnd end, in RecordHeader header, long now_ms)
    {
        if (!ChainWindow.IsChainStart(header.Sequence, header.PreviousTag))
        {
            return RecordVerdict.ChainBroken;
        }

        bool isFirstEver = end.Boot == 0;
        if (!isFirstEver)
        {
            gaps.Add(end.Kid, end.Boot, new Gap(end.Highest + 1, null, end.LastTag, null, false), now_ms);
            for (int boot = Math.Max(end.Boot + 1, header.Boot - MaxSkippedBoots); boot < header.Boot; boot++)
            {
                gaps.Add(end.Kid, boot, new Gap(1, null, 0, null, false), now_ms);
            }
        }

        chains.Save(end);
        end.Begin(header.Boot, now_ms - header.Uptime_ms, now_ms);
        if (header.Sequence == 1)
        {
            return RecordVerdict.Accepted;
        }

        gaps.Add(end.Kid, header.Boot, new Gap(1, header.Sequence - 1, 0, header.PreviousTag, isFirstEver), now_ms);
        return isFirstEver ? RecordVerdict.Accepted : RecordVerdict.AcceptedAfterGap;
    }

    private RecordVerdict Extend(ChainEnd end, in RecordHeader header, long now_ms)
    {
        if (header.Sequence == end.Highest + 1)
        {
            return header.PreviousTag == end.LastTag ? RecordVerdict.Accepted : RecordVerdict.ChainBroken;
        }

        gaps.Add(end.Kid, header.Boot, new Gap(end.Highest + 1, header.Sequence - 1, end.LastTag, header.PreviousTag, false), now_ms);
        return RecordVerdict.AcceptedAfterGap;
    }

    private RecordVerdict Fill(ChainEnd end, in RecordHeader header, ReadOnlySpan<byte> message, long now_ms)
    {
        if (records.IsSame(end.Kid, header, message) is bool same)
        {
            return same ? RecordVerdict.Duplicate : RecordVerdict.ChainBroken;
        }

        if (gaps.Find(end.Kid, header.Boot, header.Sequence) is not Gap gap)
        {
            return RecordVerdict.OldBoot;
        }

        if (!GapTable.Fits(gap, header))
        {
            return RecordVerdict.ChainBroken;
        }

        gaps.Fill(end.Kid, gap, header, now_ms);
        return RecordVerdict.AcceptedLate;
    }

    private void Note(ChainEnd end, in RecordHeader header, long now_ms)
    {
        if (header.Boot == end.Boot)
        {
            chains.Note(end, header, now_ms);
        }
        else
        {
            chains.NoteOlder(end, header, now_ms);
        }
    }
}
