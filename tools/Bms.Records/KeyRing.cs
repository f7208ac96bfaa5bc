namespace Bms.Records;

/// <summary>
/// The keys of many devices, found by the key identifier in a message. Tells who signed a message and what place it claims in that
/// device's chain; whether the place is free is for others to say. Keeps no state. Not for several threads at once.
/// </summary>
public sealed class KeyRing
{
    private readonly Dictionary<ulong, DeviceKey> _keys = [];

    /// <summary>Throws ArgumentException when two keys have the same device and epoch.</summary>
    public KeyRing(IEnumerable<DeviceKey> keys)
    {
        foreach (DeviceKey key in keys)
        {
            if (!_keys.TryAdd(key.Kid, key))
            {
                throw new ArgumentException($"there are two keys for {key}");
            }
        }
    }

    /// <summary>All keys.</summary>
    public IReadOnlyCollection<DeviceKey> Keys => _keys.Values;

    /// <summary>The key with an identifier, or null.</summary>
    public DeviceKey? Find(ulong kid) => _keys.GetValueOrDefault(kid);

    /// <summary>
    /// Accepted when a message bears its device's signature for this topic, given in UTF-8, and begins as records do: then the header is
    /// valid. Else BadShape, UnknownKey, WrongTopic or BadTag. <paramref name="claimed"/> is the key that it names, 0 when it names none
    /// that is here.
    /// </summary>
    public RecordVerdict Authenticate(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, out RecordHeader header, out ulong claimed)
    {
        header = default;
        claimed = 0;
        if (!CoseMac0.TryParse(message, out CoseMac0 cose))
        {
            return RecordVerdict.BadShape;
        }

        if (!_keys.TryGetValue(DeviceKey.KidOf(cose.Kid), out DeviceKey? key))
        {
            return RecordVerdict.UnknownKey;
        }

        claimed = key.Kid;
        return Authenticate(key, topic, cose, out header);
    }

    /// <summary>The same for a parsed message and the key that must have signed it.</summary>
    public static RecordVerdict Authenticate(DeviceKey key, ReadOnlySpan<byte> topic, in CoseMac0 cose, out RecordHeader header)
    {
        header = default;
        if (!key.Matches(cose))
        {
            return RecordVerdict.UnknownKey;
        }

        if (!key.TryReadTopic(topic, out RecordKind kind))
        {
            return RecordVerdict.WrongTopic;
        }

        if (!key.IsAuthentic(cose, topic))
        {
            return RecordVerdict.BadTag;
        }

        return RecordHeader.TryRead(cose, kind, out header) ? RecordVerdict.Accepted : RecordVerdict.BadShape;
    }

    /// <summary>
    /// Verifies a notice, a text on a topic given in UTF-8. It is valid when the verdict is Notice; whether it is newer than another one is
    /// for the caller to say.
    /// </summary>
    public RecordVerdict VerifyNotice(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> text, out LinkNotice notice, out ulong claimed)
    {
        notice = default;
        claimed = 0;
        Span<byte> message = stackalloc byte[LinkNotice.MaxText_bytes];
        if (!LinkNotice.TryDecode(text, message, out int length) || !CoseMac0.TryParse(message[..length], out CoseMac0 cose))
        {
            return RecordVerdict.BadShape;
        }

        if (!_keys.TryGetValue(DeviceKey.KidOf(cose.Kid), out DeviceKey? key))
        {
            return RecordVerdict.UnknownKey;
        }

        claimed = key.Kid;
        if (!key.IsNoticeTopic(topic))
        {
            return RecordVerdict.WrongTopic;
        }

        if (!key.IsAuthentic(cose, topic))
        {
            return RecordVerdict.BadTag;
        }

        return LinkNotice.TryRead((uint)(key.Kid >> 8), cose.Payload, out notice) ? RecordVerdict.Notice : RecordVerdict.BadShape;
    }

    /// <summary>Verifies a receipt on a topic given in UTF-8; it is valid when the verdict is Receipt.</summary>
    public RecordVerdict VerifyReceipt(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, out Receipt receipt)
    {
        receipt = default;
        if (!CoseMac0.TryParse(message, out CoseMac0 cose))
        {
            return RecordVerdict.BadShape;
        }

        if (!_keys.TryGetValue(DeviceKey.KidOf(cose.Kid), out DeviceKey? key))
        {
            return RecordVerdict.UnknownKey;
        }

        if (!key.IsReceiptTopic(topic))
        {
            return RecordVerdict.WrongTopic;
        }

        return !key.IsAuthentic(cose, topic) ? RecordVerdict.BadTag
            : Receipt.TryRead(cose.Payload, out receipt) ? RecordVerdict.Receipt : RecordVerdict.BadShape;
    }
}
