using Bms.Ports;

namespace Bms.Drivers
{
    /// <summary>
    /// Finds taps of a cell stack that are converted and yet not seen. A multiplexer that stands on one input shows one code for all four:
    /// the pins of a board lie at clearly different voltages at every state of charge. A tap that stands to the last code, while every
    /// other tap has moved, among them one below it, does not come from the cells: those between the two would have to make up for it to
    /// the microvolt. The lowest tap has none below it and is cell 1 alone; whoever watches the cells finds it.
    /// </summary>
    public sealed class TapWatch
    {
        /// <summary>Codes that one input may differ by from one conversion to the next; the pins differ by 8 % or more.</summary>
        public const int SameInput = 16;

        /// <summary>Movement in uV of every other tap, against pack minus, that a standing tap must have shown a part of.</summary>
        public const int Step_uV = 10000;

        /// <summary>
        /// What a tap may drift in a scan, in uV, without counting: cells at constant voltage exchange some millivolts in minutes.
        /// </summary>
        public const int Drift_uV = 100;

        /// <summary>Scans in a row after the step until a standing tap is called frozen.</summary>
        public const int Scans = 3;

        private readonly int _taps;
        private readonly int[] _code;
        private readonly int[] _standing;
        private readonly bool[] _moved;
        private readonly long[] _then_uV;

        public TapWatch(int taps)
        {
            _taps = taps;
            _code = new int[taps];
            _standing = new int[taps];
            _moved = new bool[taps];
            _then_uV = new long[taps * taps];
        }

        /// <summary>
        /// One scan: codes and voltages of all taps against pack minus, with their quality; entry 0 of <paramref name="tap_uV"/> and
        /// <paramref name="quality"/> is pack minus itself. A tap that is not seen gets the quality Frozen.
        /// </summary>
        public void Judge(int[] code, long[] tap_uV, Quality[] quality)
        {
            if (IsOneInput(code, quality))
            {
                for (int tap = 0; tap < _taps; tap++)
                {
                    quality[tap + 1] = Quality.Frozen;
                }

                return;
            }

            for (int tap = 1; tap < _taps; tap++)
            {
                if (quality[tap + 1] == Quality.Good && IsFrozen(tap, code[tap], tap_uV, quality))
                {
                    quality[tap + 1] = Quality.Frozen;
                }
            }
        }

        private bool IsOneInput(int[] code, Quality[] quality)
        {
            for (int tap = 0; tap < _taps; tap++)
            {
                int difference = code[tap] - code[0];
                if (quality[tap + 1] != Quality.Good || difference > SameInput || difference < -SameInput)
                {
                    return false;
                }
            }

            return _taps > 1;
        }

        private bool IsFrozen(int tap, int code, long[] tap_uV, Quality[] quality)
        {
            // Taps are converted one after the other: a step in between shows on those below one scan later.
            if (code != _code[tap] || _moved[tap])
            {
                _moved[tap] = code != _code[tap];
                _code[tap] = code;
                _standing[tap] = 0;
                Remember(tap, tap_uV);
                return false;
            }

            if (_standing[tap] < Scans)
            {
                _standing[tap] = HaveOthersMoved(tap, tap_uV, quality) ? _standing[tap] + 1 : 0;
            }

            return _standing[tap] == Scans;
        }

        private void Remember(int tap, long[] tap_uV)
        {
            for (int other = 0; other < _taps; other++)
            {
                _then_uV[(tap * _taps) + other] = tap_uV[other + 1];
            }
        }

        // Drift is taken off on the way, so that only what moves faster adds up.
        private bool HaveOthersMoved(int tap, long[] tap_uV, Quality[] quality)
        {
            bool moved = true;
            bool below = false;
            for (int other = 0; other < _taps; other++)
            {
                if (other == tap || quality[other + 1] == Quality.BusError)
                {
                    continue;
                }

                int at = (tap * _taps) + other;
                long step_uV = tap_uV[other + 1] - _then_uV[at];
                bool far = step_uV >= Step_uV || step_uV <= -Step_uV;
                _then_uV[at] += far ? 0 : step_uV > Drift_uV ? Drift_uV : step_uV < -Drift_uV ? -Drift_uV : step_uV;
                moved = moved && far;
                below = below || (far && other < tap);
            }

            return moved && below;
        }
    }
}
