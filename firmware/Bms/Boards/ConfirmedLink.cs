using Bms.Ports;
using Bms.Telemetry;

namespace Bms.Boards
{
    /// <summary>
    /// A link whose records are delivered when the store of the fleet says so, not the broker: a broker acknowledges what nobody may ever
    /// store. It stands between outbox and link, and holds the broker's word back until the store's receipt has come. Without one a record
    /// ends as not delivered after a while, is published again, and the store, which knows it, answers again. The while doubles as long as
    /// nothing is answered.
    /// </summary>
    public sealed class ConfirmedLink : IClockedLink
    {
        /// <summary>How long a receipt is waited for after the broker's acknowledgement, in ms: at first, and at last.</summary>
        public const int FirstPatience_ms = 30000;
        public const int LongestPatience_ms = 600000;

        /// <summary>More than the outbox holds: a record that it has dropped is still waited for here.</summary>
        private const int Most = 24;

        /// <summary>Where the head of the payload stands in a record.</summary>
        private const int PayloadHeadAt = 13;

        private readonly ITelemetryLink _link;
        private readonly IInbox _inbox;
        private readonly ReceiptReader _receipt;
        private readonly CborNumbers _numbers = new CborNumbers();
        private readonly byte[] _message = new byte[ReceiptReader.MaxLength];
        private readonly int[] _handle = new int[Most];
        private readonly int[] _sequence = new int[Most];
        private readonly bool[] _isTaken = new bool[Most];
        private readonly bool[] _isStored = new bool[Most];
        private readonly long[] _since_ms = new long[Most];
        private int _boot;
        private int _next;
        private int _patience_ms = FirstPatience_ms;
        private int _patienceBefore_ms;
        private long _doubled_ms = -1;

        /// <summary>Takes the receipts from <paramref name="inbox"/>.</summary>
        public ConfirmedLink(ITelemetryLink link, IInbox inbox, ReceiptReader receipt)
        {
            _link = link;
            _inbox = inbox;
            _receipt = receipt;
        }

        /// <summary>Uptime, for whoever publishes to set.</summary>
        public long Now_ms { get; set; }

        /// <summary>Authentic receipts so far.</summary>
        public int Receipts { get; private set; }

        /// <summary>As the link says.</summary>
        public bool IsConnected
        {
            get { return _link.IsConnected; }
        }

        /// <summary>As the link does.</summary>
        public int Publish(string topic, byte[] message, int length, bool retain)
        {
            int handle = _link.Publish(topic, message, length, retain);
            if (handle != 0)
            {
                Remember(handle, SequenceOf(message, length));
            }

            return handle;
        }

        /// <summary>A record that is stored, that the link gave up, or for which the store has not answered; 0 = none.</summary>
        public int TakeFinished(out bool delivered)
        {
            TakeReceipts();
            int handle;
            while ((handle = _link.TakeFinished(out delivered)) != 0)
            {
                int place = Find(handle);
                if (place >= 0 && !delivered)
                {
                    return End(place);
                }

                if (place >= 0)
                {
                    _isTaken[place] = true;
                    _since_ms[place] = Now_ms;
                }
            }

            return TakeAnswered(out delivered);
        }

        private int TakeAnswered(out bool delivered)
        {
            delivered = true;
            for (int i = 0; i < Most; i++)
            {
                if (_handle[i] != 0 && _isStored[i])
                {
                    return End(i);
                }
            }

            delivered = false;
            int patience_ms = _doubled_ms == Now_ms ? _patienceBefore_ms : _patience_ms;
            for (int i = 0; i < Most; i++)
            {
                if (_handle[i] != 0 && _isTaken[i] && Now_ms - _since_ms[i] >= patience_ms)
                {
                    LosePatience();
                    return End(i);
                }
            }

            return 0;
        }

        // Several records that end at one moment are one failure of the store, and the others must not wait longer for it.
        private void LosePatience()
        {
            if (_doubled_ms != Now_ms)
            {
                _doubled_ms = Now_ms;
                _patienceBefore_ms = _patience_ms;
                _patience_ms = 2 * _patience_ms < LongestPatience_ms ? 2 * _patience_ms : LongestPatience_ms;
            }
        }

        private void TakeReceipts()
        {
            int length;
            while ((length = _inbox.Take(_message)) != 0)
            {
                if (_receipt.TryRead(_message, length) && _receipt.Boot == _boot)
                {
                    Receipts++;
                    _patience_ms = FirstPatience_ms;
                    for (int i = 0; i < Most; i++)
                    {
                        _isStored[i] |= _sequence[i] >= _receipt.First && _sequence[i] <= _receipt.Last;
                    }
                }
            }
        }

        // One that is published again has a new handle; what the oldest place held is long gone from the outbox.
        private void Remember(int handle, int sequence)
        {
            int place = -1;
            for (int i = 0; i < Most; i++)
            {
                if (_handle[i] == handle || (_handle[i] != 0 && _sequence[i] == sequence))
                {
                    place = i;
                    _handle[i] = 0;
                }
            }

            for (int i = 0; place < 0 && i < Most; i++)
            {
                place = _handle[i] == 0 ? i : -1;
            }

            if (place < 0)
            {
                place = _next;
                _next = (_next + 1) % Most;
            }

            _handle[place] = handle;
            _sequence[place] = sequence;
            _isTaken[place] = false;
            _isStored[place] = false;
        }

        private int Find(int handle)
        {
            for (int i = 0; i < Most; i++)
            {
                if (_handle[i] == handle)
                {
                    return i;
                }
            }

            return -1;
        }

        private int End(int place)
        {
            int handle = _handle[place];
            _handle[place] = 0;
            _sequence[place] = 0;
            return handle;
        }

        // Fields 0 to 2 are schema, boot and number.
        private int SequenceOf(byte[] message, int length)
        {
            CborNumbers n = _numbers;
            n.Begin(message, PayloadHeadAt, length);
            bool hasHead = n.Item(2) > 0 && n.Item(5) > 0 && n.Is(0) && n.Next() >= 0 && n.Is(1);
            _boot = hasHead ? n.Next() : 0;
            return hasHead && n.Is(2) ? n.Next() : 0;
        }
    }
}
