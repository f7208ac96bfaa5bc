using Bms.Twins;

namespace Bms.Tests.Drivers;

/// <summary>
/// The bus side of a BQ769x2 with CRC and nothing behind it: 128 registers of a byte, and a table of what subcommands answer. The CRC is
/// computed bit by bit, from SLUUBY2B, section 9.2. Register numbers stand in the tests as the manual has them.
/// </summary>
internal sealed class CrcChip : II2cChip
{
    private readonly byte[] _registers = new byte[128];
    private readonly Dictionary<int, byte[]> _answers = [];
    private int _pointer;

    /// <summary>Every block written: its first register and its data.</summary>
    public List<(int Register, byte[] Data)> Written { get; } = [];

    /// <summary>What a commit brought: code and data.</summary>
    public List<(int Code, byte[] Data)> Committed { get; } = [];

    /// <summary>The next so many reads come with a bit turned over in this byte of the wire.</summary>
    public int FlippedReads { get; set; }

    public int FlippedByte { get; set; }

    /// <summary>Reads that begin at this register come with a bit turned over, each time; -1 = none.</summary>
    public int SpoilsReadsOf { get; set; } = -1;

    /// <summary>Reads of 0x3E that find the chip still busy.</summary>
    public int BusyReads { get; set; }

    public int Reads { get; private set; }

    /// <summary>The first CRC of a read covers its second half alone, as the BQ769x0 have it.</summary>
    public bool ReadsAlone { get; init; }

    /// <summary>Writes that are refused at their first CRC byte.</summary>
    public int RefusedWrites { get; set; }

    public byte this[int register]
    {
        get => _registers[register];
        set => _registers[register] = value;
    }

    public void SetWord(int register, int value)
    {
        _registers[register] = (byte)value;
        _registers[register + 1] = (byte)(value >> 8);
    }

    /// <summary>What a subcommand, or data memory from an address on, answers.</summary>
    public void Answers(int code, params byte[] data) => _answers[code] = data;

    public int Write(ReadOnlySpan<byte> bytes)
    {
        _pointer = bytes[0];
        if (bytes.Length > 1 && RefusedWrites-- > 0)
        {
            return 2;
        }

        var data = new byte[bytes.Length / 2];
        for (int i = 0; i < data.Length; i++)
        {
            data[i] = bytes[1 + (2 * i)];
            int crc = i == 0 ? Crc(0x10, bytes[0], data[0]) : Crc(data[i]);
            if (bytes[2 + (2 * i)] != crc)
            {
                return 2 + (2 * i);
            }

            _registers[_pointer + i] = data[i];
        }

        if (data.Length > 0)
        {
            Written.Add((bytes[0], data));
            Act(bytes[0]);
        }

        return bytes.Length;
    }

    public bool Read(Span<byte> bytes)
    {
        Reads++;
        bool busy = _pointer == 0x3E && BusyReads-- > 0;
        for (int i = 0; i < bytes.Length; i += 2)
        {
            int register = _pointer + (i / 2);
            bytes[i] = busy && register <= 0x3F ? (byte)0xFF : _registers[register];
            int first = ReadsAlone ? Crc(0x11, bytes[0]) : Crc(0x10, (byte)_pointer, 0x11, bytes[0]);
            bytes[i + 1] = (byte)(i == 0 ? first : Crc(bytes[i]));
        }

        if (FlippedReads-- > 0 || _pointer == SpoilsReadsOf)
        {
            bytes[FlippedByte] ^= 0x04;
        }

        return true;
    }

    public static int Crc(params ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x80) != 0 ? 0x107 : 0);
            }
        }

        return crc;
    }

    private void Act(int register)
    {
        int code = _registers[0x3E] | (_registers[0x3F] << 8);
        if (register == 0x3E && _answers.TryGetValue(code, out byte[]? data))
        {
            data.CopyTo(_registers, 0x40);
            _registers[0x60] = (byte)~(_registers[0x3E] + _registers[0x3F] + data.Sum(value => value));
            _registers[0x61] = (byte)(data.Length + 4);
        }
        else if (register == 0x60)
        {
            Committed.Add((code, _registers[0x40..(0x40 + _registers[0x61] - 4)]));
        }
    }
}
