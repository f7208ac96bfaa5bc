namespace Bms.Anomaly
{
    /// <summary>
    /// A float as its 32 bits (IEEE 754) and back, by exact arithmetic: the board's class library does it only with a new array a
    /// number. Zero is one number here, whatever its sign; so is what is no number.
    /// </summary>
    public static class FloatBits
    {
        private const int NoNumber = 0x7FC00000;
        private const int Infinite = 0x7F800000;
        private const int Sign = int.MinValue;
        private const int Bias = 127;
        private const int MantissaBits = 23;
        private const int HiddenBit = 1 << MantissaBits;
        private const float Largest = 3.40282347e38f;
        private const float TwoTo16 = 65536f;
        private const float TwoToMinus16 = 1f / 65536f;

        /// <summary>Bits of a number.</summary>
        public static int Of(float value)
        {
            if (float.IsNaN(value))
            {
                return NoNumber;
            }

            int sign = value < 0f ? Sign : 0;
            float size = value < 0f ? -value : value;
            if (!(size > 0f))
            {
                return 0;
            }

            return size > Largest ? sign | Infinite : sign | Pack(size);
        }

        // Powers of two are taken out of the number without rounding, until 1 or more and less than 2 is left.
        private static int Pack(float size)
        {
            int exponent = Bias;
            for (; size >= TwoTo16; size *= TwoToMinus16)
            {
                exponent += 16;
            }

            for (; size >= 2f; size *= 0.5f)
            {
                exponent++;
            }

            for (; size < TwoToMinus16; size *= TwoTo16)
            {
                exponent -= 16;
            }

            for (; size < 1f; size *= 2f)
            {
                exponent--;
            }

            // In two parts, because the conversion rounds by adding one half, which a number of 24 bits has no room for.
            int high = Numbers.ToInt((size * 4096f) - 0.5f, 0, 8192);
            int low = Numbers.ToInt(((size * 4096f) - high) * 2048f, 0, 2047);
            int mantissa = (high << 11) | low;
            return exponent > 0 ? (exponent << MantissaBits) | (mantissa & (HiddenBit - 1)) : mantissa >> (1 - exponent);
        }

        /// <summary>The number of 32 bits.</summary>
        public static float From(int bits)
        {
            int exponent = (bits >> MantissaBits) & 0xff;
            int mantissa = bits & (HiddenBit - 1);
            if (exponent == 0xff)
            {
                return mantissa != 0 ? float.NaN : bits < 0 ? float.NegativeInfinity : float.PositiveInfinity;
            }

            // A number without a hidden bit has the exponent of the smallest that has one.
            float value = exponent > 0 ? mantissa | HiddenBit : mantissa;
            int twos = (exponent > 0 ? exponent : 1) - Bias - MantissaBits;
            for (; twos >= 16; twos -= 16)
            {
                value *= TwoTo16;
            }

            for (; twos > 0; twos--)
            {
                value *= 2f;
            }

            for (; twos <= -16; twos += 16)
            {
                value *= TwoToMinus16;
            }

            for (; twos < 0; twos++)
            {
                value *= 0.5f;
            }

            return bits < 0 ? -value : value;
        }
    }
}
