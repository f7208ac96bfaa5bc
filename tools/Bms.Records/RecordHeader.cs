using System.Buffers.Binary;

namespace Bms.Records;

/// <summary>The fields that begin every record, fields 0 to 6, and where the rest of it stands.</summary>
public readonly record struct RecordHeader
{
    private const int ChainSize = 8;

    /// <summary>The device's number, from the key identifier.</summary>
    public uint Device { get; init; }

    /// <summary>Epoch of the key that signed it.</summary>
    public int KeyEpoch { get; init; }

    /// <summary>What the topic says the record is.</summary>
    public RecordKind Kind { get; init; }

    /// <summary>Number of the list of fields.</summary>
    public int Schema { get; private init; }

    /// <summary>Boot counter, from 1.</summary>
    public int Boot { get; private init; }

    /// <summary>Number of the record in its boot, from 1.</summary>
    public int Sequence { get; private init; }

    /// <summary>First 8 bytes of the predecessor's tag, high byte first; 0 in record 1.</summary>
    public ulong PreviousTag { get; private init; }

    /// <summary>First 8 bytes of this record's tag, high byte first.</summary>
    public ulong Tag { get; init; }

    /// <summary>The device's uptime in ms.</summary>
    public long Uptime_ms { get; private init; }

    /// <summary>The device's wall time in s since 1970 (UTC), null when it has none. Advisory.</summary>
    public long? Utc_s { get; private init; }

    /// <summary>0 = no wall time, 1 = held over a reset, 2 = real-time clock, 3 = network time.</summary>
    public int ClockQuality { get; private init; }

    /// <summary>Offset of the payload in the message.</summary>
    public int PayloadOffset { get; init; }

    /// <summary>Length of the payload in bytes.</summary>
    public int PayloadLength { get; init; }

    /// <summary>
    /// Reads the fields from a payload. Returns false unless the payload is one deterministic map that begins with fields 0 to 6, each of
    /// its type and range.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out RecordHeader header)
    {
        header = default;
        CborSpanReader whole = new(payload);
        CborSpanReader reader = new(payload);
        if (!whole.TrySkip() || !whole.AtEnd || !reader.TryReadMap(out _)
            || !TryInt(ref reader, 0, int.MaxValue, out long schema)
            || !TryInt(ref reader, 1, int.MaxValue, out long boot) || boot < 1
            || !TryInt(ref reader, 2, int.MaxValue, out long sequence) || sequence < 1
            || !TryKey(ref reader, 3) || !TryReadTag(ref reader, out ulong previousTag)
            || !TryInt(ref reader, 4, long.MaxValue, out long uptime_ms)
            || !TryKey(ref reader, 5) || !TryReadUtc(ref reader, out long? utc_s)
            || !TryInt(ref reader, 6, 3, out long quality))
        {
            return false;
        }

        header = new RecordHeader
        {
            Schema = (int)schema,
            Boot = (int)boot,
            Sequence = (int)sequence,
            PreviousTag = previousTag,
            Uptime_ms = uptime_ms,
            Utc_s = utc_s,
            ClockQuality = (int)quality,
        };
        return true;
    }

    /// <summary>Reads the fields of an envelope, which says nothing of its being authentic; see the other overload.</summary>
    public static bool TryRead(in CoseMac0 cose, RecordKind kind, out RecordHeader header)
    {
        bool read = TryRead(cose.Payload, out header);
        ulong kid = DeviceKey.KidOf(cose.Kid);
        header = header with
        {
            Device = (uint)(kid >> 8),
            KeyEpoch = (int)(kid & 0xFF),
            Kind = kind,
            Tag = BinaryPrimitives.ReadUInt64BigEndian(cose.Tag),
            PayloadOffset = cose.PayloadOffset,
            PayloadLength = cose.Payload.Length,
        };
        return read;
    }

    /// <summary>Reads the 8 bytes that stand for a tag.</summary>
    public static bool TryReadTag(ref CborSpanReader reader, out ulong tag)
    {
        bool read = reader.TryReadBytes(out ReadOnlySpan<byte> bytes) && bytes.Length == ChainSize;
        tag = read ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : 0;
        return read;
    }

    private static bool TryReadUtc(ref CborSpanReader reader, out long? utc_s)
    {
        utc_s = null;
        if (reader.IsNull)
        {
            return reader.TrySkip();
        }

        bool read = reader.TryReadInt(out long value) && value >= 0;
        utc_s = value;
        return read;
    }

    private static bool TryInt(ref CborSpanReader reader, int key, long top, out long value)
    {
        value = 0;
        return TryKey(ref reader, key) && reader.TryReadInt(out value) && value >= 0 && value <= top;
    }

    private static bool TryKey(ref CborSpanReader reader, int key) => reader.TryReadInt(out long found) && found == key;
}
