using Bms.Config;
using Bms.Ports;

namespace Bms.Anomaly
{
    /// <summary>
    /// The detector's place on a board: one frame a second, behind protection, charge and report. It writes what it makes of the pack to
    /// the state, where the charge may be lowered by it and telemetry finds it. Protections read none of that. What it has learned it
    /// keeps in the store, so that a restart forgets no leak that was half found.
    /// </summary>
    public sealed class PackWatch
    {
        /// <summary>Types, bit n = type n, under which a charge does harm: a leak, heat, plating, a cell beyond its chemistry.</summary>
        public const int HarmfulTypes = 1 << (int)AnomalyType.InternalShort | 1 << (int)AnomalyType.ExternalShort
            | 1 << (int)AnomalyType.Plating | 1 << (int)AnomalyType.Cooling | 1 << (int)AnomalyType.SelfHeating
            | 1 << (int)AnomalyType.Abuse;

        /// <summary>
        /// Times in ms from one save to the next, and after an alarm. Each writes one of two copies: at one an hour a sector that stands
        /// 100,000 erasures lasts twenty years.
        /// </summary>
        public const int Save_ms = 3600 * 1000;
        public const int SaveAlarm_ms = 600 * 1000;

        public readonly AnomalyDetector Detector;

        /// <summary>What it saw before an alarm, for a PC to see it again.</summary>
        public readonly AlarmRing Ring;

        /// <summary>True when this boot began with what an earlier one had learned.</summary>
        public bool IsResumed { get; private set; }

        // A save is written while the detector has little else to do.
        private const int CalmFrom = 3;
        private const int CalmTo = 50;

        private readonly int _cells;
        private readonly StateTape _tape = new StateTape();
        private readonly StateMemory _memory;
        private long _saved_ms;
        private int _savedAlarms;
        private int _image;

        /// <summary>For a board with a store, or without one (null): one that is too small keeps nothing.</summary>
        public PackWatch(PackConfig pack, IStateStore store)
        {
            _cells = pack.CellCount;
            Detector = new AnomalyDetector(pack.CellCount, pack.ProbeCount, pack.Chemistry.Ocv_mV, pack.Capacity_mAh);
            Ring = new AlarmRing(Detector);
            bool fits = StateMemory.Fits(store, Ring.Older.Length);
            _memory = fits ? new StateMemory(store, Ring.Older.Length, Layout(pack)) : null;
        }

        /// <summary>At the start of a boot, before the first frame: takes over what an earlier boot has learned.</summary>
        public void Begin(long uptime_ms)
        {
            _saved_ms = uptime_ms;
            if (_memory != null && _memory.TryLoad(Ring.Older))
            {
                Ring.Older.Base_ms = uptime_ms;
                IsResumed = _tape.TryRead(Detector, Ring.Older);
                Detector.Resume(uptime_ms);
            }

            Ring.Begin(uptime_ms);
        }

        /// <summary>Before an orderly end: keeps everything.</summary>
        public void Close()
        {
            if (_memory != null)
            {
                Ring.Refresh();
                _memory.Begin(Ring.Newer);
                while (_memory.IsSaving && _memory.SavePart())
                {
                }
            }
        }

        /// <summary>Looks at the present sample; once a second.</summary>
        public void Step(PackSample sample, PackState state)
        {
            Detector.Step(sample);
            Ring.Step(sample);
            if (_memory != null)
            {
                Save(sample.Uptime_ms);
            }

            state.AnomalySeverity = Detector.Alarms.Severity;
            state.AnomalyHarm = Detector.Alarms.SeverityOf(HarmfulTypes);
            state.ResistanceGrowth_permille = Numbers.ToInt(1000f * SureGrowth(), 0, 100000);
        }

        // An image that the ring has just taken stays for half a minute: time enough to write it, a part a second.
        private void Save(long uptime_ms)
        {
            bool isNew = Ring.Newer.Number != _image;
            _image = Ring.Newer.Number;
            int samples = Detector.Pack.Samples;
            if (_memory.IsSaving && isNew)
            {
                _memory.Begin(Ring.Newer);
            }
            else if (_memory.IsSaving && samples >= CalmFrom && samples <= CalmTo)
            {
                _memory.SavePart();
            }
            else if (isNew && IsDue(uptime_ms))
            {
                _saved_ms = uptime_ms;
                _savedAlarms = Detector.Alarms.Raised;
                _memory.Begin(Ring.Newer);
            }
        }

        private bool IsDue(long uptime_ms)
        {
            long since_ms = uptime_ms - _saved_ms;
            return since_ms >= Save_ms || (since_ms >= SaveAlarm_ms && Detector.Alarms.Raised != _savedAlarms);
        }

        // An image means something else with other cells, another curve or another list of numbers.
        private int Layout(PackConfig pack)
        {
            _tape.Measure(Detector);
            int[] ocv_mV = pack.Chemistry.Ocv_mV;
            int hash = Mix(Mix(Fnv.Start, pack.Capacity_mAh), (_cells << 8) | pack.ProbeCount);
            hash = Mix(Mix(hash, (_tape.Ints << 16) | _tape.Floats), (_tape.Shorts << 16) | _tape.Bytes);
            for (int i = 0; i < ocv_mV.Length; i++)
            {
                hash = Mix(hash, ocv_mV[i]);
            }

            return hash;
        }

        private static int Mix(int hash, int value)
        {
            return Fnv.Add(Fnv.Add(Fnv.Add(Fnv.Add(hash, value >> 24), value >> 16), value >> 8), value);
        }

        // Of the cell that has grown most, less what the estimate may be wrong by.
        private float SureGrowth()
        {
            ResistanceTrack resistance = Detector.Resistance;
            float most = 0f;
            for (int i = 0; i < _cells; i++)
            {
                float growth = resistance.Growth(i);
                most = growth > most ? growth : most;
            }

            return most > AnomalyLimits.Growth ? most - 2f * resistance.Sigma : 0f;
        }
    }
}
