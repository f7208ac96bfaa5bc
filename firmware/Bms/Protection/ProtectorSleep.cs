using Bms.Config;
using Bms.Ports;

namespace Bms.Protection
{
    /// <summary>
    /// Lets a chip at the cells sleep while the pack stands by and nothing is amiss, and wakes it before a switch closes. Asleep it
    /// measures every few seconds, so samples are old by design and the rows that watch their age wait as much longer. What a sample shows
    /// wakes it: a row that counts or is active.
    /// </summary>
    public sealed class ProtectorSleep
    {
        /// <summary>Time in s without a wish and without a fault after which the chip may sleep; 0 = never.</summary>
        public int After_s;

        private readonly IProtector _protector;
        private readonly PackSample _sample;
        private readonly ProtectionTable _table;
        private int _calm_s;
        private bool _allowed;
        private bool _wakes;
        private long _woken_ms;

        /// <summary>For a chip that can sleep; talks to nothing yet.</summary>
        public ProtectorSleep(IProtector protector, PackSample sample, ProtectionTable table, PackConfig pack)
        {
            _protector = protector;
            _sample = sample;
            _table = table;
            After_s = pack.SleepAfter_s;
        }

        /// <summary>True from the permission to sleep until every cell has been measured at the full rate again.</summary>
        public bool IsAsleep
        {
            get { return _allowed || _wakes; }
        }

        /// <summary>Every cycle, after the verdict. <paramref name="wanted"/>: a mode with closed switches is asked for.</summary>
        public void Step(bool wanted)
        {
            if (_allowed && wanted)
            {
                Wake();
            }

            if (_wakes && AreFresh())
            {
                _wakes = false;
                _table.LetCellsAge(0);
            }
        }

        /// <summary>Once a second. <paramref name="bleeds"/>: cells are to bleed, which a sleeping chip would not watch.</summary>
        public void Decide(PackState state, bool bleeds)
        {
            bool calm = state.Mode == Mode.Standby && state.Active == 0 && !bleeds && !_table.IsCounting;
            _calm_s = !calm ? 0 : _calm_s < After_s ? _calm_s + 1 : _calm_s;
            if (IsAsleep)
            {
                // A command to wake that was lost is given again.
                if (!calm || _wakes)
                {
                    Wake();
                }
            }
            else if (After_s > 0 && calm && _calm_s >= After_s && _protector.TryAllowSleep(true))
            {
                _allowed = true;
                _table.LetCellsAge(_protector.AsleepScan_ms);
            }
        }

        private void Wake()
        {
            _woken_ms = _wakes ? _woken_ms : _sample.Uptime_ms;
            _wakes = true;
            _allowed = !_protector.TryAllowSleep(false);
            _calm_s = 0;
        }

        // A scan from its sleep may be fresh too, by chance: the next one would be awaited at the full rate while the chip still wakes.
        private bool AreFresh()
        {
            Signal cells = _sample.Cell_mV;
            for (int i = 0; i < cells.Count; i++)
            {
                if (cells.Sampled_ms[i] <= _woken_ms || !cells.IsFresh(i, _sample.Uptime_ms, PackSample.CellHold_ms))
                {
                    return false;
                }
            }

            long spread_ms = _sample.Spread_mV.Sampled_ms[0];
            return spread_ms > _woken_ms && _sample.Uptime_ms - spread_ms < PackSample.CellHold_ms;
        }
    }
}
