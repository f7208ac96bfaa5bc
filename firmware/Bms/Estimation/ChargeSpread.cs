using Bms.Chemistry;

namespace Bms.Estimation
{
    /// <summary>
    /// How much more charge each cell holds than the emptiest one, from rested voltages through the open-circuit curve. A voltage under
    /// load, or on a flat part of the curve, tells of resistance and not of charge: what the errors of both cells could explain is taken
    /// off, and where the curve is flat nothing is left.
    /// </summary>
    public sealed class ChargeSpread
    {
        /// <summary>
        /// A pack rests while the current stays within this magnitude in mA, for so long in ms, before cells are compared.
        /// </summary>
        public const int Rest_mA = 100;
        public const int Rest_ms = 30 * 60 * 1000;

        /// <summary>Age in ms up to which a cell's voltage counts: at rest that of a chip that sleeps will do.</summary>
        public const int Age_ms = 10000;

        /// <summary>
        /// What a cell holds more than the emptiest, in mA·s; 0 or more. Whoever bleeds a cell takes off what it has lost.
        /// </summary>
        public readonly long[] Surplus_mAs;

        private readonly OcvTable _ocv;
        private readonly int _capacity_mAh;
        private readonly int[] _error_mV;
        private readonly int _hysteresis_mV;
        private long _restSince_ms = -1;

        /// <summary><paramref name="error_mV"/> is the worst error of each cell's voltage in mV, for as many cells.</summary>
        public ChargeSpread(ChemistryProfile chemistry, int capacity_mAh, int[] error_mV)
        {
            _ocv = new OcvTable(chemistry.Ocv_mV);
            _capacity_mAh = capacity_mAh;
            _error_mV = error_mV;
            _hysteresis_mV = chemistry.Hysteresis_mV;
            Surplus_mAs = new long[error_mV.Length];
        }

        /// <summary>
        /// Once a second. <paramref name="disturbed"/>: a cell bleeds or did a moment ago, so that its voltage is not that of rest. True
        /// when the cells were compared anew.
        /// </summary>
        public bool Step(PackSample sample, bool disturbed)
        {
            long now_ms = sample.Uptime_ms;
            Signal current = sample.Current_mA;
            bool rests = !disturbed && current.Quality[0] == Quality.Good
                && current.Value[0] <= Rest_mA && current.Value[0] >= -Rest_mA;
            _restSince_ms = !rests ? -1 : _restSince_ms < 0 ? now_ms : _restSince_ms;
            if (!rests || now_ms - _restSince_ms < Rest_ms || !AreKnown(sample.Cell_mV, now_ms))
            {
                return false;
            }

            _restSince_ms = now_ms;
            Compare(sample.Cell_mV);
            return true;
        }

        private void Compare(Signal cells)
        {
            int emptiest = 0;
            int least_ppm = int.MaxValue;
            for (int i = 0; i < cells.Count; i++)
            {
                int soc_ppm = _ocv.Soc_ppm(cells.Value[i]);
                if (soc_ppm < least_ppm)
                {
                    least_ppm = soc_ppm;
                    emptiest = i;
                }
            }

            int floor_ppm = _ocv.Soc_ppm(cells.Value[emptiest] + Error_mV(emptiest));
            for (int i = 0; i < cells.Count; i++)
            {
                int more_ppm = _ocv.Soc_ppm(cells.Value[i] - Error_mV(i)) - floor_ppm;
                Surplus_mAs[i] = more_ppm > 0 ? more_ppm * (long)_capacity_mAh * 36 / 10000 : 0;
            }
        }

        private int Error_mV(int cell)
        {
            return _error_mV[cell] + _hysteresis_mV;
        }

        private static bool AreKnown(Signal cells, long now_ms)
        {
            for (int i = 0; i < cells.Count; i++)
            {
                if (!cells.IsFresh(i, now_ms, Age_ms))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
