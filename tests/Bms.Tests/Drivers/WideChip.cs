using Bms.Twins;

namespace Bms.Tests.Drivers;

/// <summary>A chip whose registers have two, three or five bytes behind one pointer, high byte first, as the INA228.</summary>
internal sealed class WideChip : II2cChip
{
    private readonly byte[][] _registers = new byte[64][];
    private int _pointer;

    public List<(int Register, int Value)> Written { get; } = [];

    /// <summary>Called before a register is read.</summary>
    public Action<int>? OnRead { get; set; }

    public void Set(int register, int bytes, long value)
    {
        _registers[register] = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            _registers[register][i] = (byte)(value >> (8 * (bytes - 1 - i)));
        }
    }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        _pointer = bytes[0];
        if (bytes.Length > 1)
        {
            _registers[_pointer] = bytes[1..].ToArray();
            Written.Add((_pointer, (bytes[1] << 8) | bytes[2]));
        }

        return bytes.Length;
    }

    public bool Read(Span<byte> bytes)
    {
        OnRead?.Invoke(_pointer);
        bytes.Fill(0xFF);
        _registers[_pointer]?.AsSpan(0, Math.Min(bytes.Length, _registers[_pointer].Length)).CopyTo(bytes);
        return true;
    }
}
