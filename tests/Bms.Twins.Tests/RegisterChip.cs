namespace Bms.Twins.Tests;

/// <summary>A chip of 16-bit big-endian registers behind a pointer, as the INA219's: what is written can be read back.</summary>
internal sealed class RegisterChip : II2cChip
{
    private int _pointer;

    public ushort[] Register { get; } = new ushort[8];

    public List<(int Register, ushort Value)> Written { get; } = [];

    /// <summary>Acknowledges neither address.</summary>
    public bool Deaf { get; set; }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (Deaf)
        {
            return -1;
        }

        _pointer = bytes[0];
        if (bytes.Length == 3)
        {
            Register[_pointer] = (ushort)((bytes[1] << 8) | bytes[2]);
            Written.Add((_pointer, Register[_pointer]));
        }

        return bytes.Length;
    }

    public bool Read(Span<byte> bytes)
    {
        if (!Deaf)
        {
            bytes[0] = (byte)(Register[_pointer] >> 8);
            bytes[1] = (byte)Register[_pointer];
        }

        return !Deaf;
    }
}
