using System.Text.Unicode;

namespace Bms.Records;

/// <summary>
/// Reads deterministic CBOR (RFC 8949, section 4.2.1) in place: shortest heads, definite lengths, ascending keys. Whatever breaks these
/// rules, or ends too early, makes the call return false, after which the reader's position means nothing. Allocates nothing.
/// </summary>
public ref struct CborSpanReader(ReadOnlySpan<byte> data)
{
    private const int MaxDepth = 8;
    private const int UnsignedInteger = 0;
    private const int NegativeInteger = 1;
    private const int ByteString = 2;
    private const int TextString = 3;
    private const int ArrayOfItems = 4;
    private const int MapOfPairs = 5;
    private const int Tag = 6;
    private const byte Null = 0xf6;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;

    /// <summary>Bytes read so far.</summary>
    public readonly int Position => _position;

    /// <summary>True when every byte has been read.</summary>
    public readonly bool AtEnd => _position == _data.Length;

    /// <summary>True when the next item is null, which <see cref="TrySkip"/> passes over.</summary>
    public readonly bool IsNull => _position < _data.Length && _data[_position] == Null;

    /// <summary>Reads an integer from -2^63 to 2^63 - 1.</summary>
    public bool TryReadInt(out long value)
    {
        value = 0;
        if (!TryReadHead(out int major, out ulong argument) || major > NegativeInteger || argument > long.MaxValue)
        {
            return false;
        }

        value = major == UnsignedInteger ? (long)argument : -1 - (long)argument;
        return true;
    }

    /// <summary>Reads a byte string.</summary>
    public bool TryReadBytes(out ReadOnlySpan<byte> bytes) => TryReadString(ByteString, out bytes);

    /// <summary>Reads a text string of valid UTF-8.</summary>
    public bool TryReadText(out ReadOnlySpan<byte> utf8) => TryReadString(TextString, out utf8) && Utf8.IsValid(utf8);

    /// <summary>Reads the head of an array; its items follow.</summary>
    public bool TryReadArray(out int count) => TryReadCount(ArrayOfItems, 1, out count);

    /// <summary>Reads the head of a map; its keys, each followed by its value, follow.</summary>
    public bool TryReadMap(out int count) => TryReadCount(MapOfPairs, 2, out count);

    /// <summary>Passes over one item of any kind, nested up to 8 deep, and checks its form.</summary>
    public bool TrySkip() => TrySkipItem(MaxDepth);

    private bool TrySkipItem(int depth)
    {
        int start = _position;
        if (depth == 0 || !TryReadHead(out int major, out ulong argument))
        {
            return false;
        }

        switch (major)
        {
            case ByteString or TextString:
                _position = start;
                return major == ByteString ? TryReadBytes(out _) : TryReadText(out _);
            case ArrayOfItems:
                _position = start;
                return TryReadArray(out int count) && TrySkipItems(count, depth);
            case MapOfPairs:
                _position = start;
                return TryReadMap(out int pairs) && TrySkipPairs(pairs, depth);
            case Tag:
                return TrySkipItem(depth - 1);
            default:
                return true;
        }
    }

    private bool TrySkipItems(int count, int depth)
    {
        for (int i = 0; i < count; i++)
        {
            if (!TrySkipItem(depth - 1))
            {
                return false;
            }
        }

        return true;
    }

    private bool TrySkipPairs(int count, int depth)
    {
        ReadOnlySpan<byte> last = default;
        for (int i = 0; i < count; i++)
        {
            int start = _position;
            if (!TrySkipItem(depth - 1))
            {
                return false;
            }

            ReadOnlySpan<byte> key = _data[start.._position];
            if ((i > 0 && key.SequenceCompareTo(last) <= 0) || !TrySkipItem(depth - 1))
            {
                return false;
            }

            last = key;
        }

        return true;
    }

    private bool TryReadString(int wanted, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!TryReadHead(out int major, out ulong length) || major != wanted || length > (ulong)(_data.Length - _position))
        {
            return false;
        }

        bytes = _data.Slice(_position, (int)length);
        _position += (int)length;
        return true;
    }

    // Every item takes at least one byte, so a count beyond what is left is a lie, found before anything is read.
    private bool TryReadCount(int wanted, int itemsEach, out int count)
    {
        count = 0;
        if (!TryReadHead(out int major, out ulong argument) || major != wanted
            || argument > (ulong)((_data.Length - _position) / itemsEach))
        {
            return false;
        }

        count = (int)argument;
        return true;
    }

    private bool TryReadHead(out int major, out ulong argument)
    {
        major = 0;
        argument = 0;
        if (_position >= _data.Length)
        {
            return false;
        }

        byte first = _data[_position++];
        major = first >> 5;
        int info = first & 31;
        if (info < 24)
        {
            argument = (ulong)info;
            return true;
        }

        int bytes = 1 << (info - 24);
        if (info > 27 || _data.Length - _position < bytes)
        {
            return false;
        }

        for (int i = 0; i < bytes; i++)
        {
            argument = (argument << 8) | _data[_position++];
        }

        return IsShortest(major, bytes, argument);
    }

    // Major type 7 carries floats of fixed width, and simple values of which those below 32 need no second byte.
    private static bool IsShortest(int major, int bytes, ulong argument) => (major, bytes) switch
    {
        (7, 1) => argument >= 32,
        (7, _) => true,
        (_, 1) => argument >= 24,
        (_, 2) => argument > byte.MaxValue,
        (_, 4) => argument > ushort.MaxValue,
        _ => argument > uint.MaxValue,
    };
}
