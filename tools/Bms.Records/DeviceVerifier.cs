namespace Bms.Records;

/// <summary>
/// Verifies the records of one device under one key and keeps its place in the chain. Checked in this order: size and shape, key, topic,
/// MAC, boot, window, chain. Only an authentic record moves the state. Allocates nothing per record. Not for several threads at once.
/// </summary>
public sealed class DeviceVerifier(DeviceKey key)
{
    private ChainWindow _current = new();
    private ChainWindow _previous = new();
    private long _missingOlder;

    /// <summary>The device's key.</summary>
    public DeviceKey Key { get; } = key;

    /// <summary>The newest boot seen; its Boot is 0 before the first record.</summary>
    public ChainWindow Current => _current;

    /// <summary>The boot seen before that one; its Boot is 0 when there was none.</summary>
    public ChainWindow Previous => _previous;

    /// <summary>The last record of the previous boot as the device itself states it; unknown until a birth record has stated it.</summary>
    public BootTail PreviousTail { get; private set; }

    /// <summary>Records known to be missing, in all boots.</summary>
    public long Missing => _missingOlder + MissingPrevious + _current.Missing;

    private long MissingPrevious => _previous.Missing + PreviousTail.MissingAfter(_previous);

    /// <summary>Verifies a message published on a topic given in UTF-8. The header is valid when the verdict is authentic.</summary>
    public RecordVerdict Verify(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, out RecordHeader header)
    {
        header = default;
        return CoseMac0.TryParse(message, out CoseMac0 cose) ? Verify(topic, cose, out header) : RecordVerdict.BadShape;
    }

    /// <summary>Verifies a parsed message; see the other overload.</summary>
    public RecordVerdict Verify(ReadOnlySpan<byte> topic, in CoseMac0 cose, out RecordHeader header)
    {
        RecordVerdict signed = KeyRing.Authenticate(Key, topic, cose, out header);
        if (!signed.IsAccepted())
        {
            return signed;
        }

        RecordVerdict verdict = Judge(header);
        if (verdict.IsAccepted() && header.Kind == RecordKind.Birth && header.Boot == _current.Boot)
        {
            PreviousTail = BootTail.Read(cose.Payload, _previous);
        }

        return verdict;
    }

    private RecordVerdict Judge(in RecordHeader header)
    {
        if (header.Boot > _current.Boot)
        {
            if (!ChainWindow.IsChainStart(header.Sequence, header.PreviousTag))
            {
                return RecordVerdict.ChainBroken;
            }

            _missingOlder += MissingPrevious;
            (_current, _previous) = (_previous, _current);
            _current.Begin(header.Boot);
            PreviousTail = default;
        }

        if (header.Boot == _current.Boot)
        {
            return _current.Judge(header.Sequence, header.PreviousTag, header.Tag);
        }

        return header.Boot == _previous.Boot ? JudgePrevious(header) : RecordVerdict.OldBoot;
    }

    // A record of the boot before: it can close a gap or lengthen the end, but not beyond the end that the device has stated.
    private RecordVerdict JudgePrevious(in RecordHeader header)
    {
        if (PreviousTail.IsKnown && header.Sequence > PreviousTail.Last)
        {
            return RecordVerdict.ChainBroken;
        }

        RecordVerdict verdict = _previous.Judge(header.Sequence, header.PreviousTag, header.Tag);
        return verdict.IsAccepted() ? RecordVerdict.AcceptedLate : verdict;
    }
}
