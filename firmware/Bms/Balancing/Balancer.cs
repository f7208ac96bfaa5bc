using Bms.Config;
using Bms.Ports;

namespace Bms.Balancing
{
    /// <summary>
    /// Bleeds the cells that hold more charge than the emptiest one, until each has lost its surplus. Passive: what is bled becomes heat,
    /// so only as many at once as the board stands, the fullest first, and none while anything is wrong, warm or low. Bleeding goes in
    /// turns of <see cref="Bleed_s"/> with a pause of <see cref="Pause_s"/> between them, in which cells are measured undisturbed; it is
    /// commanded every second, well within the chip's own expiry, so that it ends by itself when nobody commands it any more.
    /// </summary>
    public sealed class Balancer
    {
        /// <summary>A turn of bleeding and the pause behind it, in s: a chip may take a second to follow a command.</summary>
        public const int Bleed_s = 16;
        public const int Pause_s = 4;

        /// <summary>Seconds until the read-back must show a command.</summary>
        public const int Follow_s = 2;

        /// <summary>A surplus below this, in permille of the capacity, is not worth the heat.</summary>
        public const int Worth_permille = 2;

        /// <summary>No cell is bled below this above its under-voltage release, in mV: a pack in a store keeps what it has.</summary>
        public const int Floor_mV = 200;

        /// <summary>Nor from below this state of charge in ppm, unless the pack is being charged.</summary>
        public const int Floor_ppm = 300000;

        private readonly IBalancer _balancer;
        private readonly PackConfig _pack;
        private readonly long[] _surplus_mAs;
        private readonly bool[] _wanted;
        private readonly bool[] _bleeding;
        private readonly long _worth_mAs;
        private readonly long _forbids;
        private int _turn_s;
        private int _steady_s;
        private bool _bleeds;
        private bool _suspect;

        /// <summary>
        /// <paramref name="surplus_mAs"/>: what each cell holds more than the emptiest, in mA·s; what has been bled is taken off it.
        /// <paramref name="forbids"/>: rows of the protection table, bit n = row n, that end all bleeding besides those that open a switch.
        /// </summary>
        public Balancer(IBalancer balancer, PackConfig pack, long[] surplus_mAs, long forbids)
        {
            _forbids = forbids;
            _balancer = balancer;
            _pack = pack;
            _surplus_mAs = surplus_mAs;
            _wanted = new bool[pack.CellCount];
            _bleeding = new bool[pack.CellCount];
            _worth_mAs = pack.Capacity_mAh * 36L / 10 * Worth_permille;
        }

        /// <summary>Charge in mA·s that all cells together have lost through the resistors since start.</summary>
        public long Bled_mAs { get; private set; }

        /// <summary>True while some cell is to bleed, now or after the pause: the chip at the cells has to be awake.</summary>
        public bool Wants { get; private set; }

        /// <summary>Cells told to bleed, bit n = cell n + 1.</summary>
        public long Cells { get; private set; }

        /// <summary>
        /// True while a cell bleeds or has bled within the last <see cref="Follow_s"/> seconds: voltages are not those of rest.
        /// </summary>
        public bool Disturbs
        {
            get { return _bleeds || _steady_s <= Follow_s; }
        }

        /// <summary>Ends all bleeding, at the start and at the end.</summary>
        public void Stop()
        {
            ChooseNone();
            Cells = 0;
            _bleeds = false;
            _balancer.TryBleed(_wanted);
        }

        /// <summary>Once a second, after the verdict.</summary>
        public void Step(PackSample sample, PackState state)
        {
            bool sure = CheckReadBack(sample);
            bool may = sure && Allows(sample, state);
            Wants = may && HasSurplus();
            _turn_s = may && _turn_s + 1 < Bleed_s + Pause_s ? _turn_s + 1 : 0;
            long before = Cells;
            Choose(may && _turn_s < Bleed_s ? MostAtOnce() : 0, sample);
            bool told = _balancer.TryBleed(_wanted);
            Cells = Mask();
            _bleeds = Cells != 0;
            _steady_s = told && before == Cells ? _steady_s + (_steady_s < int.MaxValue ? 1 : 0) : 0;
        }

        // Of those that were chosen the chip may have put some off.
        private long Mask()
        {
            long mask = 0;
            for (int i = 0; i < _wanted.Length; i++)
            {
                mask |= _wanted[i] ? 1L << i : 0;
            }

            return mask;
        }

        // A cell that bleeds untold would be emptied: told again every second, and a row of its own.
        private bool CheckReadBack(PackSample sample)
        {
            if (!_balancer.TryReadBleeding(_bleeding))
            {
                sample.BalancerMismatch.Reject(0, Quality.BusError);
                return false;
            }

            bool same = true;
            for (int i = 0; i < _wanted.Length; i++)
            {
                same = same && _bleeding[i] == _wanted[i];
                Count(i, sample);
            }

            // Until it is seen to obey again nothing bleeds: a command that changes each second would never be judged. While a command has
            // its time to be followed nothing is known: that is no sample, or a command that was lost would begin the row's delay anew.
            if (_steady_s >= Follow_s)
            {
                _suspect = !same;
                sample.BalancerMismatch.Accept(0, same ? 0 : 1, sample.Uptime_ms);
            }

            return !_suspect;
        }

        // What a cell loses in a second follows from its own voltage: a resistor.
        private void Count(int cell, PackSample sample)
        {
            if (!_bleeding[cell])
            {
                return;
            }

            int full_mV = _pack.Chemistry.ChargeTarget_mV;
            long lost_mAs = full_mV > 0 ? (long)_balancer.Current_mA * sample.Cell_mV.Value[cell] / full_mV : 0;
            Bled_mAs += lost_mAs;
            _surplus_mAs[cell] -= lost_mAs < _surplus_mAs[cell] ? lost_mAs : _surplus_mAs[cell];
        }

        private bool HasSurplus()
        {
            for (int i = 0; i < _surplus_mAs.Length; i++)
            {
                if (_surplus_mAs[i] >= _worth_mAs)
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsCalm(PackState state)
        {
            bool wrong = ((state.Active & _forbids) | state.ChargeForbiddenBy | state.DischargeForbiddenBy) != 0;
            return !wrong && (state.Mode == Mode.Standby || state.Mode == Mode.Charge || state.Mode == Mode.Discharge);
        }

        private bool Allows(PackSample sample, PackState state)
        {
            bool full = state.Mode == Mode.Charge || state.Soc_ppm >= Floor_ppm;
            if (!IsCalm(state) || !full)
            {
                return false;
            }

            // The resistors sit on the board among the probes: where charging would be derated for warmth, nothing more is heated.
            Signal probes = sample.Temperature_ddegC;
            for (int i = 0; i < probes.Count; i++)
            {
                if (probes.Quality[i] != Quality.Good || probes.Value[i] >= _pack.Chemistry.ChargeHotWarning_ddegC)
                {
                    return false;
                }
            }

            return true;
        }

        private int MostAtOnce()
        {
            return _balancer.MostAtOnce < _wanted.Length ? _balancer.MostAtOnce : _wanted.Length;
        }

        private void ChooseNone()
        {
            for (int i = 0; i < _wanted.Length; i++)
            {
                _wanted[i] = false;
            }
        }

        // The fullest first, as many as the heat allows; sixteen cells and a handful at once need no sorting.
        private void Choose(int most, PackSample sample)
        {
            ChooseNone();
            int floor_mV = _pack.Chemistry.UnderVoltageRelease_mV + Floor_mV;
            for (int n = 0; n < most; n++)
            {
                int fullest = -1;
                for (int i = 0; i < _wanted.Length; i++)
                {
                    bool may = !_wanted[i] && _surplus_mAs[i] >= _worth_mAs && sample.Cell_mV.Quality[i] == Quality.Good
                        && sample.Cell_mV.Value[i] >= floor_mV;
                    fullest = may && (fullest < 0 || _surplus_mAs[i] > _surplus_mAs[fullest]) ? i : fullest;
                }

                if (fullest < 0)
                {
                    return;
                }

                _wanted[fullest] = true;
            }
        }
    }
}
