using Bms.Balancing;
using Bms.Config;
using Bms.Estimation;
using Bms.Ports;
using Bms.Protection;
using Bms.Storage;

namespace Bms
{
    /// <summary>
    /// What only some boards have, each at its place in the cycle: a protector chip that is asked, a precharge resistor, resistors that
    /// bleed cells. A part that a board lacks does nothing, and its rows are not fitted.
    /// </summary>
    public sealed class PackParts
    {
        /// <summary>What each cell holds more than the emptiest, in mA·s; null without resistors.</summary>
        public readonly ChargeSpread Spread;

        /// <summary>Null without a memory that is large enough.</summary>
        public readonly PackKeeper Keeper;

        /// <summary>Null without resistors to bleed cells.</summary>
        public readonly Balancer Balancer;

        /// <summary>Null without a chip that can sleep.</summary>
        public readonly ProtectorSleep Sleep;

        // A cell near its limit is looked at undisturbed; a resistor that does not obey is told nothing but to end.
        private const long BleedsNever = (1L << (int)Fault.BalancerMismatch) | (1L << (int)Fault.CellOverVoltageWarning);

        /// <summary>True while the precharge resistor leads to the load.</summary>
        public bool IsFilling
        {
            get { return _precharge != null && _precharge.IsFilling; }
        }

        /// <summary>True while something of it must be looked at in every cycle: the load is filled, or a cell bleeds.</summary>
        public bool IsBusy
        {
            get { return IsFilling || (Balancer != null && Balancer.Cells != 0); }
        }

        /// <summary>True while the chip at the cells sleeps, or has not measured at its full rate again.</summary>
        public bool IsAsleep
        {
            get { return Sleep != null && Sleep.IsAsleep; }
        }

        private readonly PackSample _sample;
        private readonly int[] _calibration_ppm;
        private readonly ProtectorWatch _protector;
        private readonly PrechargeSequence _precharge;
        private readonly LoadWatch _load;

        /// <summary>Joins the parts that are there, and fits their rows; talks to nothing.</summary>
        public PackParts(PackConfig pack, BmsPorts ports, PackSample sample, ProtectionTable table, EventLog events, int[] accuracy_mV)
        {
            _sample = sample;
            _calibration_ppm = ports.Calibration_ppm;
            bool remembers = PackMemory.Fits(ports.Store);
            Keeper = remembers ? new PackKeeper(ports.Store, sample, table, events) : null;
            ProtectorTrip kinds = ports.Protector == null ? ProtectorTrip.None : ports.Protector.Kinds;
            table.Fit(remembers, ports.Balancer != null, ports.Precharge != null, kinds);
            _protector = ports.Protector == null ? null : new ProtectorWatch(ports.Protector, sample);
            bool sleeps = ports.Protector != null && ports.Protector.AsleepScan_ms > 0;
            Sleep = sleeps ? new ProtectorSleep(ports.Protector, sample, table, pack) : null;
            _precharge = ports.Precharge == null ? null : new PrechargeSequence(ports.Precharge, pack);
            _load = ports.Precharge == null ? null : new LoadWatch(pack);
            if (ports.Balancer != null)
            {
                Spread = new ChargeSpread(pack.Chemistry, pack.Capacity_mAh, accuracy_mV);
                Balancer = new Balancer(ports.Balancer, pack, Spread.Surplus_mAs, BleedsNever);
            }
        }

        /// <summary>
        /// At the start: sets the protector chip, which opens its switches, opens the rest, and tells the estimator what is remembered.
        /// </summary>
        public void Start(SocEstimator soc)
        {
            if (_protector != null)
            {
                _protector.Begin();
            }

            Open();
            if (Keeper != null)
            {
                Keeper.Load(soc, _calibration_ppm);
            }
        }

        /// <summary>Notes the wall time at an uptime.</summary>
        public void NoteUtc(long utc_s, long uptime_ms)
        {
            if (Keeper != null)
            {
                Keeper.NoteUtc(utc_s, uptime_ms);
            }
        }

        /// <summary>Before an orderly restart.</summary>
        public void Close(PackState state)
        {
            Open();
            if (Keeper != null)
            {
                Keeper.Close(state);
            }
        }

        private void Open()
        {
            if (_precharge != null)
            {
                _precharge.Open();
            }

            if (Balancer != null)
            {
                Balancer.Stop();
            }
        }

        /// <summary>Every cycle, after the sampling and before the verdict.</summary>
        public void Look(PackState state)
        {
            if (_protector != null)
            {
                _protector.Look(state.ChargeCommand || state.DischargeCommand, _sample.Uptime_ms);
            }

            if (_precharge != null)
            {
                _precharge.Measure(_sample);
                _load.Step(_sample, state, _precharge.IsFilling);
            }
        }

        /// <summary>Every cycle, after the verdict: what is asked for wakes what sleeps.</summary>
        public void Wake(Request request)
        {
            if (Sleep != null)
            {
                Sleep.Step(request != Request.Standby);
            }
        }

        /// <summary>
        /// Every cycle, once the mode has set the commands: the load is filled before the discharge switch closes.
        /// <paramref name="waits"/>: that switch was told to close and has not yet.
        /// </summary>
        public void Gate(PackState state, bool waits)
        {
            if (_precharge != null)
            {
                _precharge.Step(_sample, state, waits);
            }
        }

        /// <summary>Once a second, after the estimate.</summary>
        public void Decide(PackState state)
        {
            if (_protector != null)
            {
                _protector.Audit(state.ChargeCommand || state.DischargeCommand, _sample.Uptime_ms);
            }

            if (Balancer != null)
            {
                Spread.Step(_sample, Balancer.Disturbs);
                Balancer.Step(_sample, state);
            }

            if (Sleep != null)
            {
                Sleep.Decide(state, Balancer != null && Balancer.Wants);
            }

            if (Keeper != null)
            {
                Keeper.Step(state);
            }
        }
    }
}
