namespace Bms.Drivers
{
    /// <summary>
    /// The steps that a BQ76940 knows, and the eight registers that they make; SLUSBK2I, tables 8-9 to 8-14. Between two steps of a limit
    /// it gets the one that acts earlier. Its delays double from one to the next or more: behind the firmware's level it gets the one that
    /// acts later, so that the firmware is first; a short circuit gets the earlier one. It has no limits for charge over-current and for
    /// temperatures, and no watchdog for its host: what is asked for of these is not held, and stands as 0.
    /// </summary>
    public sealed class Bq76940Settings
    {
        /// <summary>Registers that are settings, from the first on.</summary>
        public const int First = Bq76940Registers.Control1;
        public const int Count = 8;

        private static readonly int[] s_short_mV = { 44, 67, 89, 111, 133, 155, 178, 200 };
        private static readonly int[] s_over_mV = { 17, 22, 28, 33, 39, 44, 50, 56, 61, 67, 72, 78, 83, 89, 94, 100 };
        private static readonly int[] s_shortDelay_us = { 70, 100, 200, 400 };
        private static readonly int[] s_overDelay_ms = { 8, 20, 40, 80, 160, 320, 640, 1280 };
        private static readonly int[] s_cellOverDelay_ms = { 1000, 2000, 4000, 8000 };
        private static readonly int[] s_cellUnderDelay_ms = { 1000, 4000, 8000, 16000 };

        private readonly int[] _value = new int[Count];
        private readonly int[] _mask = { 0x18, 0xE0, 0x9F, 0x7F, 0xF0, 0xFF, 0xFF, 0x3F };

        public Bq76940Settings(FrontLimits asked)
        {
            Asked = asked;
            Held = new FrontLimits();
        }

        /// <summary>What was asked for.</summary>
        public FrontLimits Asked { get; }

        /// <summary>What the chip does of it, once its trim is known.</summary>
        public FrontLimits Held { get; }

        /// <summary>Wanted bits of a setting, 0 to Count - 1; those outside its mask are something else.</summary>
        public int Value(int setting)
        {
            return _value[setting];
        }

        /// <summary>The bits of a register that are settings: not the switches, nor what the chip reports.</summary>
        public int Mask(int setting)
        {
            return _mask[setting];
        }

        /// <summary>Fills the registers for a chip of this trim.</summary>
        public void Fill(int gain_uV, int offset_mV)
        {
            int brief = Index(s_short_mV, Across_mV(Asked.Short_mA));
            int briefWait = Index(s_shortDelay_us, Asked.ShortDelay_us);
            int over = Index(s_over_mV, Across_mV(Asked.DischargeOver_mA));
            int overWait = NotBelow(s_overDelay_ms, Asked.DischargeOverDelay_ms);
            int highWait = NotBelow(s_cellOverDelay_ms, Asked.CellOverDelay_ms);
            int lowWait = NotBelow(s_cellUnderDelay_ms, Asked.CellUnderDelay_ms);
            int high = Bq76952Codes.Within((Code(Asked.CellOver_mV, gain_uV, offset_mV) - 0x2008) / 16, 0, 255);
            int low = Bq76952Codes.Within((Code(Asked.CellUnder_mV, gain_uV, offset_mV) - 0x1000 + 15) / 16, 0, 255);
            _value[0] = Bq76940Registers.Control1Wanted;
            _value[1] = Bq76940Registers.CounterOn;
            _value[2] = 0x80 | (briefWait << 3) | brief;
            _value[3] = (overWait << 4) | over;
            _value[4] = (lowWait << 6) | (highWait << 4);
            _value[5] = high;
            _value[6] = low;
            _value[7] = Bq76940Registers.CounterConfigurationWanted;
            Held.Short_mA = Through_mA(s_short_mV[brief]);
            Held.ShortDelay_us = s_shortDelay_us[briefWait];
            Held.DischargeOver_mA = Through_mA(s_over_mV[over]);
            Held.DischargeOverDelay_ms = s_overDelay_ms[overWait];
            Held.CellOverDelay_ms = s_cellOverDelay_ms[highWait];
            Held.CellUnderDelay_ms = s_cellUnderDelay_ms[lowWait];
            Held.CellOver_mV = (int)((0x2008L + high * 16) * gain_uV / 1000) + offset_mV;
            Held.CellUnder_mV = (int)((0x1000L + low * 16) * gain_uV / 1000) + offset_mV;
            Held.Cells = Bq76940Link.Cells;
            Held.Shunt_uohm = Asked.Shunt_uohm;
            Held.CellReturn_mV = Asked.CellReturn_mV;
            Held.Thermistors = Asked.Thermistors;
            HoldNothingElse();
        }

        private void HoldNothingElse()
        {
            Held.ChargeOver_mA = 0;
            Held.ChargeOverDelay_ms = 0;
            Held.DischargeFast_mA = 0;
            Held.DischargeFastDelay_ms = 0;
            Held.ChargeHot_degC = 0;
            Held.ChargeCold_degC = 0;
            Held.DischargeHot_degC = 0;
            Held.DischargeCold_degC = 0;
            Held.TemperatureDelay_s = 0;
            Held.HostSilent_s = 0;
        }

        // The highest step that is not above what is asked for, or the lowest.
        private static int Index(int[] steps, int asked)
        {
            int index = 0;
            while (index + 1 < steps.Length && steps[index + 1] <= asked)
            {
                index++;
            }

            return index;
        }

        // The lowest step that is not below what is asked for, or the highest.
        private static int NotBelow(int[] steps, int asked)
        {
            int index = 0;
            while (index + 1 < steps.Length && steps[index] < asked)
            {
                index++;
            }

            return index;
        }

        private static int Code(int cell_mV, int gain_uV, int offset_mV)
        {
            return gain_uV > 0 ? (int)((cell_mV - offset_mV) * 1000L / gain_uV) : 0;
        }

        private int Across_mV(int current_mA)
        {
            return (int)((long)current_mA * Asked.Shunt_uohm / 1000000);
        }

        private int Through_mA(int across_mV)
        {
            long shunt_uohm = Asked.Shunt_uohm;
            return shunt_uohm > 0 ? (int)(across_mV * 1000000L / shunt_uohm) : 0;
        }
    }
}
