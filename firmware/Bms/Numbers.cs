namespace Bms
{
    /// <summary>What the loop needs of integers: their size, and the one place where a number becomes an int that may not fit.</summary>
    public static class Numbers
    {
        /// <summary>Size of a number above int.MinValue; System.Math is not for the board's loop.</summary>
        public static int Abs(int value)
        {
            return value < 0 ? -value : value;
        }

        /// <summary>A long as an int, clamped to what an int can hold.</summary>
        public static int ToInt(long value)
        {
            return value > int.MaxValue ? int.MaxValue : value < int.MinValue ? int.MinValue : (int)value;
        }

        /// <summary>
        /// Rounds half away from zero and clamps to <paramref name="min"/>..<paramref name="max"/> (each within +-1e9). A value that is
        /// not a number becomes <paramref name="min"/>: the board's runtime converts what does not fit to anything, and calls every
        /// comparison of the kind "greater" with it true.
        /// </summary>
        public static int ToInt(float value, int min, int max)
        {
            if (!(value < max))
            {
                return float.IsNaN(value) ? min : max;
            }

            if (value <= min)
            {
                return min;
            }

            return (int)(value < 0f ? value - 0.5f : value + 0.5f);
        }
    }
}
