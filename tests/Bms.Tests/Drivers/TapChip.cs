using Bms.Twins;

namespace Bms.Tests.Drivers;

/// <summary>
/// An ADS1115 by TI SBAS444D as far as single shots go: configuration in register 1, result in register 0, and bit 15 low while the
/// conversion runs, for a time that is set.
/// </summary>
internal sealed class TapChip(VirtualClock clock) : II2cChip
{
    private int _pointer;
    private int _configuration = 0x8583;
    private int _result;
    private long _end_us;

    public int[] Code { get; } = new int[4];

    public List<int> Started { get; } = [];

    public long Conversion_us { get; set; } = 4_000;

    /// <summary>Input from 0 whose conversion meets a reset of the chip; -1 = none.</summary>
    public int ResetAt { get; set; } = -1;

    /// <summary>Input from 0 at which nobody answers; -1 = none.</summary>
    public int DeafAt { get; set; } = -1;

    public bool NeverEnds { get; set; }

    public int Write(ReadOnlySpan<byte> bytes)
    {
        _pointer = bytes[0];
        if (bytes.Length == 3)
        {
            Configure((bytes[1] << 8) | bytes[2]);
        }

        return IsDeaf() ? -1 : bytes.Length;
    }

    public bool Read(Span<byte> bytes)
    {
        bool running = NeverEnds || clock.Now_us < _end_us;
        int word = _pointer == 0 ? _result : (_configuration & 0x7FFF) | (running ? 0 : 0x8000);
        bytes[0] = (byte)(word >> 8);
        bytes[1] = (byte)word;
        return !IsDeaf();
    }

    private void Configure(int value)
    {
        _configuration = value;
        if ((value & 0x8000) != 0)
        {
            int input = ((value >> 12) & 7) - 4;
            Started.Add(value);
            _result = Code[input];
            _end_us = clock.Now_us + Conversion_us;
            if (input == ResetAt)
            {
                _configuration = 0x8583;
                _result = 0;
            }
        }
    }

    private bool IsDeaf() => DeafAt >= 0 && ((_configuration >> 12) & 7) - 4 == DeafAt;
}
