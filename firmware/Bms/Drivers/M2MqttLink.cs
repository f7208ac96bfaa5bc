using Bms.Ports;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;

namespace Bms.Drivers
{
    /// <summary>
    /// Records over the package nanoFramework.M2Mqtt. The app connects on a thread of its own (name resolution and TLS block), attaches
    /// the client while it is connected, detaches and disposes of it after, and takes a new client each time: the package loses what was
    /// under way when a link drops, and tells nobody. Detaching ends those records here, as not delivered.
    /// Each record costs one array of its length: the package keeps a reference until the broker has acknowledged it.
    /// </summary>
    public sealed class M2MqttLink : ITelemetryLink
    {
        /// <summary>Most records under way; the package's own queue has no bound by default.</summary>
        public const int MaxUnderWay = 8;

        /// <summary>
        /// Records given up one after another, without one delivered between, after which the connection counts as gone. The package
        /// notices a peer that has silently vanished only when nothing is sent for a keep-alive; a device that reports never is so quiet.
        /// </summary>
        public const int MaxGivenUp = 8;

        private const int RingSize = 2 * MaxUnderWay;

        // Shared with the package's threads: _client and the ring, under _lock.
        private readonly object _lock = new object();
        private readonly int[] _endedId = new int[RingSize];
        private readonly bool[] _endedDelivered = new bool[RingSize];
        private int _endedFirst;
        private int _endedCount;
        private IMqttClient _client;

        // Of the thread that publishes.
        private readonly int[] _underWayId = new int[MaxUnderWay];
        private IMqttClient _underWayClient;
        private readonly int[] _turn = new int[MaxUnderWay];
        private int _turns;
        private int _givenUp;

        /// <summary>True while a connected client is attached that still delivers.</summary>
        public bool IsConnected
        {
            get { return IsAlive(Attached()); }
        }

        /// <summary>The record that was handed over before all others that are under way; 0 = none is.</summary>
        public int OldestUnderWay
        {
            get
            {
                int oldest = -1;
                for (int i = 0; i < MaxUnderWay; i++)
                {
                    if (_underWayId[i] != 0 && (oldest < 0 || _turn[i] - _turn[oldest] < 0))
                    {
                        oldest = i;
                    }
                }

                return oldest < 0 ? 0 : _underWayId[oldest];
            }
        }

        /// <summary>Takes a client that is connected, in place of any other.</summary>
        public void Attach(IMqttClient client)
        {
            Detach();
            client.MqttMsgPublished += OnPublished;
            lock (_lock)
            {
                _client = client;
                _givenUp = 0;
            }
        }

        /// <summary>Lets go of the client; its records under way end as not delivered.</summary>
        public void Detach()
        {
            IMqttClient client;
            lock (_lock)
            {
                client = _client;
                _client = null;
                _endedCount = 0;
            }

            if (client != null)
            {
                client.MqttMsgPublished -= OnPublished;
            }
        }

        /// <summary>Hands a copy over at QoS 1. 0 = offline, too many under way, or refused by the package.</summary>
        public int Publish(string topic, byte[] message, int length, bool retain)
        {
            IMqttClient client = Attached();
            int place = FreePlace();
            if (!IsAlive(client) || place < 0 || HasStaleRecords(client))
            {
                return 0;
            }

            byte[] copy = new byte[length];
            System.Array.Copy(message, copy, length);
            try
            {
                _underWayId[place] = client.Publish(topic, copy, null, null, MqttQoSLevel.AtLeastOnce, retain);
            }
            catch (System.Exception)
            {
                // The package throws when its queue is full or its socket has just gone.
                return 0;
            }

            _turn[place] = _turns++;
            _underWayClient = client;
            return _underWayId[place];
        }

        /// <summary>A record that has ended: acknowledged, given up by the package, or lost with its connection; 0 = none.</summary>
        public int TakeFinished(out bool delivered)
        {
            delivered = false;
            if (HasStaleRecords(Attached()))
            {
                return TakeAnyUnderWay();
            }

            int id;
            while ((id = TakeEnded(out delivered)) != 0)
            {
                if (TryRemoveUnderWay(id))
                {
                    _givenUp = delivered ? 0 : _givenUp + 1;
                    return id;
                }
            }

            return 0;
        }

        private IMqttClient Attached()
        {
            lock (_lock)
            {
                return _client;
            }
        }

        private bool IsAlive(IMqttClient client)
        {
            return client != null && client.IsConnected && _givenUp < MaxGivenUp;
        }

        private int FreePlace()
        {
            for (int i = 0; i < MaxUnderWay; i++)
            {
                if (_underWayId[i] == 0)
                {
                    return i;
                }
            }

            return -1;
        }

        private bool HasStaleRecords(IMqttClient client)
        {
            if (client == _underWayClient)
            {
                return false;
            }

            for (int i = 0; i < MaxUnderWay; i++)
            {
                if (_underWayId[i] != 0)
                {
                    return true;
                }
            }

            return false;
        }

        private int TakeAnyUnderWay()
        {
            for (int i = 0; i < MaxUnderWay; i++)
            {
                int id = _underWayId[i];
                if (id != 0)
                {
                    _underWayId[i] = 0;
                    return id;
                }
            }

            return 0;
        }

        private bool TryRemoveUnderWay(int id)
        {
            for (int i = 0; i < MaxUnderWay; i++)
            {
                if (_underWayId[i] == id)
                {
                    _underWayId[i] = 0;
                    return true;
                }
            }

            return false;
        }

        private int TakeEnded(out bool delivered)
        {
            lock (_lock)
            {
                delivered = false;
                if (_endedCount == 0)
                {
                    return 0;
                }

                int first = _endedFirst;
                _endedFirst = (first + 1) % RingSize;
                _endedCount--;
                delivered = _endedDelivered[first];
                return _endedId[first];
            }
        }

        // On a thread of the package. The acknowledgement may overtake the return of Publish: who it belongs to is seen in TakeFinished.
        private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
        {
            lock (_lock)
            {
                if (sender != _client || _endedCount == RingSize)
                {
                    return;
                }

                int last = (_endedFirst + _endedCount) % RingSize;
                _endedId[last] = e.MessageId;
                _endedDelivered[last] = e.IsPublished;
                _endedCount++;
            }
        }
    }
}
