using Bms.Ports;

namespace Bms.Protection
{
    /// <summary>
    /// Asks the protector chip what it has tripped on, every cycle, and whether its settings are what they shall be, every second. A
    /// setting that differs is written again by the driver, at once or where it can wait once both switches are open; how often that was
    /// needed is counted, because a chip that loses its settings again and again is no second level.
    /// </summary>
    public sealed class ProtectorWatch
    {
        /// <summary>
        /// Settings written again until the chip counts as lost: more than one brown-out of a chip, whose parts are all written again once.
        /// </summary>
        public const int MostRepairs = 30;

        /// <summary>One of them is forgotten after this time in s, so that a brown-out now and then never adds up.</summary>
        public const int Forget_s = 60;

        /// <summary>A reset of the chip counts as so many of them: what dips every few seconds is no supply.</summary>
        public const int OfReset = 5;

        // The first writing of all settings is no repair: it ends with a while in which nothing differs.
        private const int Settled_s = 30;

        /// <summary>
        /// A gap in the questions of this length in ms may have been a silence to the chip: less than any chip waits for its host.
        /// </summary>
        public const int Silence_ms = 2000;

        private readonly IProtector _protector;
        private readonly PackSample _sample;
        private int _repairs;
        private int _quiet_s;
        private bool _settled;
        private long _looked_ms;
        private bool _napped;

        // What was before the start is not known.
        private bool _conducted = true;

        /// <summary>Watches a chip and writes what it finds to <paramref name="sample"/>; talks to nothing yet.</summary>
        public ProtectorWatch(IProtector protector, PackSample sample)
        {
            _protector = protector;
            _sample = sample;
        }

        /// <summary>At the start: writes all settings, so that the chip protects and measures before the first cycle asks it.</summary>
        public void Begin()
        {
            bool differed;
            _protector.TryAudit(false, out differed);
        }

        /// <summary>
        /// Every cycle, before the verdict. A chip that does not answer grows old. <paramref name="conducts"/>: a switch is to be closed.
        /// A silence of the host that began with both switches open is not told: there was nothing to watch over, and a processor that
        /// naps between two looks at a parked pack is one.
        /// </summary>
        public void Look(bool conducts, long uptime_ms)
        {
            ProtectorTrip trips;
            if (_protector.TryReadTrips(out trips))
            {
                _napped = uptime_ms - _looked_ms >= Silence_ms ? !_conducted : _napped;
                _looked_ms = uptime_ms;
                _conducted = conducts;
                trips = _napped ? trips & ~ProtectorTrip.HostSilent : trips;
                _sample.ProtectorTrips.Accept(0, (int)trips, uptime_ms);
                if ((trips & ProtectorTrip.Reset) != 0)
                {
                    // Both switches are open by the chip's reset; cells are not measured as they should be until it is set again.
                    Audit(OfReset, false, uptime_ms);
                }
            }
            else
            {
                _sample.ProtectorTrips.Reject(0, Quality.BusError);
            }
        }

        /// <summary>Once a second. <paramref name="conducts"/>: a switch is closed.</summary>
        public void Audit(bool conducts, long uptime_ms)
        {
            _settled = _settled || conducts || _quiet_s >= Settled_s;
            Audit(1, conducts, uptime_ms);
        }

        private void Audit(int weight, bool conducts, long uptime_ms)
        {
            bool differed;
            if (!_protector.TryAudit(conducts, out differed))
            {
                _sample.ProtectorDiffers.Reject(0, Quality.BusError);
                return;
            }

            // What was found between two looks of a second is told; that nothing was found is told by those looks alone.
            if (!differed && weight == OfReset)
            {
                return;
            }

            bool counts = differed && _settled;
            _quiet_s = differed ? 0 : _quiet_s + 1;
            _repairs += counts ? weight : 0;
            _repairs = _repairs > MostRepairs ? MostRepairs : _repairs;
            if (_quiet_s >= Forget_s)
            {
                _quiet_s = 0;
                _repairs -= _repairs > 0 ? 1 : 0;
            }

            _sample.ProtectorDiffers.Accept(0, counts ? 1 : 0, uptime_ms);
            _sample.ProtectorRepairs.Accept(0, _repairs, uptime_ms);
        }
    }
}
