using Bms.Twins;

namespace Bms.Tests.Drivers;

/// <summary>The least of an MCP4728: keeps what is written by the three-byte form, and reads six bytes a channel.</summary>
internal sealed class DacChip : II2cChip
{
    /// <summary>Bytes of the last write.</summary>
    public byte[] Written { get; private set; } = [];

    /// <summary>Upper and lower byte of each channel.</summary>
    public byte[,] Channels { get; } = new byte[4, 2];

    /// <summary>True: it acknowledges and keeps nothing.</summary>
    public bool Forgets { get; set; }

    /// <summary>Transfers that are not acknowledged from now on.</summary>
    public int DeafFor { get; set; }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (DeafFor-- > 0)
        {
            return -1;
        }

        Written = bytes.ToArray();
        for (int i = 0; i + 2 < bytes.Length && !Forgets; i += 3)
        {
            int channel = (bytes[i] >> 1) & 3;
            Channels[channel, 0] = bytes[i + 1];
            Channels[channel, 1] = bytes[i + 2];
        }

        return bytes.Length;
    }

    public bool Read(Span<byte> bytes)
    {
        if (DeafFor-- > 0)
        {
            return false;
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (i % 6) is 1 or 2 ? Channels[i / 6, (i % 6) - 1] : (byte)0xC0;
        }

        return true;
    }
}
