namespace Bms.Anomaly
{
    /// <summary>
    /// Says of each reading whether it may be believed, before anything else looks at it: range, frames that stand still, frames left
    /// over from before a sleep. A reading that fails is a fault of communication or sensor and never one of a cell.
    /// </summary>
    public sealed partial class FrameGate
    {
        /// <summary>
        /// What a cell of any chemistry can show in mV. 0 V is a frame cut off, 66.535 V an invalid code of a field bus
        /// (both seen in recordings of electric cars: W. Nie, Z. Deng et al., Energy 323, 2025, 135754).
        /// </summary>
        public const int Lowest_mV = 100;
        public const int Highest_mV = 5500;

        /// <summary>Without a frame for this long in s, the pack has slept.</summary>
        public const float Sleep_s = 300f;

        /// <summary>Movement in mV that charge or current must have caused before standing still is suspicious.</summary>
        private const float Movement_mV = 10f;

        /// <summary>So many measured cells cannot keep to the same millivolt while they move.</summary>
        private const int FewestToDiffer = 6;

        /// <summary>Below this current in C standing still may as well be an offset of the current's sensor.</summary>
        private const float LeastLoad_C = 0.1f;

        public readonly bool[] Usable;
        public readonly short[] Previous_mV;

        /// <summary>Cells that may be believed in this frame.</summary>
        public int UsableCells;

        /// <summary>Cells whose reading was impossible or missing in this frame.</summary>
        public int Impossible;
        public int Missing;

        /// <summary>True when the frame equals the last one from before a sleep in every value.</summary>
        public bool Stale;

        /// <summary>
        /// Chance that a healthy pack has repeated its frame from before the sleep so often. A quiet pack of few cells repeats itself now
        /// and then: how often from one frame to the next and over a sleep is learned; over hours something must have changed.
        /// </summary>
        public float StaleChance = 1f;

        /// <summary>True when no cell has moved although charge has flowed or the current has changed.</summary>
        public bool Frozen;

        /// <summary>Movement in mV that should have been seen since the last change.</summary>
        public float Expected_mV;

        /// <summary>Frames in which the pack moved and all cells showed one and the same value, since they last differed.</summary>
        public int Alike;

        /// <summary>Time in s for which no cell has moved.</summary>
        public float Still_s;

        private int _alike_mV;
        private readonly int[] _temperatures_ddegC;
        private float _charge_permille;
        private float _stillCurrent_C;
        private int _current_mA;
        private int _bus_mV;
        private int _seen;
        private bool _afterSleep;
        private float _repeats;
        private float _sleepRepeats;

        /// <summary>No pack is believed to repeat itself less often than this, over a sleep as long as the second.</summary>
        private const float FewestRepeats = 0.003f;
        private const float Changed_s = 14400f;

        public FrameGate(int cells, int probes)
        {
            Usable = new bool[cells];
            Previous_mV = new short[cells];
            _temperatures_ddegC = new int[probes];
        }

        /// <summary>
        /// Looks at a frame dt_s after the last; the pack's slope in mV per permille, its resistance in mV per C, and what readings are
        /// rounded to in mV: a reading may stand still for two steps of it.
        /// </summary>
        public void Step(PackSample sample, float dt_s, float current_C, float slope_mV, float resistance_mV, int rounding_mV)
        {
            bool cellsSame = LookAtCells(sample.Cell_mV, sample.Uptime_ms - PackSample.CellHold_ms);
            bool othersSame = KeepOthers(sample);
            bool same = cellsSame && UsableCells >= 2 && _seen > 0;
            _seen = _seen < 1000 ? _seen + 1 : _seen;
            JudgeSleep(same && othersSame, dt_s);
            if (!same)
            {
                _charge_permille = 0f;
                _stillCurrent_C = current_C;
                Still_s = 0f;
            }
            else if (dt_s < Sleep_s)
            {
                _charge_permille += current_C * dt_s / 3.6f;
                Still_s += dt_s;
            }

            Expected_mV = Moved_mV((current_C - _stillCurrent_C) * resistance_mV, slope_mV);
            bool loaded = Floats.Abs(current_C) > LeastLoad_C || Floats.Abs(current_C - _stillCurrent_C) > LeastLoad_C;
            Frozen = same && loaded && Expected_mV > Movement_mV + 2f * (rounding_mV - 1);
        }

        // Charge moves a cell in time, a change of the current at once; a charger that holds the voltage lets one undo the other. On a
        // plateau nobody can foretell what charge does: it explains what it may.
        private float Moved_mV(float byCurrent_mV, float slope_mV)
        {
            if (slope_mV > CellTrack.Plateau_mV)
            {
                return Floats.Abs(byCurrent_mV + _charge_permille * slope_mV);
            }

            float explained_mV = byCurrent_mV * _charge_permille < 0f ? Floats.Abs(_charge_permille) * CellTrack.Plateau_mV : 0f;
            float left_mV = Floats.Abs(byCurrent_mV) - explained_mV;
            return Floats.Positive(left_mV);
        }

        private void JudgeSleep(bool same, float dt_s)
        {
            bool slept = dt_s >= Sleep_s;
            _afterSleep = slept || (_afterSleep && same);
            Stale = _afterSleep && same;
            float least = slept ? FewestRepeats * (dt_s < Changed_s ? Changed_s / dt_s : 1f) : FewestRepeats;
            float usual = slept ? _sleepRepeats : _repeats;
            StaleChance = Stale ? StaleChance * (usual > least ? usual : least) : 1f;
            if (slept)
            {
                _sleepRepeats += same ? 0.3f * (1f - _sleepRepeats) : -0.05f * _sleepRepeats;
            }
            else if (!_afterSleep)
            {
                _repeats += same ? 0.05f * (1f - _repeats) : -0.002f * _repeats;
            }
        }

        private bool LookAtCells(Signal cells, long lost_ms)
        {
            int[] value_mV = cells.Value;
            Quality[] quality = cells.Quality;
            long[] sampled_ms = cells.Sampled_ms;
            bool[] usable = Usable;
            short[] previous_mV = Previous_mV;
            int good = 0;
            int missing = 0;
            bool same = true;
            bool alike = true;
            int first_mV = value_mV[0];
            for (int i = 0; i < value_mV.Length; i++)
            {
                int cell_mV = value_mV[i];
                bool read = quality[i] == Quality.Good && sampled_ms[i] > lost_ms;
                bool believed = read && cell_mV >= Lowest_mV && cell_mV <= Highest_mV;
                usable[i] = believed;
                good += believed ? 1 : 0;
                missing += read ? 0 : 1;
                same = same && (!believed || cell_mV == previous_mV[i]);
                alike = alike && cell_mV == first_mV;
            }

            bool moved = alike && (first_mV > _alike_mV + 2 || first_mV < _alike_mV - 2);
            Alike = !alike || good < FewestToDiffer ? 0 : moved ? Alike + 1 : Alike;
            _alike_mV = first_mV;
            UsableCells = good;
            Missing = missing;
            Impossible = value_mV.Length - good - missing;
            return same;
        }

        private bool KeepOthers(PackSample sample)
        {
            bool same = sample.Current_mA.Value[0] == _current_mA && sample.Bus_mV.Value[0] == _bus_mV;
            _current_mA = sample.Current_mA.Value[0];
            _bus_mV = sample.Bus_mV.Value[0];
            int[] temperature_ddegC = sample.Temperature_ddegC.Value;
            for (int i = 0; i < temperature_ddegC.Length; i++)
            {
                same = same && temperature_ddegC[i] == _temperatures_ddegC[i];
                _temperatures_ddegC[i] = temperature_ddegC[i];
            }

            return same;
        }
    }
}
