using System.Numerics;

namespace Bms.Records;

/// <summary>
/// What is known of one boot of a device: which of the last 64 records were accepted, and their tags. For a record that is missing while
/// its successor is there, the tag that the successor names; so a record that comes late must fit on both sides.
/// </summary>
public sealed class ChainWindow
{
    /// <summary>Records looked back.</summary>
    public const int Size = 64;

    private readonly ulong[] _tag = new ulong[Size];
    private ulong _seen;
    private ulong _named;

    /// <summary>Boot counter; 0 = nothing accepted yet.</summary>
    public int Boot { get; private set; }

    /// <summary>Highest record number accepted.</summary>
    public int Highest { get; private set; }

    /// <summary>Records accepted.</summary>
    public int Accepted { get; private set; }

    /// <summary>Records of this boot up to the highest that have not come.</summary>
    public int Missing => Highest - Accepted;

    /// <summary>Tag of the highest record.</summary>
    public ulong LastTag => _tag[Slot(Highest)];

    /// <summary>Forgets everything and begins a boot.</summary>
    public void Begin(int boot)
    {
        Boot = boot;
        Highest = 0;
        Accepted = 0;
        _seen = 0;
        _named = 0;
    }

    /// <summary>Judges an authentic record of this boot and, when it is accepted, remembers it.</summary>
    public RecordVerdict Judge(int sequence, ulong previousTag, ulong tag)
    {
        RecordVerdict verdict = sequence > Highest ? JudgeNew(sequence, previousTag) : JudgeOld(sequence, previousTag, tag);
        if (verdict.IsAccepted())
        {
            Remember(sequence, previousTag, tag);
        }

        return verdict;
    }

    /// <summary>True when the first record of a chain has the predecessor that it must have: none.</summary>
    public static bool IsChainStart(int sequence, ulong previousTag) => sequence > 1 || previousTag == 0;

    private RecordVerdict JudgeNew(int sequence, ulong previousTag)
    {
        if (sequence > Highest + 1)
        {
            return RecordVerdict.AcceptedAfterGap;
        }

        ulong expected = Highest == 0 ? 0 : LastTag;
        return previousTag == expected ? RecordVerdict.Accepted : RecordVerdict.ChainBroken;
    }

    private RecordVerdict JudgeOld(int sequence, ulong previousTag, ulong tag)
    {
        if (Highest - sequence >= Size)
        {
            return RecordVerdict.Replay;
        }

        if (Has(_seen, sequence))
        {
            return _tag[Slot(sequence)] == tag ? RecordVerdict.Duplicate : RecordVerdict.ChainBroken;
        }

        bool fitsSuccessor = !Has(_named, sequence) || _tag[Slot(sequence)] == tag;
        bool predecessorKnown = sequence > 1 && Highest - sequence < Size - 1 && Has(_seen, sequence - 1);
        bool fitsPredecessor = !predecessorKnown || _tag[Slot(sequence - 1)] == previousTag;
        bool fits = fitsSuccessor && fitsPredecessor && IsChainStart(sequence, previousTag);
        return fits ? RecordVerdict.AcceptedLate : RecordVerdict.ChainBroken;
    }

    private void Remember(int sequence, ulong previousTag, ulong tag)
    {
        if (sequence > Highest)
        {
            Advance(sequence);
        }

        _tag[Slot(sequence)] = tag;
        _seen |= Bit(sequence);
        Accepted++;
        int predecessor = sequence - 1;
        if (predecessor >= 1 && Highest - predecessor < Size && !Has(_seen, predecessor))
        {
            _tag[Slot(predecessor)] = previousTag;
            _named |= Bit(predecessor);
        }
    }

    // The slots that the window moves over belong to new records now.
    private void Advance(int sequence)
    {
        int steps = Math.Min(sequence - Highest, Size);
        ulong moved = steps == Size ? ulong.MaxValue : BitOperations.RotateLeft((1UL << steps) - 1, Slot(Highest + 1));
        _seen &= ~moved;
        _named &= ~moved;
        Highest = sequence;
    }

    private static int Slot(int sequence) => sequence % Size;

    private static ulong Bit(int sequence) => 1UL << Slot(sequence);

    private static bool Has(ulong set, int sequence) => (set & Bit(sequence)) != 0;
}
