namespace Bms.Drivers
{
    /// <summary>
    /// The steps that a BQ76952 knows; SLUUBY2B, sections 5.2.4 to 5.2.9. Where a limit lies between two steps the chip gets the one that
    /// acts earlier; where it lies beyond the range, the end of it.
    /// </summary>
    public static class Bq76952Codes
    {
        private static readonly int[] s_short_mV = { 10, 20, 40, 60, 80, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450, 500 };

        /// <summary>Upper cell limit: 20 to 110 steps of 50.6 mV.</summary>
        public static int OverVoltage(int limit_mV)
        {
            return Within(limit_mV * 10 / 506, 20, 110);
        }

        /// <summary>Lower cell limit: 20 to 90 steps of 50.6 mV.</summary>
        public static int UnderVoltage(int limit_mV)
        {
            return Within((limit_mV * 10 + 505) / 506, 20, 90);
        }

        /// <summary>Voltage of so many steps of 50.6 mV.</summary>
        public static int Cell_mV(int code)
        {
            return (code * 506 + 5) / 10;
        }

        /// <summary>Way back of a cell limit: 2 to 20 steps of 50.6 mV, not less than asked.</summary>
        public static int Return(int way_mV)
        {
            return Within((way_mV * 10 + 505) / 506, 2, 20);
        }

        /// <summary>Delay of a comparator: 3.3 ms x (2 + code).</summary>
        public static int ComparatorDelay(int wait_ms, int highest)
        {
            return Within(wait_ms * 10 / 33 - 2, 1, highest);
        }

        /// <summary>Time of a delay code, rounded up.</summary>
        public static int ComparatorDelay_ms(int code)
        {
            return ((2 + code) * 33 + 9) / 10;
        }

        /// <summary>Over-current: steps of 2 mV across the shunt.</summary>
        public static int OverCurrent(int limit_mA, int shunt_uohm, int highest)
        {
            return Within((int)((long)limit_mA * shunt_uohm / 2000000), 2, highest);
        }

        /// <summary>Current of so many steps of 2 mV across the shunt.</summary>
        public static int OverCurrent_mA(int code, int shunt_uohm)
        {
            return shunt_uohm == 0 ? 0 : (int)(code * 2000000L / shunt_uohm);
        }

        /// <summary>Short circuit: the highest of sixteen voltages that is not above the one asked for.</summary>
        public static int ShortCircuit(int limit_mA, int shunt_uohm)
        {
            long limit_uV = (long)limit_mA * shunt_uohm / 1000;
            int code = 0;
            while (code < 15 && s_short_mV[code + 1] * 1000L <= limit_uV)
            {
                code++;
            }

            return code;
        }

        /// <summary>Current of a short-circuit code.</summary>
        public static int ShortCircuit_mA(int code, int shunt_uohm)
        {
            return shunt_uohm == 0 ? 0 : (int)(s_short_mV[code] * 1000000L / shunt_uohm);
        }

        /// <summary>Delay of a short circuit: 15 us x (code - 1), 1 = as fast as the comparator.</summary>
        public static int ShortDelay(int wait_us)
        {
            return Within(wait_us / 15 + 1, 1, 31);
        }

        /// <summary>
        /// Bits of the 32-bit float <paramref name="numerator"/> / <paramref name="denominator"/>, both positive, cut off at 24 digits: the
        /// chip takes two of its gains as such.
        /// </summary>
        public static int FloatBits(long numerator, long denominator)
        {
            if (numerator <= 0 || denominator <= 0)
            {
                return 0;
            }

            int exponent = 150;
            while (numerator >= denominator << 24)
            {
                denominator *= 2;
                exponent++;
            }

            while (numerator < denominator << 23)
            {
                numerator *= 2;
                exponent--;
            }

            return denominator == 0 ? 0 : (exponent << 23) | ((int)(numerator / denominator) & 0x7FFFFF);
        }

        /// <summary>A value held within both ends of a range.</summary>
        public static int Within(int value, int lowest, int highest)
        {
            return value < lowest ? lowest : value > highest ? highest : value;
        }
    }
}
