namespace Bms.Simulator.Chips;

/// <content>The bus side: CRC on every byte, and the direct commands.</content>
public sealed partial class Bq76952Chip
{
    private bool _repeated, _controlWritten;
    private int _register;

    /// <inheritdoc/>
    public override void EndTransfer() => _repeated = false;

    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return 0;
        }

        _pointer = _register = bytes[0];
        _repeated = true;
        int crc = Crc(Crc(0, _writeAddress), bytes[0]);
        for (int i = 1; i + 1 < bytes.Length; i += 2)
        {
            if (Crc(crc, bytes[i]) != bytes[i + 1])
            {
                _refusedWrites++;
                return i + 1; // 9.2: the CRC byte is not acknowledged, the rest is not taken
            }

            crc = 0;
            Store(_pointer++ & 0xFF, bytes[i]);
        }

        Hear();
        return bytes.Length;
    }

    /// <summary>
    /// The first CRC covers all since the START that nothing but a repeated START follows; a read that stands alone has its own half.
    /// </summary>
    protected override void Send(Span<byte> bytes)
    {
        Hear();
        int crc = Crc(_repeated ? Crc(Crc(0, _writeAddress), _register) : 0, _writeAddress | 1);
        for (int i = 0; i < bytes.Length; i += 2)
        {
            bytes[i] = Fetch(_pointer++ & 0xFF);
            if (i + 1 < bytes.Length)
            {
                bytes[i + 1] = (byte)Crc(crc, bytes[i]);
            }

            crc = 0;
        }
    }

    // x^8 + x^2 + x + 1, most significant bit first.
    private static int Crc(int crc, int value)
    {
        crc ^= value;
        for (int bit = 0; bit < 8; bit++)
        {
            crc = (crc & 0x80) != 0 ? ((crc << 1) ^ 0x07) & 0xFF : crc << 1;
        }

        return crc;
    }

    private byte Fetch(int address)
    {
        if (Bq76952Subcommands.Holds(address))
        {
            return _subcommands[address];
        }

        int word = Word(address & ~1);
        _controlWritten &= address != 1;
        return address == 0x7F ? (byte)_fets.State : (byte)(word >> (8 * (address & 1)));
    }

    // Table 12-1; bytes in pairs, the even address first. A control status that was written answers 0xFFA5 once (12.2.1).
    private int Word(int address) => address switch
    {
        0x00 => _controlWritten ? 0xFFA5 : 0,
        0x02 => _trips.AlertA | (_trips.StatusA << 8),
        0x04 => _trips.AlertB | (_trips.StatusB << 8),
        0x06 => _trips.AlertC | (_trips.StatusC << 8),
        0x0A => _trips.FailAlertA | (_trips.FailStatusA << 8),
        0x12 => BatteryStatus,
        >= 0x14 and <= 0x32 => _scan.Cell_mV((address - 0x14) >> 1),
        >= 0x34 and <= 0x38 => _scan.Aux((address - 0x34) >> 1),
        0x3A => UserAmps,
        0x62 => _alarm,
        0x64 => RawAlarm,
        0x66 => _alarmEnable,
        0x68 => _scan.Die_dK,
        >= 0x70 and <= 0x74 => _scan.Thermistor_dK((address - 0x70) >> 1),
        _ => 0,
    };

    private int BatteryStatus => (_configuring ? 1 : 0) | (_sleepAllowed ? 4 : 0) | (_reset ? 8 : 0) | (_security.Level << 8)
        | ((_trips.StatusA | _trips.StatusB | _trips.StatusC) != 0 ? 0x800 : 0) | (_trips.FailStatusA != 0 ? 0x1000 : 0)
        | (_asleep ? 0x8000 : 0);

    // 0.1, 1, 10 or 100 mA a step; the gain is that of the data memory against what the shunt really needs (4.12).
    private int UserAmps
    {
        get
        {
            if (_configuring)
            {
                return _heldAmps;
            }

            _view.Look(_config.CellInputs, Clock.Now_us);
            double step_mA = (_memory[0x9303] & 3) switch { 0 => 0.1, 1 => 1, 2 => 10, _ => 100 };
            double gain = _memory.F4(0x91A8) / (7.4768e-3 / _shunt_ohm);
            return Quantise(_view.Current_A * 1000 * gain, step_mA, short.MinValue, short.MaxValue);
        }
    }

    private int RawAlarm => (_trips.StatusB != 0 || _trips.StatusC != 0 ? 0x8000 : 0) | (_trips.StatusA != 0 ? 0x4000 : 0)
        | (_trips.FailStatusA != 0 ? 0x2000 : 0) | (_scan.Sets > 0 ? 0x80 : 0) | (Chg ? 0 : 0x40) | (Dsg ? 0 : 0x20)
        | (_bleeder.Mask != 0 ? 4 : 0) | (_scan.Loops > 0 ? 2 : 0);

    private void Store(int address, byte value)
    {
        int shift = 8 * (address & 1);
        if (Bq76952Subcommands.Holds(address))
        {
            _subcommands.Write(address, value, Clock.Now_us);
            FindDue();
        }
        else if ((address & ~1) == 0x62)
        {
            _alarm &= ~(value << shift);
        }
        else if ((address & ~1) == 0x66)
        {
            _alarmEnable = (_alarmEnable & ~(0xFF << shift)) | (value << shift);
        }
        else if (address < 2)
        {
            _controlWritten |= address == 1;
        }
        else
        {
            ReservedAccesses++;
        }
    }
}
