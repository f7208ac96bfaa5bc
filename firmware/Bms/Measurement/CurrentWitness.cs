namespace Bms.Measurement
{
    /// <summary>
    /// Looks whether the current moves when the cells say that it has: all cells step together only under a step of the current. A sensor
    /// that is stuck, whose shunt is bridged or whose wires have changed places moves not at all or the other way. A cell that steps alone
    /// is no witness (the spread steps with it), nor is a pulse that ends before the sensor's mean has seen it.
    /// </summary>
    public sealed class CurrentWitness
    {
        /// <summary>Step of the mean cell in mV within the window: 1.6 A on cells of 25 mohm.</summary>
        public const int Step_mV = 40;

        /// <summary>More than this in mV is no step of a current that anything here carries; the limits of the cells act on it.</summary>
        public const int Most_mV = 500;

        /// <summary>Least current in mA for each mV of the mean: cells of up to 250 mohm, old and cold.</summary>
        public const int Least_mA_per_mV = 4;

        /// <summary>Cycles in which a step must show: its taps are converted before and after it.</summary>
        public const int Window = 3;

        /// <summary>Cycles that the sensor then has to follow.</summary>
        public const int Patience = 5;

        /// <summary>
        /// Cycles after a step of the current in which cells are no witness of another one: an empty cell relieved of 1C recovers by
        /// more than 40 mV in a third of a second, and goes on for seconds.
        /// </summary>
        public const int Recovery = 50;

        private readonly int _cells;
        private readonly int _scan_ms;
        private readonly int[] _sum_mV = new int[Window];
        private readonly int[] _spread_mV = new int[Window];
        private readonly int[] _current_mA = new int[Window];
        private int _known;
        private int _at;
        private int _waiting;
        private int _before_mV;
        private int _step_mV;
        private int _before_mA;
        private int _last_mA;
        private int _sinceMove = Recovery;

        /// <summary>
        /// For cells that are new every <paramref name="scan_ms"/> at least; a cycle is then one in which they are.
        /// </summary>
        public CurrentWitness(int cells, int scan_ms = 0)
        {
            _cells = cells;
            _scan_ms = scan_ms;
        }

        /// <summary>One cycle, after the sampling; true when the current did not follow a step of the cells.</summary>
        public bool Contradicts(PackSample sample)
        {
            long now_ms = sample.Uptime_ms;
            long age_ms = now_ms - sample.Spread_mV.Sampled_ms[0];
            if (age_ms > 0 && age_ms < _scan_ms)
            {
                return false;
            }

            if (sample.Spread_mV.Sampled_ms[0] != now_ms || sample.Current_mA.Sampled_ms[0] != now_ms)
            {
                // Without a cycle in between a step cannot be told from two.
                _known = 0;
                _waiting = 0;
                return false;
            }

            int sum_mV = 0;
            int[] cell_mV = sample.Cell_mV.Value;
            for (int i = 0; i < cell_mV.Length; i++)
            {
                sum_mV += cell_mV[i];
            }

            int spread_mV = sample.Spread_mV.Value[0];
            int current_mA = sample.Current_mA.Value[0];
            NoteMove(current_mA);
            bool contradicts = _waiting > 0 && HasWaited(sum_mV, current_mA);
            bool isWitness = _sinceMove < Window || _sinceMove == Recovery;
            if (_waiting == 0 && _known == Window && !contradicts && isWitness)
            {
                Compare(sum_mV, spread_mV);
            }

            Remember(sum_mV, spread_mV, current_mA);
            return contradicts;
        }

        private void NoteMove(int current_mA)
        {
            int move_mA = current_mA - _last_mA;
            _last_mA = current_mA;
            bool moves = move_mA >= Step_mV * Least_mA_per_mV || move_mA <= -Step_mV * Least_mA_per_mV;
            _sinceMove = moves ? 0 : _sinceMove < Recovery ? _sinceMove + 1 : Recovery;
        }

        private void Compare(int sum_mV, int spread_mV)
        {
            int step_mV = sum_mV - _sum_mV[_at];
            int magnitude_mV = step_mV < 0 ? -step_mV : step_mV;
            int spread = spread_mV - _spread_mV[_at];
            if (magnitude_mV >= Step_mV * _cells && magnitude_mV <= Most_mV * _cells
                && 2 * (spread < 0 ? -spread : spread) < magnitude_mV)
            {
                _waiting = Patience;
                _before_mV = _sum_mV[_at];
                _step_mV = step_mV;
                _before_mA = _current_mA[_at];
            }
        }

        // Counts down while the step stands and the current has not followed it.
        private bool HasWaited(int sum_mV, int current_mA)
        {
            int sign = _step_mV < 0 ? -1 : 1;
            bool stands = 2 * sign * (sum_mV - _before_mV) >= sign * _step_mV;
            bool followed = sign * (current_mA - _before_mA) * _cells >= sign * _step_mV * Least_mA_per_mV;
            _waiting = stands && !followed ? _waiting - 1 : 0;
            _known = _waiting == 0 ? 0 : _known;
            return stands && !followed && _waiting == 0;
        }

        private void Remember(int sum_mV, int spread_mV, int current_mA)
        {
            _sum_mV[_at] = sum_mV;
            _spread_mV[_at] = spread_mV;
            _current_mA[_at] = current_mA;
            _at = _at + 1 < Window ? _at + 1 : 0;
            _known += _known < Window ? 1 : 0;
        }
    }
}
