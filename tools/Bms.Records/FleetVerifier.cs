using System.Text;

namespace Bms.Records;

/// <summary>
/// Verifies the records of many devices: finds the key by the key identifier in the envelope, and counts the verdicts.
/// Not for several threads at once; to use more cores, give each its own devices.
/// </summary>
public sealed class FleetVerifier
{
    private readonly Dictionary<ulong, DeviceVerifier> _devices = [];
    private readonly KeyRing _ring;
    private readonly long[] _counts = new long[RecordVerdicts.Count];

    /// <summary>Throws ArgumentException when two keys have the same device and epoch.</summary>
    public FleetVerifier(IEnumerable<DeviceKey> keys)
    {
        _ring = new KeyRing(keys);
        foreach (DeviceKey key in _ring.Keys)
        {
            _devices[key.Kid] = new DeviceVerifier(key);
        }
    }

    /// <summary>All devices and their state.</summary>
    public IReadOnlyCollection<DeviceVerifier> Devices => _devices.Values;

    /// <summary>How often a verdict was given.</summary>
    public long Count(RecordVerdict verdict) => _counts[(int)verdict];

    /// <summary>Records accepted.</summary>
    public long Accepted =>
        Count(RecordVerdict.Accepted) + Count(RecordVerdict.AcceptedAfterGap) + Count(RecordVerdict.AcceptedLate);

    /// <summary>Verifies a message published on a topic. The header is valid when the verdict is authentic.</summary>
    public RecordVerdict Verify(string topic, ReadOnlySpan<byte> message, out RecordHeader header)
    {
        Span<byte> utf8 = stackalloc byte[CoseMac0.MaxTopic_bytes];
        if (Encoding.UTF8.TryGetBytes(topic, utf8, out int length))
        {
            return Verify(utf8[..length], message, out header);
        }

        header = default;
        return Note(RecordVerdict.WrongTopic);
    }

    /// <summary>Verifies a message published on a topic given in UTF-8; see the other overload.</summary>
    public RecordVerdict Verify(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> message, out RecordHeader header)
    {
        header = default;
        if (LinkNotice.IsTopic(topic))
        {
            return Note(VerifyNotice(topic, message, out _));
        }

        if (Receipt.IsTopic(topic))
        {
            return Note(_ring.VerifyReceipt(topic, message, out _));
        }

        if (!CoseMac0.TryParse(message, out CoseMac0 cose))
        {
            return Note(RecordVerdict.BadShape);
        }

        bool known = _devices.TryGetValue(DeviceKey.KidOf(cose.Kid), out DeviceVerifier? device);
        return Note(known ? device!.Verify(topic, cose, out header) : RecordVerdict.UnknownKey);
    }

    /// <summary>
    /// Verifies a notice, a text on a topic given in UTF-8. It is valid when the verdict is Notice, and changes nothing here: whether it is
    /// newer than another one is for the caller to say.
    /// </summary>
    public RecordVerdict VerifyNotice(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> text, out LinkNotice notice) =>
        _ring.VerifyNotice(topic, text, out notice, out _);

    private RecordVerdict Note(RecordVerdict verdict)
    {
        _counts[(int)verdict]++;
        return verdict;
    }
}
