namespace Bms.Simulator.Chips;

/// <content>Subcommands and data memory (SLUUBY2B, chapters 9, 12 and 13).</content>
public sealed partial class Bq76952Chip
{
    // Steps of the raw converter behind the 32-bit counts of DASTATUS1 to 4 (12.4).
    private const double VoltageCount_V = 0.722e-6, CurrentCount_V = 29.56e-9;

    private readonly short[] _atUnder_mV = new short[16], _atOver_mV = new short[16];
    private bool _failuresEnabled;
    private int _heldAmps;
    private long _passedSince_us;

    /// <summary>What a subcommand without data does, and the data that one answers with; null = it answers with none.</summary>
    private byte[]? Answer(int code)
    {
        if (_security.Take(code, Clock.Now_us) || !_security.Allows(code))
        {
            return null;
        }

        switch (code)
        {
            case 0x0012: PowerOnReset(); break;
            case 0x0022: _fets.Enabled = !_fets.Enabled; break;
            case 0x0024: _failuresEnabled = !_failuresEnabled; break;
            case 0x0082:
                _passed_As = 0;
                _passedSince_us = Clock.Now_us;
                break;
            case 0x0090: EnterConfigUpdate(); break;
            case 0x0092 when _configuring:
                _reset = false; // 12.3: leaving clears POR
                Restart();
                break;
            case >= 0x0093 and <= 0x0096: Block(code switch { 0x93 => 3, 0x94 => 12, 0x95 => 15, _ => 0 }, code == 0x96); break;
            case 0x0099: _sleepAllowed = true; break;
            case 0x009A: _sleepAllowed = false; break;
            default: return Data(code);
        }

        return null;
    }

    private byte[]? Data(int code) => code switch
    {
        0x0001 => [0x95, 0x76],
        0x0002 => [0x76, 0x95, 0x01, 0x01, 0x00, 0x36],
        0x0057 => [(byte)((_failuresEnabled ? 0x40 : 0) | (_fets.Enabled ? 0x10 : 0)), 0],
        >= 0x0071 and <= 0x0074 => RawCounts(4 * (code - 0x71)),
        0x0075 => Bq76952Status5.Of(_scan, _config, UserAmps, _view.Shunt_V / CurrentCount_V),
        0x0076 => PassedCharge(),
        0x0080 => Words(_atUnder_mV),
        0x0081 => Words(_atOver_mV),
        0x0083 => BitConverter.GetBytes((short)BleedingInputs),
        0x0085 => BitConverter.GetBytes((short)_bleeder.Active_s(Clock.Now_us)),
        0x0086 or 0x0087 => _bleeder.Sums_s(8 * (code - 0x86), Clock.Now_us),
        >= Bq76952Memory.First and < Bq76952Memory.End => Window(code),
        _ => null,
    };

    /// <summary>Takes data for a subcommand or for data memory, which changes in CONFIG_UPDATE only.</summary>
    private void Take(int code, byte[] data)
    {
        if (Bq76952Memory.Holds(code) && _configuring && _security.Allows(code))
        {
            for (int i = 0; i < data.Length; i++)
            {
                _memory[code + i] = data[i];
            }
        }
        else if (Bq76952Memory.Holds(code))
        {
            _refusedWrites++;
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

    // Four cells: counts of the voltage, and of the current in the same moment, 32 bits each.
    private byte[] RawCounts(int firstInput)
    {
        var bytes = new byte[32];
        for (int i = 0; i < 4; i++)
        {
            BitConverter.GetBytes((int)(_scan.Cell_mV(firstInput + i) * 1e-3 / VoltageCount_V)).CopyTo(bytes, 8 * i);
            BitConverter.GetBytes((int)(_view.Shunt_V / CurrentCount_V)).CopyTo(bytes, (8 * i) + 4);
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
        BitConverter.GetBytes((uint)((Clock.Now_us - _passedSince_us) / Second_us)).CopyTo(bytes, 8);
        return bytes;
    }

    // CUV and COV keep all cells as they were at their last trip (12.4).
    private void Snap(int tripped)
    {
        short[]? into = (tripped & 0x04) != 0 ? _atUnder_mV : (tripped & 0x08) != 0 ? _atOver_mV : null;
        for (int i = 0; into != null && i < into.Length; i++)
        {
            into[i] = (short)_scan.Cell_mV(i);
        }
    }

    private static byte[] Words(short[] words) => [.. words.SelectMany(BitConverter.GetBytes)];
}
