using System;
using Bms.Anomaly;
using Bms.Ports;
using Bms.Protection;
using Bms.Storage;

namespace Bms.Telemetry
{
    /// <summary>
    /// Turns the pack's samples, state and events into signed records: one birth record a boot, live records at a fixed rate, each event at
    /// once. Every record carries this boot's counter, its own number and the start of its predecessor's tag, so a receiver sees each gap.
    /// Without a safe boot counter nothing is sent at all: two records with one number under one key would make replays possible.
    /// Step allocates nothing and never waits.
    /// </summary>
    public sealed class TelemetryReporter
    {
        /// <summary>Time between live records in ms.</summary>
        public const int LivePeriod_ms = 10000;

        /// <summary>Time between live records in ms while the pack is parked: in standby with no protection active.</summary>
        public const int ParkedPeriod_ms = 60000;

        /// <summary>How long a birth record waits for the self-test to end, in ms; a pack that never passes it is reported too.</summary>
        public const int BirthWait_ms = 10000;

        /// <summary>Most events signed in one Step: bounds the time that a burst of events takes from the loop.</summary>
        public const int EventsPerStep = 4;

        /// <summary>
        /// Time in ms from one try to store the boot counter to the next, while it fails: doubled each time up to the longest, because each
        /// may wear the memory.
        /// </summary>
        public const int FirstRetry_ms = 10000;
        public const int LongestRetry_ms = 640000;

        /// <summary>Bytes of an alarm's recording in one record: it is then as long as a live one, and takes as long to sign.</summary>
        public const int PieceLength = 112;

        /// <summary>Buffers of the outbox.</summary>
        public const int OutboxSlots = 16;

        private readonly DeviceIdentity _identity;
        private readonly DeviceFacts _facts;
        private readonly ITelemetryLink _link;
        private readonly IClockedLink _clocked;
        private readonly BootCounter _boot;
        private readonly Outbox _outbox;
        private readonly RecordSigner _signer;
        private readonly CborWriter _payload;
        private readonly RecordStamp _stamp;
        private readonly byte[] _liveTopic;
        private readonly byte[] _eventTopic;
        private readonly byte[] _birthTopic;
        private bool _ready;
        private bool _born;
        private bool _closed;
        private long _retryAt_ms;
        private int _retry_ms = FirstRetry_ms;
        private long _start_ms;
        private long _lastLive_ms;
        private int _nextEvent = 1;
        private int _nextAlarm = 1;
        private int _nextTrip = 1;
        private int _lostEvents;
        private readonly byte[] _piece = new byte[PieceLength];
        private int _pieceLength;

        /// <summary>Makes all buffers for a pack of <paramref name="cellCount"/> cells and <paramref name="probeCount"/> probes.</summary>
        public TelemetryReporter(
            DeviceIdentity identity, DeviceFacts facts, ITelemetryLink link, IMac mac, BootCounter boot, int cellCount, int probeCount)
        {
            _identity = identity;
            _facts = facts;
            _link = link;
            _clocked = link as IClockedLink;
            _boot = boot;
            int maxPayload = TelemetryFields.MaxPayload(cellCount, probeCount);
            _outbox = new Outbox(OutboxSlots, maxPayload + CoseMac0Writer.Overhead);
            _signer = new RecordSigner(identity, mac, maxPayload, _outbox);
            _payload = _signer.Payload;
            _stamp = _signer.Stamp;
            _liveTopic = DeviceIdentity.Ascii(identity.LiveTopic);
            _eventTopic = DeviceIdentity.Ascii(identity.EventTopic);
            _birthTopic = DeviceIdentity.Ascii(identity.BirthTopic);
        }

        /// <summary>Alarms of the anomaly detector, sent as events; null on a board without it.</summary>
        public AlarmBook Alarms { get; set; }

        /// <summary>What the detector saw before an alarm, sent in pieces after it; null on a board without it.</summary>
        public AlarmRing Ring { get; set; }

        /// <summary>Where trips are remembered, sent as events; null on a board that remembers none.</summary>
        public PackMemory Memory { get; set; }

        /// <summary>Records signed in this boot.</summary>
        public int Sequence
        {
            get { return _stamp.Sequence; }
        }

        /// <summary>True while nothing may be sent because this boot's counter is not stored.</summary>
        public bool IsSilent
        {
            get { return !_ready && !_closed; }
        }

        /// <summary>Events that were overwritten before they could be sent, since start.</summary>
        public int LostEvents
        {
            get { return _lostEvents; }
        }

        /// <summary>Where the records wait for their delivery.</summary>
        public Outbox Outbox
        {
            get { return _outbox; }
        }

        /// <summary>
        /// Takes this boot's counter; call once. Returns false when the counter is lost or could not be stored in two tries:
        /// the reporter then sends nothing, and Step goes on trying.
        /// </summary>
        public bool Start(long uptime_ms)
        {
            // One write that breaks off must not silence the whole boot; a second try takes the next counter, never the same.
            _ready = _boot.TryAdvance() || _boot.TryAdvance();
            _stamp.Boot = _boot.Boot;
            _start_ms = uptime_ms;
            _retryAt_ms = uptime_ms + _retry_ms;
            return _ready;
        }

        /// <summary>Notes the wall time at an uptime; quality as in RecordStamp.ClockQuality.</summary>
        public void NoteUtc(long utc_s, int quality, long uptime_ms)
        {
            _signer.NoteUtc(utc_s, quality, uptime_ms);
        }

        /// <summary>Signs what is due and lets the outbox publish; call every 100 ms to 1 s.</summary>
        public void Step(long uptime_ms, PackSample sample, PackState state, EventLog events)
        {
            if (!_ready && !TryAgain(uptime_ms))
            {
                return;
            }

            if (!_born && (state.Mode != Mode.SelfTest || events.Written > 0 || uptime_ms - _start_ms >= BirthWait_ms))
            {
                SendBirth(uptime_ms, sample);
            }

            if (_born)
            {
                SendEvents(uptime_ms, state, events);
                SendAlarms(uptime_ms, state);
                SendTrips(uptime_ms);
                SendRing(uptime_ms);
                bool parked = state.Mode == Mode.Standby && state.Active == 0;
                if (uptime_ms - _lastLive_ms >= (parked ? ParkedPeriod_ms : LivePeriod_ms))
                {
                    SendLive(uptime_ms, sample, state);
                }
            }

            if (_clocked != null)
            {
                _clocked.Now_ms = uptime_ms;
            }

            _outbox.Pump(_link);
        }

        /// <summary>
        /// Ends this boot's chain before an orderly restart: stores its last number and tag for the next birth record and signs nothing
        /// more. Returns false when they could not be stored; the next boot then starts without them.
        /// </summary>
        public bool Close()
        {
            bool close = _ready;
            _ready = false;
            _closed = true;
            return close && _boot.TryClose(_stamp.Sequence, _stamp.PreviousTag);
        }

        /// <summary>Lets the outbox go on after <see cref="Close"/>; true once everything has been delivered.</summary>
        public bool Drain()
        {
            _outbox.Pump(_link);
            return _outbox.Count == 0;
        }

        // A memory that comes back gives the boot its records, events of the time before it included.
        private bool TryAgain(long uptime_ms)
        {
            if (_closed || uptime_ms < _retryAt_ms)
            {
                return false;
            }

            _retry_ms = _retry_ms < LongestRetry_ms ? 2 * _retry_ms : LongestRetry_ms;
            _retryAt_ms = uptime_ms + _retry_ms;
            _ready = _boot.TryAdvance();
            _stamp.Boot = _boot.Boot;
            return _ready;
        }

        private void SendBirth(long uptime_ms, PackSample sample)
        {
            _signer.Begin(uptime_ms);
            TelemetryFields.Birth(_payload, _facts, sample, _boot);
            _born = _signer.End(_identity.BirthTopic, _birthTopic, true, false);
            _lastLive_ms = uptime_ms - ParkedPeriod_ms;
        }

        private void SendLive(long uptime_ms, PackSample sample, PackState state)
        {
            _signer.Begin(uptime_ms);
            TelemetryFields.Live(_payload, sample, state, _outbox.Dropped, _lostEvents);
            _signer.End(_identity.LiveTopic, _liveTopic, false, true);
            _lastLive_ms = uptime_ms;
        }

        // An event leaves the log only when the outbox can hold it; what the log overwrites meanwhile is counted and reported.
        private void SendEvents(long uptime_ms, PackState state, EventLog events)
        {
            if (_nextEvent < events.Oldest)
            {
                _lostEvents += events.Oldest - _nextEvent;
                _nextEvent = events.Oldest;
            }

            for (int i = 0; i < EventsPerStep && _nextEvent <= events.Written && _outbox.HasRoom; i++)
            {
                _signer.Begin(uptime_ms);
                TelemetryFields.Event(_payload, state, events, _nextEvent, _lostEvents);
                _lostEvents += _signer.End(_identity.EventTopic, _eventTopic, false, false) ? 0 : 1;
                _nextEvent++;
            }
        }

        // The book keeps a few alarms only; what it overwrites before the outbox has room is counted as lost.
        private void SendAlarms(long uptime_ms, PackState state)
        {
            int last = Alarms == null ? 0 : Alarms.Raised;
            if (last - _nextAlarm >= AlarmBook.Kept)
            {
                _lostEvents += last - AlarmBook.Kept + 1 - _nextAlarm;
                _nextAlarm = last - AlarmBook.Kept + 1;
            }

            for (int i = 0; i < EventsPerStep && _nextAlarm <= last && _outbox.HasRoom; i++)
            {
                _signer.Begin(uptime_ms);
                TelemetryFields.Alarm(_payload, state, Alarms.Of(_nextAlarm), _lostEvents);
                _lostEvents += _signer.End(_identity.EventTopic, _eventTopic, false, false) ? 0 : 1;
                _nextAlarm++;
            }
        }

        // A piece a step, and only while the outbox is less than half full: a recording takes no other record's place.
        private void SendRing(long uptime_ms)
        {
            if (Ring == null || Ring.Alarm == 0 || 2 * _outbox.Count >= _outbox.Capacity)
            {
                return;
            }

            _pieceLength = _pieceLength > 0 ? _pieceLength : Ring.Take(_piece);
            _signer.Begin(uptime_ms);
            TelemetryFields.Recording(_payload, Ring, _piece, _pieceLength);
            if (_signer.End(_identity.EventTopic, _eventTopic, false, false))
            {
                _pieceLength = 0;
                if (Ring.Taken == Ring.Length)
                {
                    Ring.Begin(uptime_ms);
                }
            }
        }

        // A trip that is forgotten before the outbox has room was an event too, and is counted there.
        private void SendTrips(long uptime_ms)
        {
            int known = Memory == null ? 0 : Memory.Known;
            for (int i = 0; i < EventsPerStep && _nextTrip <= known && _outbox.HasRoom; i++)
            {
                int place = Memory.TripOf(_nextTrip++);
                if (place < PackMemory.Trips)
                {
                    _signer.Begin(uptime_ms);
                    TelemetryFields.Trip(_payload, Memory, place, _lostEvents);
                    _lostEvents += _signer.End(_identity.EventTopic, _eventTopic, false, false) ? 0 : 1;
                }
            }
        }
    }
}
