using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// MCP4728 at its bus (DS22187E): fast write, multi-write, and a read of all registers. Its memory holds 0 V at the internal reference and
/// is never written. Writes to the memory and other commands are counted as misuse.
/// </summary>
public sealed class Mcp4728Chip : VirtualChip
{
    private const int Channels = 4, EepromUpper = 0x90;
    private const double Reference_V = 2.048, Supply_V = 3.3;

    private readonly int[] _upper = new int[Channels], _lower = new int[Channels];

    public Mcp4728Chip(VirtualClock clock)
        : base(clock, 0) => PowerOnReset();

    /// <summary>Told before an output changes.</summary>
    public Action? Changing { get; set; }

    /// <summary>Voltage at an output, 0 to 3 = A to D.</summary>
    public double Output_V(int channel)
    {
        int upper = _upper[channel];
        int code = ((upper & 0x0F) << 8) | _lower[channel];
        bool isOff = (upper & 0x60) != 0;
        double full_V = (upper & 0x80) == 0 ? Supply_V : (upper & 0x10) == 0 ? Reference_V : 2 * Reference_V;
        return isOff ? 0 : code * full_V / 4096;
    }

    /// <inheritdoc/>
    public override void CatchUp()
    {
    }

    /// <inheritdoc/>
    public override void PowerOnReset()
    {
        Changing?.Invoke();
        Array.Fill(_upper, EepromUpper);
        Array.Clear(_lower);
    }

    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 2)
        {
            Changing?.Invoke();
            Take(bytes);
        }

        return bytes.Length;
    }

    // Six bytes a channel: the register and the memory, each with a status byte before it (ready, powered, channel).
    /// <inheritdoc/>
    protected override void Send(Span<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            int channel = i / 6 % Channels;
            bytes[i] = (i % 6) switch
            {
                0 or 3 => (byte)(0xC0 | (channel << 4)),
                1 => (byte)_upper[channel],
                2 => (byte)_lower[channel],
                4 => EepromUpper,
                _ => 0,
            };
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if ((bytes[0] & 0xC0) == 0)
        {
            TakeFast(bytes);
        }
        else if ((bytes[0] & 0xF8) == 0x40)
        {
            TakeMulti(bytes);
        }
        else
        {
            ReservedAccesses++;
        }
    }

    // Two bytes a channel from A on; reference and gain stay.
    private void TakeFast(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 1 < bytes.Length && i / 2 < Channels; i += 2)
        {
            _upper[i / 2] = (_upper[i / 2] & 0x90) | ((bytes[i] & 0x30) << 1) | (bytes[i] & 0x0F);
            _lower[i / 2] = bytes[i + 1];
        }
    }

    private void TakeMulti(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i + 2 < bytes.Length; i += 3)
        {
            int channel = (bytes[i] >> 1) & 3;
            _upper[channel] = bytes[i + 1];
            _lower[channel] = bytes[i + 2];
        }
    }
}
