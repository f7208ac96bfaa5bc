namespace Bms.Measurement
{
    /// <summary>
    /// Judges a raw reading against what the quantity can be and against its predecessors. One spike is refused; a step that
    /// the next sample confirms is taken, one sample late. A constant reading is healthy until something moved that must move it.
    /// </summary>
    public sealed class Plausibility
    {
        private readonly int _min;
        private readonly int _max;
        private readonly int _step;
        private readonly bool[] _primed;
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
            _primed = new bool[channels];
            _raw = new int[channels];
            _accepted = new int[channels];
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
            if (!IsNear(value, _accepted[channel]) && !IsNear(value, previous) && _primed[channel])
            {
                return Quality.Implausible;
            }

            _primed[channel] = true;
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
