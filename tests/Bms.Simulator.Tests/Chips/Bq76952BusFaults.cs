using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Turns one bit over in a share of the bytes that are read.</summary>
internal sealed class FlippedBits(double rate) : II2cFault
{
    private readonly NoiseSource _random = new(7, "bits");

    public int Flipped { get; private set; }

    public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
    {
        extra_us = 0;
        return I2cVerdict.Pass;
    }

    public void OnReadData(int address, Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            if (_random.Uniform(0, 1) < rate)
            {
                bytes[i] ^= (byte)(1 << (int)(_random.Next() % 8));
                Flipped++;
            }
        }
    }
}

/// <summary>The chip loses its supply for a moment before a transfer.</summary>
internal sealed class ResetAt(Bq76952Rig rig, int transfer) : II2cFault
{
    private int _left = transfer;

    public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
    {
        extra_us = 0;
        if (--_left == 0)
        {
            rig.Chip.PowerOnReset();
        }

        return I2cVerdict.Pass;
    }

    public void OnReadData(int address, Span<byte> bytes)
    {
    }
}
