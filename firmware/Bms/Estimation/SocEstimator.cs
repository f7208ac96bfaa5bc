using Bms.Chemistry;

namespace Bms.Estimation
{
    /// <summary>
    /// State of charge by coulomb counting, corrected by the open-circuit voltage after a rest, with the uncertainty of both.
    /// The counter's uncertainty grows with charge and time; a rested voltage is worth its own error divided by the slope of the
    /// curve; the two are weighed by their variances. What is counted is the mean of the cells; what is told is what the weakest of them
    /// still has: a rest shows by how much it lies below the mean, and its voltage under load, near the end, shows the rest of it.
    /// </summary>
    public sealed class SocEstimator
    {
        /// <summary>A pack rests while the current stays within this magnitude in mA.</summary>
        public const int Rest_mA = 100;

        /// <summary>Rest in ms until the voltage is taken for the open-circuit voltage, and from one correction to the next.</summary>
        public const int Rest_ms = 30 * 60 * 1000;

        /// <summary>Longest time in ms that one reading of the current speaks for; beyond it the current in between is unknown.</summary>
        public const int Gap_ms = 2000;

        /// <summary>Offset and gain error of the current: 10 mA is 100 uV of the INA219 on 10 mohm; 1 % shunt and amplifier.</summary>
        private const int Offset_mA = 10;
        private const int GainError_permille = 10;

        /// <summary>Below its under-voltage warning a cell has at most this much left, in ppm, and nothing at the trip.</summary>
        public const int End_ppm = 50000;

        /// <summary>A cell must have been below its warning for this many seconds in a row: a peak of the load proves nothing.</summary>
        public const int End_s = 10;

        private readonly OcvTable _ocv;
        private readonly long _capacity_uC;
        private readonly long _ppm_uC;
        private readonly int _voltageError_mV;
        private long _charge_uC;
        private long _error_uC;
        private long _counted_ms;
        private bool _counting;
        private long _restSince_ms;
        private long _chargeIn_uC;
        private long _chargeOut_uC;
        private bool _known;
        private readonly int[] _cellError_mV;
        private readonly int _empty_mV;
        private readonly int _warning_mV;
        private long _below_uC;
        private int _ending_s;
        private int _remembered_ppm;
        private int _rememberedSigma_ppm;

        /// <summary>
        /// Capacity in mAh; <paramref name="voltageError_mV"/> is the worst-case error of the mean cell voltage in mV,
        /// <paramref name="cellError_mV"/> that of each cell, by which its limits are tighter; null for none.
        /// </summary>
        public SocEstimator(ChemistryProfile chemistry, int capacity_mAh, int voltageError_mV, int[] cellError_mV = null)
        {
            _cellError_mV = cellError_mV;
            _empty_mV = chemistry.UnderVoltage_mV;
            _warning_mV = chemistry.UnderVoltageWarning_mV;
            _ocv = new OcvTable(chemistry.Ocv_mV);
            _ppm_uC = capacity_mAh * 3600000L / 1000000;
            _capacity_uC = _ppm_uC * 1000000;
            _voltageError_mV = voltageError_mV + chemistry.Hysteresis_mV;
            _error_uC = _capacity_uC;
        }

        /// <summary>True once a voltage has given a first value.</summary>
        public bool IsKnown
        {
            get { return _known; }
        }

        /// <summary>
        /// What was known before the board lost its power, with the uncertainty that has grown since, both in ppm; before the first
        /// estimate. It is weighed against the first voltage, and counts for nothing when the two contradict each other: another pack may
        /// have been plugged in.
        /// </summary>
        public void Remember(int soc_ppm, int sigma_ppm)
        {
            _remembered_ppm = soc_ppm;
            _rememberedSigma_ppm = sigma_ppm;
        }

        /// <summary>
        /// Counts the current of a cycle since the last one. A cycle without a good current is not counted and widens the uncertainty,
        /// a gap of more than Gap_ms between two cycles is counted and widens it too.
        /// </summary>
        public void Count(PackSample sample)
        {
            long now_ms = sample.Uptime_ms;
            long elapsed_ms = _counting ? now_ms - _counted_ms : 0;
            _counting = true;
            _counted_ms = now_ms;
            if (elapsed_ms <= 0)
            {
                return;
            }

            bool known = sample.Current_mA.Quality[0] == Quality.Good;
            if (!known || elapsed_ms > Gap_ms)
            {
                // Nothing is known of the current but that a 1C current may flow.
                _error_uC += _capacity_uC / 3600000L * elapsed_ms;
                _restSince_ms = now_ms;
            }

            if (!known)
            {
                return;
            }

            int current_mA = sample.Current_mA.Value[0];
            int magnitude_mA = current_mA < 0 ? -current_mA : current_mA;
            long step_uC = current_mA * elapsed_ms;
            _charge_uC += step_uC;
            _chargeIn_uC += step_uC > 0 ? step_uC : 0;
            _chargeOut_uC += step_uC < 0 ? -step_uC : 0;
            _error_uC += (Offset_mA * 1000L + magnitude_mA * GainError_permille) * elapsed_ms / 1000;
            if (magnitude_mA > Rest_mA)
            {
                _restSince_ms = now_ms;
            }
        }

        /// <summary>
        /// Once a second: starts from the voltage, corrects by it after a rest, and writes the result to <paramref name="state"/>.
        /// </summary>
        public void Estimate(PackSample sample, PackState state)
        {
            Limit();
            int mean_mV;
            if (TryMean(sample.Cell_mV, out mean_mV) && sample.Current_mA.Quality[0] == Quality.Good)
            {
                if (!_known)
                {
                    Begin(mean_mV, sample.Current_mA.Value[0]);
                    CompareWeakest(sample.Cell_mV, mean_mV);
                    _restSince_ms = sample.Uptime_ms;
                }
                else if (sample.Uptime_ms - _restSince_ms >= Rest_ms)
                {
                    Correct(mean_mV);
                    CompareWeakest(sample.Cell_mV, mean_mV);
                    _restSince_ms = sample.Uptime_ms;
                }
            }

            state.Soc_ppm = Usable_ppm(sample.Cell_mV);
            state.SocSigma_ppm = ToPpm(_error_uC);
            state.ChargeIn_mAs = _chargeIn_uC / 1000;
            state.ChargeOut_mAs = _chargeOut_uC / 1000;
        }

        // A pack of unknown history may still relax, by 30 mV more than after a rest; a cell of 100 mohm under load is off by
        // a tenth of a mV for each mA.
        private void Begin(int mean_mV, int current_mA)
        {
            int load_mA = current_mA < 0 ? -current_mA : current_mA;
            int error_mV = _voltageError_mV + 30 + load_mA / 10;
            _charge_uC = _ppm_uC * _ocv.Soc_ppm(mean_mV);
            _error_uC = _ppm_uC * Numbers.ToInt((float)_ocv.Slope_ppm_per_mV(mean_mV) * error_mV, 0, 1000000);
            _known = true;
            Weigh();
        }

        // The mean of two independent values, weighed by their variances. Further apart than three times both errors they contradict.
        private void Weigh()
        {
            float own = ToPpm(_error_uC);
            float kept = _rememberedSigma_ppm;
            float variance = own * own + kept * kept;
            int apart_ppm = _remembered_ppm - ToPpm(_charge_uC);
            if (_rememberedSigma_ppm <= 0 || (float)apart_ppm * apart_ppm > 9f * variance)
            {
                return;
            }

            float weight = variance > 0f ? own * own / variance : 0f;
            _charge_uC += _ppm_uC * Numbers.ToInt(weight * apart_ppm, -1000000, 1000000);
            float root = Root(variance);
            _error_uC = _ppm_uC * Numbers.ToInt(root > 0f ? own * kept / root : 0f, 0, 1000000);
        }

        // Newton's, from above; a few steps are exact to a ppm for what a variance can be here.
        private static float Root(float square)
        {
            float root = 1500000f;
            for (int i = 0; i < 24 && square > 0f && root > 0f; i++)
            {
                root = (root + square / root) * 0.5f;
            }

            return root;
        }

        // The weighted mean of two independent values with standard errors a and b: weight a^2 / (a^2 + b^2). A voltage that knows
        // less than the counter changes nothing. The voltage errs the same way at every rest, so however often it is asked,
        // the result is never better than the voltage itself.
        private void Correct(int mean_mV)
        {
            float counted = ToPpm(_error_uC);
            float rested = (float)_ocv.Slope_ppm_per_mV(mean_mV) * _voltageError_mV;
            if (rested >= counted)
            {
                return;
            }

            float variance = counted * counted + rested * rested;
            float weight = variance > 0f ? counted * counted / variance : 0f;
            long shift_permille = Numbers.ToInt(weight * 1000f, 0, 1000);
            _charge_uC += (_ppm_uC * _ocv.Soc_ppm(mean_mV) - _charge_uC) / 1000 * shift_permille;
            _error_uC = _ppm_uC * Numbers.ToInt(rested, 0, 1000000);
        }

        // After a rest: only what the errors of the taps cannot explain lies below the mean.
        private void CompareWeakest(Signal cells, int mean_mV)
        {
            int lowest_mV = mean_mV;
            for (int i = 0; i < cells.Count; i++)
            {
                int cell_mV = cells.Value[i] + CellError_mV(i);
                lowest_mV = cell_mV < lowest_mV ? cell_mV : lowest_mV;
            }

            _below_uC = _ppm_uC * (_ocv.Soc_ppm(mean_mV) - _ocv.Soc_ppm(lowest_mV));
        }

        // A weak cell of full voltage looks like the others until it is nearly empty: there its voltage is the better witness. What it has
        // shown stays, so that a pause of the load gives nothing back that is not there.
        private int Usable_ppm(Signal cells)
        {
            int left_ppm = ToPpm(_charge_uC - _below_uC);
            int most_ppm = Most_ppm(cells);
            _ending_s = most_ppm < 1000000 ? _ending_s + 1 : 0;
            if (_ending_s >= End_s && left_ppm > most_ppm)
            {
                _below_uC = _charge_uC - most_ppm * _ppm_uC;
                left_ppm = most_ppm;
            }

            return left_ppm < 0 ? 0 : left_ppm;
        }

        private int Most_ppm(Signal cells)
        {
            int span_mV = _warning_mV - _empty_mV;
            int most_ppm = 1000000;
            for (int i = 0; i < cells.Count; i++)
            {
                int above_mV = cells.Value[i] - _empty_mV - CellError_mV(i);
                if (cells.Quality[i] == Quality.Good && above_mV < span_mV)
                {
                    int here_ppm = above_mV <= 0 || span_mV <= 0 ? 0 : End_ppm / span_mV * above_mV;
                    most_ppm = here_ppm < most_ppm ? here_ppm : most_ppm;
                }
            }

            return most_ppm;
        }

        private int CellError_mV(int cell)
        {
            return _cellError_mV == null ? 0 : _cellError_mV[cell];
        }

        private void Limit()
        {
            _charge_uC = _charge_uC < 0 ? 0 : _charge_uC > _capacity_uC ? _capacity_uC : _charge_uC;
            _error_uC = _error_uC > _capacity_uC ? _capacity_uC : _error_uC;
        }

        private int ToPpm(long charge_uC)
        {
            return _ppm_uC > 0 ? (int)(charge_uC / _ppm_uC) : 0;
        }

        private static bool TryMean(Signal cells, out int mean_mV)
        {
            int sum_mV = 0;
            mean_mV = 0;
            for (int i = 0; i < cells.Count; i++)
            {
                if (cells.Quality[i] != Quality.Good)
                {
                    return false;
                }

                sum_mV += cells.Value[i];
            }

            mean_mV = sum_mV / cells.Count;
            return true;
        }
    }
}
