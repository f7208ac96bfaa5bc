using Bms.Estimation;
using Bms.Ports;
using Bms.Protection;
using Bms.Storage;

namespace Bms
{
    /// <summary>
    /// Decides when what the pack must know is written: a trip soon, a changed charge now and then, everything before an orderly end. Flash
    /// wears: no more than <see cref="SavesPerDay"/> saves a day in the long run, and <see cref="Reserve"/> more at a time; each writes
    /// one of two copies, so a sector that stands 100,000 erasures lasts five and a half years even without a file system that
    /// spreads its writes, and one that does lasts longer than the pack.
    /// </summary>
    public sealed class PackKeeper
    {
        /// <summary>One save in a quarter of an hour, and so many in reserve for trips that come at once.</summary>
        public const int SavesPerDay = 96;
        public const int Reserve = 8;

        /// <summary>Saves that a boot begins with: a board that restarts again and again must not wear its memory out.</summary>
        public const int FirstReserve = 2;

        /// <summary>
        /// Growth of the uncertainty of the charge in ppm over a time without power, whose length nobody knows: a cell loses up to 3 % a
        /// month, and what is bled and measured takes its share.
        /// </summary>
        public const int Unpowered_ppm = 50000;

        /// <summary>A charge that has moved by less, in ppm, is not worth a save.</summary>
        public const int Moved_ppm = 10000;

        /// <summary>Where the count of boots ends: three bytes of a trip.</summary>
        private const int MostBoots = 0x7FFFFF;

        private const int Quarter_s = 86400 / SavesPerDay;

        private readonly PackMemory _memory;
        private readonly PackSample _sample;
        private readonly ProtectionRow[] _rows;
        private readonly EventLog _events;
        private readonly TripMemory _before = new TripMemory();
        private readonly TripMemory _trip = new TripMemory();
        private int _seenEvents;
        private int _left = FirstReserve;
        private int _quarter_s;
        private int _minute_s;
        private int _savedSoc_ppm;
        private long _countedIn_mAs;
        private long _countedOut_mAs;
        private long _utcNoted_s;
        private long _utcNoted_ms;
        private bool _urgent;
        private bool _failed;

        /// <summary>For a store that <see cref="PackMemory.Fits"/>; reads and writes nothing yet.</summary>
        public PackKeeper(IStateStore store, PackSample sample, ProtectionTable table, EventLog events)
        {
            _memory = new PackMemory(store);
            _sample = sample;
            _rows = table.Rows;
            _events = events;
        }

        /// <summary>What is remembered.</summary>
        public PackMemory Memory
        {
            get { return _memory; }
        }

        /// <summary>Saves begun since start.</summary>
        public int Saves { get; private set; }

        /// <summary>Notes the wall time at an uptime: what is saved from now on says when it was.</summary>
        public void NoteUtc(long utc_s, long uptime_ms)
        {
            _utcNoted_s = utc_s;
            _utcNoted_ms = uptime_ms;
        }

        /// <summary>
        /// At the start: reads what is there and tells the estimator, with an uncertainty that has grown. Corrections that the board was
        /// given are remembered in the place of those that it had; null leaves them.
        /// </summary>
        public void Load(SocEstimator soc, int[] calibration_ppm)
        {
            if (_memory.TryLoad() && _memory.SocSigma_ppm >= 0)
            {
                _savedSoc_ppm = _memory.Soc_ppm;
                soc.Remember(_memory.Soc_ppm, _memory.SocSigma_ppm + Unpowered_ppm);
            }

            _memory.Boot = _memory.Boot < MostBoots ? _memory.Boot + 1 : MostBoots;
            for (int i = 0; calibration_ppm != null && i < calibration_ppm.Length && i < PackMemory.Calibrations; i++)
            {
                _urgent = _urgent || _memory.Calibration_ppm[i] != calibration_ppm[i];
                _memory.Calibration_ppm[i] = calibration_ppm[i];
            }
        }

        // 0 as long as nobody has said what time it is.
        private long Utc_s(long uptime_ms)
        {
            return _utcNoted_s > 0 ? _utcNoted_s + ((uptime_ms - _utcNoted_ms) / 1000) : 0;
        }

        /// <summary>Once a second: takes over what is new, and saves when it is time.</summary>
        public void Step(PackState state)
        {
            TakeEvents();
            Note();
            Count();
            int moved_ppm = state.Soc_ppm - _savedSoc_ppm;
            bool due = _quarter_s == 0 && (moved_ppm >= Moved_ppm || moved_ppm <= -Moved_ppm);
            if ((_urgent || due) && _left > 0)
            {
                _left--;
                Save(state);
            }

            _sample.StateNotStored.Accept(0, _failed ? 1 : 0, _sample.Uptime_ms);
        }

        /// <summary>Before an orderly end: everything, whatever is left of the reserve.</summary>
        public void Close(PackState state)
        {
            TakeEvents();
            Save(state);
        }

        private void Save(PackState state)
        {
            _memory.Soc_ppm = state.Soc_ppm;
            _memory.SocSigma_ppm = state.SocSigma_ppm;
            _memory.Soh_permille = state.Soh_permille;
            _memory.Utc_s = Utc_s(_sample.Uptime_ms);
            long in_mAs = state.ChargeIn_mAs - _countedIn_mAs;
            long out_mAs = state.ChargeOut_mAs - _countedOut_mAs;
            int in_mAh = Numbers.ToInt(in_mAs / 3600);
            int out_mAh = Numbers.ToInt(out_mAs / 3600);
            _memory.ChargeIn_mAh += in_mAh;
            _memory.ChargeOut_mAh += out_mAh;
            _countedIn_mAs += in_mAh * 3600L;
            _countedOut_mAs += out_mAh * 3600L;
            Saves++;
            _failed = !_memory.TrySave();
            _urgent = _failed;
            _savedSoc_ppm = state.Soc_ppm;
        }

        private void Count()
        {
            _quarter_s = _quarter_s + 1 < Quarter_s ? _quarter_s + 1 : 0;
            _left += _quarter_s == 0 && _left < Reserve ? 1 : 0;
            _minute_s = _minute_s + 1 < 60 ? _minute_s + 1 : 0;
            _memory.Ran_min += _minute_s == 0 ? 1 : 0;
        }

        // A second ago nothing had tripped: what was measured then tells how it came.
        private void Note()
        {
            _before.Before_mA = _sample.Current_mA.Value[0];
            _before.BeforeLowest_mV = _sample.Cell_mV.Lowest;
            _before.BeforeHighest_mV = _sample.Cell_mV.Highest;
            _before.BeforeHottest_ddegC = _sample.Temperature_ddegC.Highest;
        }

        private void TakeEvents()
        {
            int first = _seenEvents + 1 < _events.Oldest ? _events.Oldest : _seenEvents + 1;
            for (int number = first; number <= _events.Written; number++)
            {
                int row = _events.Row(number);
                if (_events.Raised(number) && row < _rows.Length)
                {
                    _memory.Raised[row] += _memory.Raised[row] < 255 ? (byte)1 : (byte)0;
                    if (_rows[row].Level != Level.Warning)
                    {
                        Keep(number, row);
                    }
                }
            }

            _seenEvents = _events.Written;
        }

        private void Keep(int number, int row)
        {
            _trip.CopyFrom(_before);
            _trip.Row = row;
            _trip.Level = (int)_rows[row].Level;
            _trip.Channel = _events.Channel(number);
            _trip.Value = _events.Value(number);
            _trip.Boot = _memory.Boot;
            _trip.Uptime_s = Numbers.ToInt(_events.Uptime_ms(number) / 1000);
            _trip.Utc_s = Utc_s(_events.Uptime_ms(number));
            _memory.Add(_trip);
            _urgent = true;
        }
    }
}
