namespace Bms.Simulator.Chips;

/// <content>The bus side: CRC on every byte, direct commands, subcommands.</content>
public sealed partial class Bq76952Chip
{
    /// <inheritdoc/>
    protected override int Receive(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return 0;
        }

        _pointer = bytes[0];
        int crc = Crc(Crc(0, _writeAddress), bytes[0]);
        for (int i = 1; i + 1 < bytes.Length; i += 2)
        {
            if (Crc(crc, bytes[i]) != bytes[i + 1])
            {
                RefusedWrites++;
                return i + 1; // 9.2: the CRC byte is not acknowledged, the rest is not taken
            }

            crc = 0;
            Store(_pointer++, bytes[i]);
        }

        return bytes.Length;
    }

    /// <inheritdoc/>
    protected override void Send(Span<byte> bytes)
    {
        int crc = Crc(Crc(Crc(0, _writeAddress), _pointer), _writeAddress | 1);
        for (int i = 0; i < bytes.Length; i += 2)
        {
            bytes[i] = Fetch(_pointer++);
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
        return address == 0x7F ? (byte)_fets.State : (byte)(word >> (8 * (address & 1)));
    }

    // Table 12-1; bytes in pairs, the even address first.
    private int Word(int address) => address switch
    {
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

    private int BatteryStatus => (_configuring ? 1 : 0) | (_sleepAllowed ? 4 : 0) | (_reset ? 8 : 0) | 0x100
        | ((_trips.StatusA | _trips.StatusB | _trips.StatusC) != 0 ? 0x800 : 0) | (_trips.FailStatusA != 0 ? 0x1000 : 0)
        | (_asleep ? 0x8000 : 0);

    // 0.1, 1, 10 or 100 mA a step; the gain is that of the data memory against what the shunt really needs (4.12).
    private int UserAmps
    {
        get
        {
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
        else if (address >= 2)
        {
            ReservedAccesses++;
        }
    }

    /// <summary>What a subcommand without data does, and the data that one answers with; null = it answers with none.</summary>
    private byte[]? Answer(int code)
    {
        switch (code)
        {
            case 0x0001: return [0x95, 0x76];
            case 0x0002: return [0x76, 0x95, 0x01, 0x01, 0x00, 0x36];
            case 0x0012: PowerOnReset(); break;
            case 0x0022: _fets.Enabled = !_fets.Enabled; break;
            case 0x0057: return [(byte)((_memory[0x9343] & 0x40) | (_fets.Enabled ? 0x10 : 0)), 0];
            case 0x0076: return PassedCharge();
            case 0x0082: _passed_As = 0; break;
            case 0x0083: return BitConverter.GetBytes((short)BleedingInputs);
            case 0x0085: return BitConverter.GetBytes((short)_bleeder.Active_s(Clock.Now_us));
            case 0x0090: EnterConfigUpdate(); break;
            case 0x0092 when _configuring:
                _reset = false; // 12.3: leaving clears POR
                Restart();
                break;
            case >= 0x0093 and <= 0x0096: Block(code switch { 0x93 => 3, 0x94 => 12, 0x95 => 15, _ => 0 }, code == 0x96); break;
            case 0x0099: _sleepAllowed = true; break;
            case 0x009A: _sleepAllowed = false; break;
            case >= Bq76952Memory.First and < Bq76952Memory.End: return Window(code);
        }

        return null;
    }

    /// <summary>Takes data for a subcommand or for data memory, which changes in CONFIG_UPDATE only.</summary>
    private void Take(int code, byte[] data)
    {
        if (Bq76952Memory.Holds(code) && _configuring)
        {
            for (int i = 0; i < data.Length; i++)
            {
                _memory[code + i] = data[i];
            }
        }
        else if (Bq76952Memory.Holds(code))
        {
            RefusedWrites++;
        }
        else if (code == 0x0083 && data.Length == 2)
        {
            Bleed(data[0] | (data[1] << 8));
        }
        else if (code == 0x0097 && data.Length == 1)
        {
            _fets.HostOff = data[0] & 0x0F;
            MoveFets(Clock.Now_us);
        }
    }

    private byte[] Window(int address)
    {
        var bytes = new byte[32];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = _memory[address + i];
        }

        return bytes;
    }

    // DASTATUS6: whole userAh, fraction of 2^32, seconds; then counts of pins that are not modelled.
    private byte[] PassedCharge()
    {
        double charge_userAh = _passed_As / 3.6; // mAh, when a userAh is 1 mAh
        double whole = Math.Floor(charge_userAh);
        var bytes = new byte[32];
        BitConverter.GetBytes((int)whole).CopyTo(bytes, 0);
        BitConverter.GetBytes((uint)((charge_userAh - whole) * 4294967295.0)).CopyTo(bytes, 4);
        BitConverter.GetBytes((uint)(Clock.Now_us / Second_us)).CopyTo(bytes, 8);
        return bytes;
    }
}
