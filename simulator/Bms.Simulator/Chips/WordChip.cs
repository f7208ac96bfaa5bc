using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// A chip with a register pointer of one byte and registers of 16 bits, high byte first. The pointer stays until the next write.
/// A write that breaks off before the low byte changes nothing.
/// </summary>
public abstract class WordChip : VirtualChip
{
    private int _pointer;

    protected WordChip(VirtualClock clock, int inputs)
        : base(clock, inputs)
    {
    }

    /// <inheritdoc/>
    public override void PowerOnReset() => _pointer = 0;

    /// <inheritdoc/>
    protected sealed override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            _pointer = bytes[0];
        }

        if (bytes.Length >= 3)
        {
            WriteWord(_pointer, (bytes[1] << 8) | bytes[2]);
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    protected sealed override void Send(Span<byte> bytes)
    {
        int word = ReadWord(_pointer);
        if (bytes.Length > 0)
        {
            bytes[0] = (byte)(word >> 8);
        }

        if (bytes.Length > 1)
        {
            bytes[1] = (byte)word;
        }

        // An idle SDA line is high: what the chip does not send reads as ones.
        for (int i = 2; i < bytes.Length; i++)
        {
            bytes[i] = 0xFF;
        }
    }

    /// <summary>The 16 bits of a register as the bus shows them, with the side effects of reading it.</summary>
    protected abstract int ReadWord(int address);

    /// <summary>Writes 16 bits to a register; a register that cannot be written ignores them.</summary>
    protected abstract void WriteWord(int address, int value);
}
