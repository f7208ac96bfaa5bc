using System.Buffers.Text;

namespace Bms.Records;

/// <summary>What a device says of its connection.</summary>
public enum LinkState
{
    /// <summary>It has broken: the will, published by the broker.</summary>
    Lost = 0,

    /// <summary>The device has ended its boot in order.</summary>
    Closed = 1,

    /// <summary>It is connected.</summary>
    Online = 2,
}

/// <summary>
/// A notice on a device's topic /s: signed like a record, as base64url text (RFC 4648, section 5), but in no chain. The will is signed when
/// a connection begins and published by the broker when it likes: a notice tells what the device allowed to be said of one connection of
/// one boot, not when it was said.
/// </summary>
/// <param name="Device">The device's number, from the key identifier.</param>
/// <param name="Boot">Boot counter, from 1.</param>
/// <param name="Connection">Number of the connection in that boot, from 1.</param>
/// <param name="State">What it says.</param>
/// <param name="Uptime_ms">The device's uptime when it signed.</param>
public readonly record struct LinkNotice(uint Device, int Boot, int Connection, LinkState State, long Uptime_ms)
{
    /// <summary>Longest text of a notice, in bytes.</summary>
    public const int MaxText_bytes = 512;

    /// <summary>True for a topic that carries notices; nothing is said of whose it is.</summary>
    public static bool IsTopic(ReadOnlySpan<byte> topic) => topic.EndsWith("/s"u8);

    /// <summary>
    /// True when this says something newer than the other: of a later boot or connection, or the end of the same one. An end in order
    /// outweighs a broken connection, because a device that has said goodbye may be cut off all the same.
    /// </summary>
    public bool Supersedes(in LinkNotice other) => (Boot, Connection, Rank).CompareTo((other.Boot, other.Connection, other.Rank)) > 0;

    /// <summary>Decodes the text into <paramref name="message"/>, which has 512 bytes; the envelope is its first part.</summary>
    internal static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> message, out int length)
    {
        length = 0;
        return text.Length <= MaxText_bytes && Base64Url.DecodeFromUtf8(text, message, out int consumed, out length)
            == System.Buffers.OperationStatus.Done && consumed == text.Length;
    }

    /// <summary>Reads the fields; false when they are not exactly those of a notice, each in its range.</summary>
    internal static bool TryRead(uint device, ReadOnlySpan<byte> payload, out LinkNotice notice)
    {
        notice = default;
        CborSpanReader reader = new(payload);
        if (!reader.TryReadMap(out int count) || count != 5
            || !TryField(ref reader, 0, 0, int.MaxValue, out _) || !TryField(ref reader, 1, 1, int.MaxValue, out long boot)
            || !TryField(ref reader, 4, 0, long.MaxValue, out long uptime_ms)
            || !TryField(ref reader, 30, 1, int.MaxValue, out long connection)
            || !TryField(ref reader, 31, 0, 2, out long state) || !reader.AtEnd)
        {
            return false;
        }

        notice = new LinkNotice(device, (int)boot, (int)connection, (LinkState)state, uptime_ms);
        return true;
    }

    private int Rank => State switch { LinkState.Online => 0, LinkState.Lost => 1, _ => 2 };

    private static bool TryField(ref CborSpanReader reader, int key, long low, long high, out long value)
    {
        value = 0;
        return reader.TryReadInt(out long found) && found == key && reader.TryReadInt(out value) && value >= low && value <= high;
    }
}
