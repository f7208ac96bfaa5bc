namespace Bms.Simulator.Chips;

/// <summary>The register bytes of a BQ25798 and the rules for writing them (9.3.2 and 9.5 of SLUSDV2B).</summary>
internal sealed class Bq25798RegisterFile
{
    private readonly byte[] _bytes = new byte[Bq25798Registers.Count];
    private readonly byte[] _before = new byte[Bq25798Registers.Count];

    public Bq25798RegisterFile()
    {
        Settings = new Bq25798Settings(_bytes);
        PowerUp();
    }

    /// <summary>What the bytes say.</summary>
    public Bq25798Settings Settings { get; }

    public byte this[int address]
    {
        get => _bytes[address];
        set => _bytes[address] = value;
    }

    public void PowerUp() => Bq25798Registers.PowerUp.CopyTo(_bytes, 0);

    public int Word(int address) => (_bytes[address] << 8) | _bytes[address + 1];

    public void SetWord(int address, int value)
    {
        _bytes[address] = (byte)(value >> 8);
        _bytes[address + 1] = (byte)value;
    }

    /// <summary>The host writes bytes from an address on; returns how many had a register.</summary>
    public int Write(int address, ReadOnlySpan<byte> values)
    {
        _bytes.CopyTo(_before, 0);
        int count = Math.Min(values.Length, Bq25798Registers.Count - address);
        for (int i = 0; i < count; i++)
        {
            byte writable = Bq25798Registers.Writable[address + i];
            _bytes[address + i] = (byte)((_bytes[address + i] & ~writable) | (values[i] & writable));
        }

        if (Changed(Bq25798Registers.Recharge, 0xC0))
        {
            SetCellDefaults();
        }

        HoldRanges();
        return count;
    }

    /// <summary>True when the last write changed one of the bits.</summary>
    public bool Changed(int address, int bits) => ((_before[address] ^ _bytes[address]) & bits) != 0;

    /// <summary>Puts the bits of a mask back to their defaults: those of the present CELL, whatever the strap says (9.3.2).</summary>
    public void Restore(byte[] mask)
    {
        for (int i = 0; i < mask.Length; i++)
        {
            _bytes[i] = (byte)((_bytes[i] & ~mask[i]) | (Bq25798Registers.PowerUp[i] & mask[i]));
        }

        if (mask[Bq25798Registers.ChargeVoltage] != 0)
        {
            SetCellDefaults();
        }
    }

    // Table 9-2: VREG 4.2 V a cell, ICHG 1 A, VSYSMIN 3.5, 7, 9 or 12 V in steps of 250 mV above 2.5 V.
    private void SetCellDefaults()
    {
        int cells = Settings.Cells;
        SetWord(Bq25798Registers.ChargeVoltage, 420 * cells);
        SetWord(Bq25798Registers.ChargeCurrent, 100);
        _bytes[Bq25798Registers.MinimalSystemVoltage] = (byte)(cells switch { 1 => 4, 2 => 18, 3 => 26, _ => 38 });
    }

    // 9.3.2: a VREG outside the range of CELL is ignored; 9.5.1.3: ICHG stays within 50 to 5,000 mA.
    private void HoldRanges()
    {
        int low = Settings.Cells switch { 1 => 300, 2 => 500, 3 => 1000, _ => 1400 };
        int high = Settings.Cells switch { 1 => 499, 2 => 999, 3 => 1399, _ => 1880 };
        int regulation = Word(Bq25798Registers.ChargeVoltage);
        if (regulation < low || regulation > high)
        {
            _before.AsSpan(Bq25798Registers.ChargeVoltage, 2).CopyTo(_bytes.AsSpan(Bq25798Registers.ChargeVoltage));
        }

        SetWord(Bq25798Registers.ChargeCurrent, Math.Clamp(Word(Bq25798Registers.ChargeCurrent), 5, 500));
    }
}
