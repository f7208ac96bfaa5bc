namespace Bms.Records;

/// <summary>
/// Reads values one after the other and remembers whether one was not of the type asked for; after that all reads give 0.
/// </summary>
internal ref struct FieldReader(ReadOnlySpan<byte> data)
{
    private const int PpmPerCount = 100;

    private readonly ReadOnlySpan<byte> _data = data;
    private CborSpanReader _reader = new(data);

    /// <summary>True once a read has failed.</summary>
    public bool Failed { get; private set; }

    /// <summary>Number of pairs of a map.</summary>
    public int Count() => Check(_reader.TryReadMap(out int count)) ? count : 0;

    /// <summary>An integer of 64 bits.</summary>
    public long Long() => Check(_reader.TryReadInt(out long value)) ? value : 0;

    /// <summary>An integer of 32 bits.</summary>
    public int Int()
    {
        long value = Long();
        return Check(value is >= int.MinValue and <= int.MaxValue) ? (int)value : 0;
    }

    /// <summary>An integer of 32 bits, or null.</summary>
    public int? NullableInt()
    {
        if (!_reader.IsNull)
        {
            return Int();
        }

        Skip();
        return null;
    }

    /// <summary>A ratio in steps of 1e-4, -200 to 200, in ppm.</summary>
    public int Ratio_ppm()
    {
        int value = Int();
        return Check(value is >= -2_000_000 and <= 2_000_000) ? value * PpmPerCount : 0;
    }

    /// <summary>An array of integers of 32 bits, at most so many.</summary>
    public int[] Ints(int most)
    {
        if (!Check(_reader.TryReadArray(out int count) && count <= most))
        {
            return [];
        }

        int[] values = new int[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = Int();
        }

        return values;
    }

    /// <summary>A byte string.</summary>
    public ReadOnlySpan<byte> Bytes() => Check(_reader.TryReadBytes(out ReadOnlySpan<byte> bytes)) ? bytes : default;

    /// <summary>The 8 bytes that stand for a record's tag.</summary>
    public ulong Tag() => Check(RecordHeader.TryReadTag(ref _reader, out ulong tag)) ? tag : 0;

    /// <summary>A text string as UTF-8.</summary>
    public ReadOnlySpan<byte> Text() => Check(_reader.TryReadText(out ReadOnlySpan<byte> utf8)) ? utf8 : default;

    /// <summary>Any value, as its CBOR.</summary>
    public byte[] Raw()
    {
        int start = _reader.Position;
        return Skip() ? _data[start.._reader.Position].ToArray() : [];
    }

    /// <summary>Passes over any value.</summary>
    public bool Skip() => Check(_reader.TrySkip());

    private bool Check(bool read)
    {
        Failed |= !read;
        return !Failed;
    }
}
