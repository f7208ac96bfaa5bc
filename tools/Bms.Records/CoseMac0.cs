using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Bms.Records;

/// <summary>
/// A record's envelope: an untagged COSE_Mac0 (RFC 9052, section 6.2) in the one form that devices send. The protected header is
/// {1: 5 (HMAC 256/256), 4: key identifier of 5 bytes} and nothing else, the unprotected one is empty, the tag has all its 32 bytes.
/// Any other header is refused: what no device sends, no attacker gets to choose either.
/// </summary>
public readonly ref struct CoseMac0
{
    /// <summary>Longest record in bytes; one of 96 cells takes about 400.</summary>
    public const int MaxMessage_bytes = 1024;

    /// <summary>Longest topic in bytes.</summary>
    public const int MaxTopic_bytes = 256;

    /// <summary>Length of a tag in bytes.</summary>
    public const int TagSize = 32;

    /// <summary>Length of a key identifier in bytes: 4 of the device's number, 1 of its key's epoch.</summary>
    public const int KidSize = 5;

    private const int HeaderStart = 1;
    private const int KidStart = 7;
    private const int PayloadStart = KidStart + KidSize + 1;
    private const int MaxStructure = 6 + PayloadStart + 3 + MaxTopic_bytes + MaxMessage_bytes;

    private readonly ReadOnlySpan<byte> _message;
    private readonly int _payloadEnd;

    private CoseMac0(ReadOnlySpan<byte> message, ReadOnlySpan<byte> payload, int payloadEnd)
    {
        _message = message;
        _payloadEnd = payloadEnd;
        Payload = payload;
    }

    // An array of 4; a byte string of 10: a map of 2, 1: 5, 4: a byte string of 5.
    private static ReadOnlySpan<byte> Start => [0x84, 0x4A, 0xA2, 0x01, 0x05, 0x04, 0x45];

    // An array of 4; the text MAC0.
    private static ReadOnlySpan<byte> Context => [0x84, 0x64, 0x4D, 0x41, 0x43, 0x30];

    /// <summary>The key identifier.</summary>
    public ReadOnlySpan<byte> Kid => _message.Slice(KidStart, KidSize);

    /// <summary>The signed content.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>The tag as received.</summary>
    public ReadOnlySpan<byte> Tag => _message[^TagSize..];

    /// <summary>Offset of the payload in the message.</summary>
    public int PayloadOffset => _payloadEnd - Payload.Length;

    /// <summary>Finds the parts of a message. Returns false when it has any other form; nothing of it is authentic yet.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out CoseMac0 cose)
    {
        cose = default;
        if (message.Length is < PayloadStart or > MaxMessage_bytes || !message.StartsWith(Start) || message[PayloadStart - 1] != 0xA0)
        {
            return false;
        }

        CborSpanReader reader = new(message[PayloadStart..]);
        if (!reader.TryReadBytes(out ReadOnlySpan<byte> payload))
        {
            return false;
        }

        int payloadEnd = PayloadStart + reader.Position;
        if (!reader.TryReadBytes(out ReadOnlySpan<byte> tag) || tag.Length != TagSize || !reader.AtEnd)
        {
            return false;
        }

        cose = new CoseMac0(message, payload, payloadEnd);
        return true;
    }

    /// <summary>
    /// Writes and signs an envelope around a payload of at most 255 bytes, for a topic in UTF-8; returns its length, at most the payload's
    /// and 49.
    /// </summary>
    public static int Write(DeviceKey key, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, Span<byte> to)
    {
        Start.CopyTo(to);
        BinaryPrimitives.WriteUInt32BigEndian(to[KidStart..], (uint)(key.Kid >> 8));
        to[KidStart + KidSize - 1] = (byte)key.Epoch;
        to[PayloadStart - 1] = 0xA0;
        int at = Append(payload, to, WriteByteStringHead(payload.Length, to, PayloadStart));
        at = WriteByteStringHead(TagSize, to, at);
        to.Slice(at, TagSize).Clear();
        _ = TryParse(to[..(at + TagSize)], out CoseMac0 cose);
        key.Sign(cose, topic, to.Slice(at, TagSize));
        return at + TagSize;
    }

    /// <summary>
    /// Tells in constant time whether the tag is right for this topic (the external_aad, at most 256 bytes long) under the key of
    /// <paramref name="hmac"/>, an HMAC-SHA256 with nothing appended; it is left so.
    /// </summary>
    public bool IsAuthentic(IncrementalHash hmac, ReadOnlySpan<byte> topic)
    {
        if (topic.Length > MaxTopic_bytes)
        {
            return false;
        }

        Span<byte> tag = stackalloc byte[TagSize];
        ComputeTag(hmac, topic, tag);
        return CryptographicOperations.FixedTimeEquals(tag, Tag);
    }

    /// <summary>Computes the 32 bytes that the tag must have; see <see cref="IsAuthentic"/>.</summary>
    public void ComputeTag(IncrementalHash hmac, ReadOnlySpan<byte> topic, Span<byte> tag)
    {
        Span<byte> structure = stackalloc byte[MaxStructure];
        int length = WriteStructure(topic, structure);
        hmac.AppendData(structure[..length]);
        hmac.GetHashAndReset(tag);
    }

    // MAC_structure = ["MAC0", protected, external_aad, payload]; header and payload stand in the message as they stand here.
    private int WriteStructure(ReadOnlySpan<byte> topic, Span<byte> structure)
    {
        ReadOnlySpan<byte> header = _message[HeaderStart..(PayloadStart - 1)];
        ReadOnlySpan<byte> payload = _message[PayloadStart.._payloadEnd];
        int at = Append(Context, structure, 0);
        at = Append(header, structure, at);
        at = WriteByteStringHead(topic.Length, structure, at);
        at = Append(topic, structure, at);
        return Append(payload, structure, at);
    }

    private static int WriteByteStringHead(int length, Span<byte> to, int at)
    {
        if (length < 24)
        {
            to[at++] = (byte)(0x40 | length);
            return at;
        }

        if (length < 256)
        {
            to[at++] = 0x58;
            to[at++] = (byte)length;
            return at;
        }

        to[at++] = 0x59;
        to[at++] = (byte)(length >> 8);
        to[at++] = (byte)length;
        return at;
    }

    private static int Append(ReadOnlySpan<byte> bytes, Span<byte> to, int at)
    {
        bytes.CopyTo(to[at..]);
        return at + bytes.Length;
    }
}
