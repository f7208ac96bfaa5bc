namespace Bms.Drivers
{
    /// <summary>
    /// What the parts of a BQ76940's driver share: its registers and its factory trim. The trim is read once, before anything is measured
    /// or set, because voltages and trip levels both depend on it.
    /// </summary>
    public sealed class Bq76940Link
    {
        /// <summary>Cells of a BQ76940.</summary>
        public const int Cells = 15;

        private readonly CrcRead _gain1 = new CrcRead(Bq76940Registers.Gain1, 2);
        private readonly CrcRead _gain2 = new CrcRead(Bq76940Registers.Gain2, 1);
        private readonly CrcWrite[] _writes = new CrcWrite[12];

        /// <summary>The port must be one whose reads have a CRC of their own.</summary>
        public Bq76940Link(CrcPort port)
        {
            Port = port;
            for (int register = 0; register < _writes.Length; register++)
            {
                _writes[register] = new CrcWrite(register, 1);
            }
        }

        /// <summary>The registers.</summary>
        public CrcPort Port { get; }

        /// <summary>Microvolt of one step of the converter, 365 to 396; 0 before the trim was read.</summary>
        public int Gain_uV { get; private set; }

        /// <summary>Offset of the converter in mV.</summary>
        public int Offset_mV { get; private set; }

        /// <summary>Reads the trim unless that was done. False on a bus error.</summary>
        public bool TryTrim()
        {
            if (Gain_uV != 0)
            {
                return true;
            }

            if (!Port.TryRead(_gain1) || !Port.TryRead(_gain2))
            {
                return false;
            }

            Offset_mV = (sbyte)_gain1.Byte(1);
            Gain_uV = 365 + (((_gain1.Byte(0) & 0x0C) << 1) | (_gain2.Byte(0) >> 5));
            return true;
        }

        /// <summary>Writes a register, 0x00 to 0x0B.</summary>
        public bool TryWrite(int register, int value)
        {
            _writes[register].Data[0] = (byte)value;
            return Port.TryWrite(_writes[register]);
        }

        /// <summary>Clears bits of the status.</summary>
        public bool TryClear(int bits)
        {
            return TryWrite(Bq76940Registers.Status, bits);
        }

        /// <summary>Voltage in mV of 14 bits of the converter.</summary>
        public int ToMillivolt(int code)
        {
            return (int)(((long)code * Gain_uV + 500) / 1000) + Offset_mV;
        }
    }
}
