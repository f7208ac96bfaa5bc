namespace Bms.Twins.Tests;

/// <summary>A chip of 256 bytes: the first byte written sets the pointer, further bytes are stored.</summary>
internal sealed class RamChip : II2cChip
{
    public byte[] Memory { get; } = new byte[256];

    public int Pointer { get; private set; }

    /// <summary>Bytes acknowledged of one write; more are refused.</summary>
    public int Patience { get; set; } = int.MaxValue;

    public bool Present { get; set; } = true;

    /// <summary>Transfers that have come to their end.</summary>
    public int Transfers { get; private set; }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (!Present)
        {
            return -1;
        }

        int taken = Math.Min(bytes.Length, Patience);
        for (int i = 0; i < taken; i++)
        {
            if (i == 0)
            {
                Pointer = bytes[0];
            }
            else
            {
                Memory[Pointer++ & 255] = bytes[i];
            }
        }

        return taken;
    }

    public bool Read(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = Memory[(Pointer + i) & 255];
        }

        return Present;
    }

    public void EndTransfer() => Transfers++;
}
