using Bms.Anomaly;
using Bms.Charging;
using Bms.Config;
using Bms.Estimation;
using Bms.Measurement;
using Bms.Protection;
using Bms.Telemetry;

namespace Bms
{
    /// <summary>
    /// The BMS: sample, protect, command the switches, then everything that may come later. Time is an argument; one thread calls.
    /// </summary>
    public sealed class BmsController
    {
        /// <summary>The measurements of the last cycle.</summary>
        public readonly PackSample Sample;

        /// <summary>The conclusions of the last cycle.</summary>
        public readonly PackState State = new PackState();

        /// <summary>Protection events, newest last.</summary>
        public readonly EventLog Events = new EventLog();

        /// <summary>Every protection with its limits and delays.</summary>
        public readonly ProtectionTable Table;

        /// <summary>What looks for faults that no protection sees yet; null where the configuration leaves it out.</summary>
        public readonly PackWatch Watch;

        /// <summary>What only some boards have: a protector chip, a precharge resistor, resistors to bleed cells, a memory.</summary>
        public readonly PackParts Parts;

        private readonly BmsPorts _ports;
        private readonly PackSampler _sampler;
        private readonly ProtectionManager _protection;
        private readonly ModeMachine _modes;
        private readonly BodyDiodes _diodes = new BodyDiodes();
        private readonly CurrentWitness _witness;
        private readonly SwitchFollow _follow;
        private readonly OpenSwitches _openSwitches = new OpenSwitches();
        private readonly SocEstimator _soc;
        private readonly ChargeCap _cap = new ChargeCap();
        private readonly CurrentLimits _limits;
        private readonly CcCvCharger _charger;
        private readonly TelemetryReporter _reporter;
        private readonly Parking _parking;
        private readonly int _ticksPerSecond;
        private int _reportedEvents;
        private int _tick;
        private bool _ready;

        /// <summary>
        /// Joins the parts; talks to nothing. Throws ArgumentException with one sentence when the configuration or the wiring is wrong.
        /// </summary>
        public BmsController(PackConfig pack, BmsPorts ports, TelemetryReporter reporter)
        {
            string mistake = pack.Validate();
            mistake = mistake == null ? Wiring.Mistake(pack, ports) : mistake;
            if (mistake != null)
            {
                throw new System.ArgumentException(mistake);
            }

            _ports = ports;
            _follow = new SwitchFollow(ports.Switches);
            _reporter = reporter;
            _ticksPerSecond = pack.TicksPerSecond;
            Sample = new PackSample(pack.CellCount, pack.ProbeCount);
            Table = new ProtectionTable(Sample, pack);
            _modes = new ModeMachine(Table.Interrupts);
            TightenByAccuracy(ports);
            _sampler = new PackSampler(ports.Cells, ports.Current, ports.Probes, Sample, pack.Capacity_mAh,
                pack.ProtectorSleeps_mV, pack.CellScan_ms, pack.BusPath_uohm);
            _witness = new CurrentWitness(pack.CellCount, pack.CellScan_ms);
            Parts = new PackParts(pack, ports, Sample, Table, Events, Wiring.CellAccuracy_mV(ports));
            _protection = new ProtectionManager(Table, Events, pack.LimpTime_ms);
            _soc = new SocEstimator(pack.Chemistry, pack.Capacity_mAh, ports.Cells.MeanAccuracy_mV, Wiring.CellAccuracy_mV(ports));
            _parking = new Parking(pack.ParkAfter_ms, pack.Tick_ms);
            _limits = new CurrentLimits(pack);
            _charger = new CcCvCharger(ports.Charger, pack, Wiring.WorstAccuracy_mV(ports));
            Watch = pack.WatchesAnomalies ? new PackWatch(pack, ports.Store) : null;
            State.Soh_permille = 1000;
            if (_reporter != null)
            {
                _reporter.Alarms = Watch == null ? null : Watch.Detector.Alarms;
                _reporter.Ring = Watch == null ? null : Watch.Ring;
                _reporter.Memory = Parts.Keeper == null ? null : Parts.Keeper.Memory;
            }
        }

        /// <summary>Opens the switches, stops the charger and starts the age of every signal.</summary>
        public void Start(long uptime_ms)
        {
            _ports.Switches.TrySet(false, false);
            _ports.Charger.TryDisable();
            Parts.Start(_soc);
            Watch?.Begin(uptime_ms);
            Sample.StartAge(uptime_ms);
            State.Mode = Mode.SelfTest;
            if (_reporter != null)
            {
                _reporter.Start(uptime_ms);
            }
        }

        /// <summary>
        /// Notes the wall time at an uptime, for telemetry and memory only; quality 0 none, 1 held over a reset, 2 RTC, 3 SNTP.
        /// </summary>
        public void NoteUtc(long utc_s, int quality, long uptime_ms)
        {
            if (_reporter != null)
            {
                _reporter.NoteUtc(utc_s, quality, uptime_ms);
            }

            Parts.NoteUtc(utc_s, uptime_ms);
        }

        /// <summary>A person beside the pack asks for a mode; dropped if it is forbidden in the next cycle.</summary>
        public void Ask(Request request)
        {
            Ask(request, ClearedBy.Person);
        }

        /// <summary>
        /// Asks for a mode; dropped if it is forbidden in the next cycle. A direction that a protection has opened closes again only if
        /// <paramref name="who"/> may clear that protection, see the column of the protection table.
        /// </summary>
        public void Ask(Request request, ClearedBy who)
        {
            if (_parking.IsParked)
            {
                // Nobody waits a second for the first decision.
                _tick = _ticksPerSecond - 1;
                _parking.Wake();
            }

            _modes.Ask(request, Table.ClearableBy(who));
            if (who == ClearedBy.Person)
            {
                _protection.Rearm();
            }
        }

        /// <summary>Lets the latched protections clear that <paramref name="who"/> may clear, if their cause has gone.</summary>
        public void ResetLatches(ClearedBy who)
        {
            _protection.ResetLatches(who);
        }

        /// <summary>True while the pack stands and is looked at once in Parking.Period_ms only, whatever the tick.</summary>
        public bool IsParked
        {
            get { return _parking.IsParked; }
        }

        /// <summary>
        /// One cycle, every tick. Protection acts before anything else runs and never waits for it. In most ticks of a parked pack nothing
        /// happens but the heartbeat.
        /// </summary>
        public void Step(long uptime_ms)
        {
            if (_parking.Sleeps(uptime_ms))
            {
                _ports.Heartbeat.Beat();
                return;
            }

            Sample.Excuse(_parking.TakeSlept_ms());
            Sample.LoopGap_ms.Accept(0, LoopGap_ms(uptime_ms), uptime_ms);
            ReadBackSwitches(uptime_ms);

            // The slow work of the last cycle uses the bus after that cycle's verdict.
            bool stuck = _ports.Bus.IsStuck;
            _ports.Bus.BeginCycle();
            _sampler.Sample(uptime_ms);
            Sample.BusStuck.Accept(0, stuck || _ports.Bus.IsStuck ? 1 : 0, uptime_ms);
            _openSwitches.Step(Sample, State, Parts.IsFilling);
            Parts.Look(State);
            bool contradicts = _witness.Contradicts(Sample) || _charger.CurrentContradicts;
            Sample.CurrentImplausible.Accept(0, contradicts ? 1 : 0, uptime_ms);
            Sample.ChargeFailed.Accept(0, _charger.HasFailed ? 1 : 0, uptime_ms);
            _protection.Step(uptime_ms, State);
            _ready = _ready || Sample.IsComplete();
            Parts.Wake(_modes.Request);
            _modes.Step(_ready && (_modes.Request == Request.Standby || !Parts.IsAsleep), State);
            Parts.Gate(State, _follow.DischargeWaits);
            _diodes.Step(Sample, State);
            if (State.Mode != Mode.Charge && State.ChargerCurrent_mA > 0)
            {
                _ports.Charger.DisableAtOnce();
            }

            // A transfer that has timed out after the verdict opened the switches: the next verdict is a time-out away.
            bool free = !_ports.Bus.IsStuck;
            _ports.Switches.TrySet(free && State.ChargeCommand, free && State.DischargeCommand);
            _soc.Count(Sample);
            WorkSlowly(uptime_ms);
            Park(uptime_ms);
            _ports.Heartbeat.Beat();
        }

        /// <summary>
        /// The end before an orderly restart: opens the switches, stops the charger, and ends this boot's chain of records, so that the
        /// next boot can state its last one. Step must not follow.
        /// </summary>
        public void Close()
        {
            _ports.Switches.TrySet(false, false);
            _ports.Charger.TryDisable();
            Parts.Close(State);
            Watch?.Close();
            if (_reporter != null)
            {
                _reporter.Close();
            }
        }

        /// <summary>After <see cref="Close"/>: lets the last records go; true once none waits any more.</summary>
        public bool Drain()
        {
            return _reporter == null || _reporter.Drain();
        }

        // Spread over the second, so that no tick carries all of it; a parked pack has one tick a second, and time.
        private void WorkSlowly(long uptime_ms)
        {
            bool isParked = _parking.IsParked;
            _tick = !isParked && _tick + 1 < _ticksPerSecond ? _tick + 1 : 0;
            if (_tick == 0)
            {
                Decide(uptime_ms);
            }

            if (_reporter != null && (isParked || _tick == _ticksPerSecond / 2 || Events.Written != _reportedEvents))
            {
                _reportedEvents = Events.Written;
                _reporter.Step(uptime_ms, Sample, State, Events);
            }

            // Last of all, in a tick of its own: nothing waits for it. While the cells' chip sleeps, when it has measured.
            bool looks = Parts.IsAsleep ? Sample.Spread_mV.Sampled_ms[0] == uptime_ms : isParked || _tick == _ticksPerSecond - 1;
            if (Watch != null && looks)
            {
                Watch.Step(Sample, State);
            }
        }

        // The cheap questions in every cycle, the others only of a pack that has stood for long.
        private void Park(long uptime_ms)
        {
            bool stands = State.Mode == Mode.Standby && State.Active == 0 && !Parts.IsBusy;
            if (_parking.HasStood(uptime_ms, stands && _openSwitches.IsStill))
            {
                if (Sample.IsGood() && _protection.IsQuiet())
                {
                    _parking.Park(uptime_ms);
                }
                else
                {
                    _parking.Wake();
                }
            }
        }

        private void Decide(long uptime_ms)
        {
            _soc.Estimate(Sample, State);
            _cap.Step(Sample, State);
            _limits.Step(Sample, State);
            Sample.ChargerMismatch.Accept(0, _charger.Step(Sample, State) ? 0 : 1, uptime_ms);
            Parts.Decide(State);
            State.CrcErrors = _ports.Bus.CrcErrors;
            Sample.TelemetrySilent.Accept(0, _reporter != null && _reporter.IsSilent ? 1 : 0, uptime_ms);
        }

        // A stall with both switches open has held nothing up: the handshake of TLS in standby is no fault.
        private int LoopGap_ms(long uptime_ms)
        {
            return State.ChargeCommand || State.DischargeCommand ? Numbers.ToInt(uptime_ms - Sample.Uptime_ms) : 0;
        }

        private void ReadBackSwitches(long uptime_ms)
        {
            Sample.SwitchMismatch.Accept(0, _follow.Follows(State, uptime_ms) ? 0 : 1, uptime_ms);
        }

        private void TightenByAccuracy(BmsPorts ports)
        {
            for (int row = (int)Fault.CellOverVoltageWarning; row <= (int)Fault.CellDeepDischarge; row++)
            {
                for (int cell = 0; cell < ports.Cells.CellCount; cell++)
                {
                    Table.Rows[row].Tighten(cell, ports.Cells.Accuracy_mV(cell));
                }
            }
        }
    }
}
