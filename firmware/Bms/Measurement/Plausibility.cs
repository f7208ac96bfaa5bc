namespace Bms.Measurement
{
    /// <summary>
    /// Judges a raw reading against what the quantity can be and against its predecessors. One spike is refused; a step that
    /// the next sample confirms is taken, one sample late. A constant reading is healthy until something moved that must move it.
    /// </summary>
    public sealed class Plausibility
    {
        // Accepted before the first reading: far from all that can be, and no difference to it overflows.
        private const int Unknown = int.MinValue / 2;

        private readonly int _min;
        private readonly int _max;
        private readonly int _step;
        private readonly int[] _raw;
        private readonly int[] _accepted;

        /// <summary>
        /// Range <paramref name="min"/> to <paramref name="max"/> and largest credible step between two samples, in the signal's unit.
        /// </summary>
        public Plausibility(int channels, int min, int max, int step)
        {
            _min = min;
            _max = max;
            _step = step;
            _raw = new int[channels];
            _accepted = new int[channels];
            for (int i = 0; i < channels; i++)
            {
                _accepted[i] = Unknown;
            }
        }

        /// <summary>Judges a reading that the driver calls good: Good, OutOfRange or Implausible.</summary>
        public Quality Judge(int channel, int value)
        {
            if (value < _min || value > _max)
            {
                return Quality.OutOfRange;
            }

            int previous = _raw[channel];
            _raw[channel] = value;
            int accepted = _accepted[channel];
            int step = value - accepted;
            if ((step > _step || step < -_step) && !IsNear(value, previous) && accepted != Unknown)
            {
                return Quality.Implausible;
            }

            _accepted[channel] = value;
            return Quality.Good;
        }

        private bool IsNear(int a, int b)
        {
            int difference = a - b;
            return difference <= _step && difference >= -_step;
        }
    }
}
