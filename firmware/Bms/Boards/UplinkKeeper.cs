using Bms.Ports;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// Keeps a device connected: the whole of an app's network thread except for the thread, the clock and the random numbers. It drops a
    /// connection that has ended, waits as <see cref="ConnectPlan"/> says, and connects only while that cannot hold up a protection: when
    /// connecting may stall the runtime, both switches must be open, or the board must have been declared safe to connect under load
    /// because its second level and its watchdog are armed.
    /// </summary>
    public sealed class UplinkKeeper
    {
        /// <summary>A connection that has lasted for so long was no false start, in ms: the next wait is short again.</summary>
        public const int Proven_ms = 60000;

        /// <summary>
        /// A record under way for so long never ends, in ms. M2Mqtt gives up after 3.4 s, but loses some without a word: one whose
        /// acknowledgement comes between the end of its patience and the repetition.
        /// </summary>
        public const int Stuck_ms = 15000;

        private readonly IUplink _uplink;
        private readonly LinkNotices _notices;
        private readonly bool _connectsUnderLoad;
        private readonly ConnectPlan _plan = new ConnectPlan();
        private bool _isTrying;
        private long _tried_ms;
        private int _oldest;
        private long _oldestSince_ms;

        /// <summary>Without <paramref name="notices"/> (null) nobody is told of a lost connection.</summary>
        public UplinkKeeper(IUplink uplink, LinkNotices notices, bool connectsUnderLoad)
        {
            _uplink = uplink;
            _notices = notices;
            _connectsUnderLoad = connectsUnderLoad;
        }

        /// <summary>Attempts to connect so far.</summary>
        public int Attempts { get; private set; }

        /// <summary>True while the broker is connected.</summary>
        public bool IsConnected
        {
            get { return _uplink.IsConnected; }
        }

        /// <summary>True while an attempt is due but must wait for the switches to open.</summary>
        public bool IsHeld { get; private set; }

        /// <summary>
        /// Call about once a second; returns late when it connects. <paramref name="conducting"/> tells whether a switch is commanded
        /// closed, <paramref name="random"/> is 0 or more and new each time.
        /// </summary>
        public void Step(long uptime_ms, bool conducting, int random)
        {
            if (_uplink.IsConnected)
            {
                IsHeld = false;
                DropWhenStuck(uptime_ms);
                if (uptime_ms - _tried_ms >= Proven_ms)
                {
                    _plan.Reset();
                }
            }
            else if (_isTrying)
            {
                // The attempt has failed or its connection has ended; only now is it known how long that took.
                _isTrying = false;
                _uplink.Drop();
                _plan.Wait(uptime_ms, random);
            }
            else if (_plan.IsDue(uptime_ms, random))
            {
                Connect(uptime_ms, conducting);
            }
        }

        /// <summary>
        /// Tells whoever listens that the device goes in order. Give it a second to be sent, then call <see cref="Drop"/>.
        /// </summary>
        public void SayFarewell(long uptime_ms)
        {
            if (_notices != null && _uplink.IsConnected)
            {
                _uplink.Say(_notices.Topic, _notices.Closed(uptime_ms));
            }
        }

        /// <summary>Disconnects.</summary>
        public void Drop()
        {
            _uplink.Drop();
        }

        // Only a new connection brings a record back that the package has lost.
        private void DropWhenStuck(long uptime_ms)
        {
            int oldest = _uplink.OldestUnderWay;
            if (oldest != _oldest || oldest == 0)
            {
                _oldest = oldest;
                _oldestSince_ms = uptime_ms;
            }
            else if (uptime_ms - _oldestSince_ms >= Stuck_ms)
            {
                _oldest = 0;
                _uplink.Drop();
            }
        }

        private void Connect(long uptime_ms, bool conducting)
        {
            IsHeld = conducting && _uplink.MayStall && !_connectsUnderLoad;
            if (IsHeld)
            {
                return;
            }

            _isTrying = true;
            _tried_ms = uptime_ms;
            Attempts++;
            if (_notices != null && _notices.TryBegin(uptime_ms))
            {
                _uplink.TryConnect(_notices.Topic, _notices.Lost, _notices.Online);
            }
            else
            {
                _uplink.TryConnect(null, null, null);
            }
        }
    }
}
