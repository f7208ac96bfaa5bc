namespace Bms.Drivers
{
    /// <summary>
    /// BQ76952 direct commands, subcommands and data memory; Texas Instruments SLUUBY2B, tables 12-1 to 12-24 and 13-37. All little-endian.
    /// </summary>
    public static class Bq76952Registers
    {
        /// <summary>Safety alerts and statuses A, B, C in turn: six bytes; the statuses are the odd ones.</summary>
        public const int SafetyAlertA = 0x02;

        /// <summary>Permanent fail alerts and statuses A to D in turn, eight bytes, then the battery status.</summary>
        public const int FailAlertA = 0x0A;
        public const int BatteryStatus = 0x12;

        /// <summary>Sixteen cell voltages in mV; LD pin in 10 mV; current CC2 in mA, charge positive.</summary>
        public const int Cell1 = 0x14;
        public const int LoadPin = 0x38;
        public const int CurrentCc2 = 0x3A;

        /// <summary>Subcommand, transfer buffer, checksum and length.</summary>
        public const int Subcommand = 0x3E;
        public const int Checksum = 0x60;

        /// <summary>Latched flags, cleared by writing ones.</summary>
        public const int AlarmStatus = 0x62;

        /// <summary>Temperatures in 0.1 K.</summary>
        public const int DieTemperature = 0x68;
        public const int Ts1 = 0x70;
        public const int Ts2 = 0x72;
        public const int Ts3 = 0x74;
        public const int FetStatus = 0x7F;

        /// <summary>Bits of the battery status.</summary>
        public const int ConfigUpdate = 0x0001;
        public const int PowerOnReset = 0x0008;
        public const int SecurityShift = 8;
        public const int FullAccess = 1;
        public const int Unsealed = 2;
        public const int Asleep = 0x8000;

        /// <summary>Bit of the alarm status: one scan of all cells has ended since it was cleared.</summary>
        public const int ScanDone = 0x0002;
        public const int SafetyBOrC = 0x8000;

        /// <summary>Bits of the FET status; the subcommand FET_CONTROL has another order (table 12-29).</summary>
        public const int ChargeFet = 0x01;
        public const int DischargeFet = 0x04;

        /// <summary>Bits of FET_CONTROL: 1 = held open.</summary>
        public const int DischargeOff = 0x01;
        public const int PredischargeOff = 0x02;
        public const int ChargeOff = 0x04;
        public const int PrechargeOff = 0x08;

        /// <summary>Subcommands.</summary>
        public const int DeviceNumber = 0x0001;
        public const int ActiveCells = 0x0083;
        public const int EnterConfigUpdate = 0x0090;
        public const int ExitConfigUpdate = 0x0092;
        public const int FetControl = 0x0097;
        public const int SleepEnable = 0x0099;
        public const int SleepDisable = 0x009A;

        /// <summary>What the subcommand for the device number answers.</summary>
        public const int Bq76952 = 0x7695;

        /// <summary>Keys as they leave the factory: out of the sealed state, then to full access.</summary>
        public const int UnsealKey1 = 0x0414;
        public const int UnsealKey2 = 0x3672;
        public const int FullAccessKey = 0xFFFF;

        /// <summary>Input of a cell, 0 to 15: the topmost cell is always on the last one (section 4.1.2).</summary>
        public static int Input(int cell, int cells)
        {
            return cell == cells - 1 ? 15 : cell;
        }
    }
}
