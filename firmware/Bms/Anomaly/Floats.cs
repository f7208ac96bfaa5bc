namespace Bms.Anomaly
{
    /// <summary>Arithmetic that the board's class library has only in double, or not at all.</summary>
    public static class Floats
    {
        // From a factor of two: errors of 6 %, 0.2 % and 1e-6.
        private const int Newton = 3;

        /// <summary>Square root by Newton's method from above, relative error below 1e-5 for 1e-6 to 1e6; 0 for 0 and below.</summary>
        public static float Sqrt(float square)
        {
            if (!(square > 0f))
            {
                return 0f;
            }

            // A start within a factor of two of the root: powers of four out of the number, powers of two into the root.
            float root = 1f;
            float rest = square;
            while (rest > 4f && root < 1e9f)
            {
                rest *= 0.25f;
                root *= 2f;
            }

            while (rest < 1f && root > 1e-9f)
            {
                rest *= 4f;
                root *= 0.5f;
            }

            for (int i = 0; i < Newton; i++)
            {
                root = 0.5f * (root + square / root);
            }

            return root;
        }

        /// <summary>Logarithm to base 2 of a number from 1 to 1e9, error below 0.001: powers of two, and a series for the rest.</summary>
        public static float Log2(float value)
        {
            float octaves = 0f;
            while (value > 1.41421f && octaves < 30f)
            {
                value *= 0.5f;
                octaves += 1f;
            }

            // ln x = 2 artanh((x - 1) / (x + 1)), its series to the fifth power; 2 / ln 2 in front.
            float ratio = Ratio(value - 1f, value + 1f);
            float square = ratio * ratio;
            return octaves + 2.88539f * ratio * (1f + square * (0.333333f + 0.2f * square));
        }

        /// <summary>
        /// Standard deviation of a number of values around 0 without the largest, from the sum of their magnitudes and that of the largest;
        /// 0 of two or fewer.
        /// </summary>
        public static float Others(float sum, float largest, int count)
        {
            return count > 2 ? 1.25f * Ratio(sum - largest, count - 1) : 0f;
        }

        /// <summary>
        /// A sum of deviations in units of their error, as a CUSUM has it but with its sign: one adds 2.5 at most, and half an error is
        /// forgiven each time.
        /// </summary>
        public static float Gathered(float sum, float deviation)
        {
            sum += deviation > 2.5f ? 2.5f : deviation < -2.5f ? -2.5f : deviation;
            return sum > 0.5f ? sum - 0.5f : sum < -0.5f ? sum + 0.5f : 0f;
        }

        /// <summary>Quotient, 0 when the divisor is 0: the board's runtime throws where .NET gives infinity.</summary>
        public static float Ratio(float dividend, float divisor)
        {
            return divisor > 0f || divisor < 0f ? dividend / divisor : 0f;
        }

        /// <summary>Magnitude.</summary>
        public static float Abs(float value)
        {
            return value < 0f ? -value : value;
        }

        /// <summary>The number, or 0 for one below.</summary>
        public static float Positive(float value)
        {
            return value > 0f ? value : 0f;
        }

        /// <summary>The larger of two.</summary>
        public static float Larger(float one, float other)
        {
            return one > other ? one : other;
        }

        /// <summary>The number, or the end that it is beyond.</summary>
        public static float Between(float value, float low, float high)
        {
            return value < low ? low : value > high ? high : value;
        }

        /// <summary>Bounded to 0..1.</summary>
        public static float Unit(float value)
        {
            return value < 0f ? 0f : value > 1f ? 1f : value;
        }
    }
}
