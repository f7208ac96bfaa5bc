namespace System;

public readonly ref struct SpanByte
{
    private readonly byte[] _array;
    private readonly int _start;

    public SpanByte(byte[] array)
        : this(array, 0, array?.Length ?? 0)
    {
    }

    public SpanByte(byte[] array, int start, int length)
    {
        if (start < 0 || length < 0 || start > (array?.Length ?? 0) - length)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        _array = array;
        _start = start;
        Length = length;
    }

    public static SpanByte Empty => default;

    public bool IsEmpty => Length == 0;

    public int Length { get; }

    internal Span<byte> Bytes => new(_array, _start, Length);

    public byte this[int index]
    {
        get => Bytes[index];
        set => Bytes[index] = value;
    }

    public static implicit operator SpanByte(byte[] array) => new(array);

    public void CopyTo(SpanByte destination) => Bytes.CopyTo(destination.Bytes);

    public SpanByte Slice(int start) => Slice(start, Length - start);

    public SpanByte Slice(int start, int length)
    {
        if (start < 0 || length < 0 || start > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(start));
        }

        return new SpanByte(_array, _start + start, length);
    }

    public byte[] ToArray() => Bytes.ToArray();
}
