namespace Bms.Records;

/// <summary>
/// What the store of a fleet answers to a device on its topic /c: records <paramref name="First"/> to <paramref name="Last"/> of a boot
/// are stored, the device may forget them. Signed with the device's own key; the topic is signed too, so that a receipt is never a record,
/// nor a record a receipt. It may be repeated or come late: it stays true.
/// </summary>
/// <param name="Boot">Boot counter, from 1.</param>
/// <param name="First">Number of the first record, from 1.</param>
/// <param name="Last">Number of the last one, First or more.</param>
public readonly record struct Receipt(int Boot, int First, int Last)
{
    /// <summary>Longest receipt in bytes.</summary>
    public const int MaxMessage_bytes = 80;

    /// <summary>True for a topic that carries receipts; nothing is said of whose it is.</summary>
    public static bool IsTopic(ReadOnlySpan<byte> topic) => topic.EndsWith("/c"u8);

    /// <summary>Writes and signs it for a topic in UTF-8; returns its length.</summary>
    public int Write(DeviceKey key, ReadOnlySpan<byte> topic, Span<byte> to)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> payload = stackalloc byte[MaxMessage_bytes];
        return CoseMac0.Write(key, topic, payload[..WritePayload(payload)], to);
    }

    /// <summary>Reads the fields; false when they are not exactly those of a receipt, each in its range.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> payload, out Receipt receipt)
    {
        receipt = default;
        CborSpanReader reader = new(payload);
        if (!reader.TryReadMap(out int count) || count != 4
            || !TryField(ref reader, 0, RecordDecoder.Schema, out _) || !TryField(ref reader, 1, 1, out int boot)
            || !TryField(ref reader, 84, 1, out int first) || !TryField(ref reader, 85, first, out int last) || !reader.AtEnd)
        {
            return false;
        }

        receipt = new Receipt(boot, first, last);
        return true;
    }

    private static bool TryField(ref CborSpanReader reader, int key, int low, out int value)
    {
        bool read = reader.TryReadInt(out long found) & reader.TryReadInt(out long number);
        value = (int)Math.Clamp(number, 0, int.MaxValue);
        return read && found == key && number >= low && number <= int.MaxValue;
    }

    // Field 0 is the schema; 84 and 85 are the numbers of the first and the last record.
    private int WritePayload(Span<byte> to)
    {
        to[0] = 0xA4;
        int at = WriteInt(RecordDecoder.Schema, to, WriteInt(0, to, 1));
        at = WriteInt(Boot, to, WriteInt(1, to, at));
        at = WriteInt(First, to, WriteInt(84, to, at));
        return WriteInt(Last, to, WriteInt(85, to, at));
    }

    // RFC 8949, section 3: the shortest form of a number that is not negative.
    private static int WriteInt(int value, Span<byte> to, int at)
    {
        int bytes = value < 24 ? 0 : value < 0x100 ? 1 : value < 0x10000 ? 2 : 4;
        to[at++] = (byte)(bytes switch { 0 => value, 1 => 24, 2 => 25, _ => 26 });
        for (int i = bytes - 1; i >= 0; i--)
        {
            to[at++] = (byte)(value >> (8 * i));
        }

        return at;
    }
}
