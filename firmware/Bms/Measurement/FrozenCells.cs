namespace Bms.Measurement
{
    /// <summary>
    /// Finds cell readings that stand still while the current moves. The resistance of a lithium cell makes 50 to 150 mV of its own rated
    /// current, so a step of a tenth of that current moves it by 5 mV or more;
    /// a code that is the same to the last millivolt for three samples after such a step does not come from the cell, and stays
    /// frozen until it changes: the switches that open on it end the step, which proves nothing.
    /// </summary>
    public sealed class FrozenCells
    {
        /// <summary>Rated current (1C) over the change of current that every cell must show.</summary>
        public const int Share = 10;

        /// <summary>
        /// Change of current in mA a sample that is no step: a charge at constant voltage holds a cell to the millivolt while its current
        /// falls by some 10 mA a second, a weak one's by 30.
        /// </summary>
        public const int Drift_mA = 3;

        /// <summary>Samples after the step until a standing code is called frozen.</summary>
        public const int Samples = 3;

        private const int Moved = -1;

        private readonly int[] _code_mV;
        private readonly int[] _current_mA;

        // Samples for which a code has stood still since a step; Moved when it has just changed.
        private readonly int[] _standing;

        private readonly int _step_mA;

        /// <summary>For cells that must show a change of current of <paramref name="step_mA"/>.</summary>
        public FrozenCells(int cells, int step_mA)
        {
            _step_mA = step_mA;
            _code_mV = new int[cells];
            _current_mA = new int[cells];
            _standing = new int[cells];
        }

        /// <summary>True when this reading is frozen. Call once a fresh sample, with the current of the same cycle.</summary>
        public bool IsFrozen(int cell, int cell_mV, int current_mA)
        {
            if (cell_mV != _code_mV[cell])
            {
                _code_mV[cell] = cell_mV;
                _current_mA[cell] = current_mA;
                _standing[cell] = Moved;
                return false;
            }

            // The current is read before the cells and is a mean of the last 50 ms: a step between the two has moved the cell already
            // when the current shows it, one cycle later. That cycle's current is the one that belongs to the code.
            int standing = _standing[cell];
            if (standing == Moved)
            {
                _standing[cell] = 0;
                _current_mA[cell] = current_mA;
                return false;
            }

            if (standing == Samples)
            {
                return true;
            }

            int step_mA = current_mA - _current_mA[cell];
            if (step_mA < _step_mA && step_mA > -_step_mA)
            {
                _current_mA[cell] += step_mA > Drift_mA ? Drift_mA : step_mA < -Drift_mA ? -Drift_mA : step_mA;
                _standing[cell] = 0;
                return false;
            }

            _standing[cell] = standing + 1;
            return standing + 1 == Samples;
        }
    }
}
