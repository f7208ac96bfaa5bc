namespace Bms.Drivers
{
    /// <summary>
    /// The wanted data memory of a BQ76952: one row an entry, in the order of their addresses. What differs from it in the chip is
    /// written again; what is not in it stays at the chip's default. Addresses and units: SLUUBY2B, table 13-37.
    /// </summary>
    public sealed class Bq76952Settings
    {
        private const int Most = 72;

        private readonly int[] _address = new int[Most];
        private readonly int[] _length = new int[Most];
        private readonly int[] _value = new int[Most];

        /// <summary>Fills the table for what is asked; Held then says what the chip makes of it.</summary>
        public Bq76952Settings(FrontLimits asked)
        {
            Asked = asked;
            Held = new FrontLimits();
            AddMeasurement(asked);
            AddSwitching();
            AddCells(asked);
            AddCurrents(asked);
            AddTemperatures(asked);
            AddFailures(asked);
            AddPins(asked);
            Copy(asked);
        }

        /// <summary>What was asked for.</summary>
        public FrontLimits Asked { get; }

        /// <summary>What the chip really does, quantised to its steps; times rounded up to whole ms.</summary>
        public FrontLimits Held { get; }

        /// <summary>Number of rows.</summary>
        public int Count { get; private set; }

        /// <summary>Address of a row in data memory.</summary>
        public int Address(int row)
        {
            return _address[row];
        }

        /// <summary>Bytes of a row: 1, 2 or 4.</summary>
        public int Length(int row)
        {
            return _length[row];
        }

        /// <summary>Value of a row without a sign beyond its length.</summary>
        public int Value(int row)
        {
            return _value[row];
        }

        /// <summary>
        /// True for a row that can wait until both switches are open: it decides over a sleep, a return, a precharge or a start and nothing
        /// else, so that the chip protects no less meanwhile.
        /// </summary>
        public bool MayWait(int row)
        {
            switch (_address[row])
            {
                case 0x9248: // sleep current, its period, the current that ends it: it sleeps in standby alone
                case 0x924A:
                case 0x924B:
                case 0x926D: // alarm mask, taken over at a start
                case 0x927B: // returns: what the chip has opened the firmware holds open behind it
                case 0x927C:
                case 0x929C:
                case 0x929F:
                case 0x92A8:
                case 0x92AB:
                case 0x92AF:
                case 0x930E: // precharge
                case 0x930F:
                case 0x9343: // state of the switches after a start
                    return true;
                default:
                    return false;
            }
        }

        private void Add(int address, int length, int value)
        {
            _address[Count] = address;
            _length[Count] = length;
            _value[Count] = length == 4 ? value : value & ((1 << (8 * length)) - 1);
            Count++;
        }

        // CC Gain = 7.4768 / mohm, Capacity Gain = 298261.6178 times that (section 4.12).
        private void AddMeasurement(FrontLimits asked)
        {
            Add(0x91A8, 4, Bq76952Codes.FloatBits(74768, asked.Shunt_uohm * 10L)); // CC Gain
            Add(0x91AC, 4, Bq76952Codes.FloatBits(74768L * 2982616, asked.Shunt_uohm * 100L)); // Capacity Gain

            // Sleep only when a subcommand allows it; 24 ms between looks at the current then (0x2 of the default is to be avoided).
            Add(0x9234, 2, 0x2881); // Power Config
            Add(0x9248, 2, 100); // Sleep Current
            Add(0x924A, 1, 5); // Voltage Time
            Add(0x924B, 2, 1000); // Wake Comparator Current
        }

        // Bit masks of the protections that open a switch. Other values of A delay the switch by up to 250 ms (section 5.2.3.2).
        private void AddSwitching()
        {
            Add(0x9261, 1, 0xFC); // Enabled Protections A
            Add(0x9262, 1, 0x73); // Enabled Protections B
            Add(0x9263, 1, 0x02); // Enabled Protections C
            Add(0x9265, 1, 0x98); // CHG FET Protections A
            Add(0x9266, 1, 0xD5); // CHG FET Protections B
            Add(0x9267, 1, 0x56); // CHG FET Protections C
            Add(0x9269, 1, 0xE4); // DSG FET Protections A
            Add(0x926A, 1, 0xE6); // DSG FET Protections B
            Add(0x926B, 1, 0xE2); // DSG FET Protections C
            Add(0x926D, 2, 0xF882); // Default Alarm Mask
            Add(0x9273, 2, BodyDiode_mA); // Body Diode Threshold
        }

        /// <summary>Current in mA against an open switch's direction above which the chip closes it, to spare its body diode.</summary>
        public const int BodyDiode_mA = 1000;

        private void AddCells(FrontLimits asked)
        {
            int under = Bq76952Codes.UnderVoltage(asked.CellUnder_mV);
            int underWait = Bq76952Codes.ComparatorDelay(asked.CellUnderDelay_ms, 2047);
            int over = Bq76952Codes.OverVoltage(asked.CellOver_mV);
            int overWait = Bq76952Codes.ComparatorDelay(asked.CellOverDelay_ms, 2047);
            int back = Bq76952Codes.Return(asked.CellReturn_mV);
            Add(0x9275, 1, under); // CUV Threshold
            Add(0x9276, 2, underWait); // CUV Delay
            Add(0x9278, 1, over); // COV Threshold
            Add(0x9279, 2, overWait); // COV Delay
            Add(0x927B, 1, back); // CUV Recovery Hysteresis
            Add(0x927C, 1, back); // COV Recovery Hysteresis
            Held.CellUnder_mV = Bq76952Codes.Cell_mV(under);
            Held.CellUnderDelay_ms = Bq76952Codes.ComparatorDelay_ms(underWait);
            Held.CellOver_mV = Bq76952Codes.Cell_mV(over);
            Held.CellOverDelay_ms = Bq76952Codes.ComparatorDelay_ms(overWait);
            Held.CellReturn_mV = Bq76952Codes.Cell_mV(back);
        }

        private void AddCurrents(FrontLimits asked)
        {
            int shunt_uohm = asked.Shunt_uohm;
            int charge = Bq76952Codes.OverCurrent(asked.ChargeOver_mA, shunt_uohm, 62);
            int chargeWait = Bq76952Codes.ComparatorDelay(asked.ChargeOverDelay_ms, 127);
            int slow = Bq76952Codes.OverCurrent(asked.DischargeOver_mA, shunt_uohm, 100);
            int slowWait = Bq76952Codes.ComparatorDelay(asked.DischargeOverDelay_ms, 127);
            int fast = Bq76952Codes.OverCurrent(asked.DischargeFast_mA, shunt_uohm, 100);
            int fastWait = Bq76952Codes.ComparatorDelay(asked.DischargeFastDelay_ms, 127);
            int brief = Bq76952Codes.ShortCircuit(asked.Short_mA, shunt_uohm);
            int briefWait = Bq76952Codes.ShortDelay(asked.ShortDelay_us);
            Add(0x9280, 1, charge); // OCC Threshold
            Add(0x9281, 1, chargeWait); // OCC Delay
            Add(0x9282, 1, slow); // OCD1 Threshold
            Add(0x9283, 1, slowWait); // OCD1 Delay
            Add(0x9284, 1, fast); // OCD2 Threshold
            Add(0x9285, 1, fastWait); // OCD2 Delay
            Add(0x9286, 1, brief); // SCD Threshold
            Add(0x9287, 1, briefWait); // SCD Delay
            Held.ChargeOver_mA = Bq76952Codes.OverCurrent_mA(charge, shunt_uohm);
            Held.ChargeOverDelay_ms = Bq76952Codes.ComparatorDelay_ms(chargeWait);
            Held.DischargeOver_mA = Bq76952Codes.OverCurrent_mA(slow, shunt_uohm);
            Held.DischargeOverDelay_ms = Bq76952Codes.ComparatorDelay_ms(slowWait);
            Held.DischargeFast_mA = Bq76952Codes.OverCurrent_mA(fast, shunt_uohm);
            Held.DischargeFastDelay_ms = Bq76952Codes.ComparatorDelay_ms(fastWait);
            Held.Short_mA = Bq76952Codes.ShortCircuit_mA(brief, shunt_uohm);
            Held.ShortDelay_us = (briefWait - 1) * 15;
        }

        private void AddTemperatures(FrontLimits asked)
        {
            int back_K = asked.TemperatureReturn_K;
            int wait_s = Bq76952Codes.Within(asked.TemperatureDelay_s, 0, 255);
            AddTemperature(0x929A, asked.ChargeHot_degC, wait_s, asked.ChargeHot_degC - back_K); // OTC
            AddTemperature(0x929D, asked.DischargeHot_degC, wait_s, asked.DischargeHot_degC - back_K); // OTD
            AddTemperature(0x92A6, asked.ChargeCold_degC, wait_s, asked.ChargeCold_degC + back_K); // UTC
            AddTemperature(0x92A9, asked.DischargeCold_degC, wait_s, asked.DischargeCold_degC + back_K); // UTD
            Held.TemperatureDelay_s = wait_s;
            Held.HostSilent_s = Bq76952Codes.Within(asked.HostSilent_s, 1, 65535);
            Add(0x92AF, 1, 3); // Recovery Time
            Add(0x92B2, 2, Held.HostSilent_s); // HWD Delay
        }

        private void AddTemperature(int address, int limit_degC, int wait_s, int back_degC)
        {
            Add(address, 1, limit_degC);
            Add(address + 1, 1, wait_s);
            Add(address + 2, 1, back_degC);
        }

        /// <summary>
        /// Further than this above its own limit, in mV and for so long in s, a cell is beyond what any switch of the board holds back.
        /// </summary>
        public const int ForGood_mV = 300;
        public const int ForGood_s = 5;

        // Of the failures from which the chip does not return, this one: too high a cell in spite of open switches.
        private void AddFailures(FrontLimits asked)
        {
            Add(0x92C0, 1, 0x02); // Enabled PF A
            Add(0x92CE, 2, asked.CellOver_mV + ForGood_mV); // SOV Threshold
            Add(0x92D0, 1, ForGood_s); // SOV Delay
        }

        // 0x07: a thermistor at a pull-up of 18 kohm that counts for the protection of cells (tables 6-3 and 6-6).
        private void AddPins(FrontLimits asked)
        {
            for (int i = 0; i < 3; i++)
            {
                Add(0x92FD + i, 1, i < asked.Thermistors ? 0x07 : 0x00); // TS Config
            }

            Add(0x9303, 1, 0x05); // DA Configuration
            Add(0x9304, 2, CellInputs(asked.Cells)); // Vcell Mode

            // After a start both switches wait for the host; series switches, charge allowed in sleep, precharge before discharge or not.
            bool precharge = asked.PrechargeDelta_mV > 0;
            Held.PrechargeDelta_mV = precharge ? Bq76952Codes.Within(asked.PrechargeDelta_mV / 10, 1, 255) * 10 : 0;
            Add(0x9308, 1, precharge ? 0x3F : 0x2F); // FET Options
            Add(0x9309, 1, 0x01); // Chg Pump Control

            // No time ends precharge: a load that never comes up never sees the discharge switch.
            Add(0x930E, 1, precharge ? 0 : 5); // Predischarge Timeout
            Add(0x930F, 1, precharge ? Held.PrechargeDelta_mV / 10 : 50); // Predischarge Stop Delta
            Add(0x9314, 1, 5); // Check Time
            Add(0x9335, 1, 0x00); // Balancing Configuration
            Add(0x9338, 1, 85); // Max Internal Temp
            Add(0x9339, 1, 20); // Cell Balance Interval

            // FETs enabled, permanent failures enabled.
            Add(0x9343, 2, 0x0050); // Mfg Status Init
        }

        private static int CellInputs(int cells)
        {
            return cells == 16 ? 0 : ((1 << (cells - 1)) - 1) | 0x8000;
        }

        // What needs no quantising.
        private void Copy(FrontLimits asked)
        {
            Held.Cells = asked.Cells;
            Held.Shunt_uohm = asked.Shunt_uohm;
            Held.ChargeHot_degC = asked.ChargeHot_degC;
            Held.DischargeHot_degC = asked.DischargeHot_degC;
            Held.ChargeCold_degC = asked.ChargeCold_degC;
            Held.DischargeCold_degC = asked.DischargeCold_degC;
            Held.TemperatureReturn_K = asked.TemperatureReturn_K;
            Held.Thermistors = asked.Thermistors;
        }
    }
}
