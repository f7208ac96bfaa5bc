using System;
using Bms.Ports;

namespace Bms.Telemetry
{
    /// <summary>
    /// Signed records on their way to the broker, oldest first, in buffers made at construction. A record leaves only when the link reports
    /// its delivery; after a failure or a lost connection it is published again, so receivers see duplicates and never a silent loss.
    /// When all buffers are taken, the oldest dispensable (live) record makes room; the others are never dropped.
    /// </summary>
    public sealed class Outbox
    {
        private readonly byte[][] _message;
        private readonly int[] _messageLength;
        private readonly string[] _topic;
        private readonly bool[] _retain;
        private readonly bool[] _dispensable;
        private readonly bool[] _underWay;
        private readonly int[] _handle;
        private readonly int[] _order;
        private int _count;
        private int _dropped;
        private bool _wasConnected;

        /// <summary>
        /// Makes <paramref name="slotCount"/> (1 or more) buffers for messages of up to <paramref name="slotSize"/> bytes.
        /// </summary>
        public Outbox(int slotCount, int slotSize)
        {
            _message = new byte[slotCount][];
            _messageLength = new int[slotCount];
            _topic = new string[slotCount];
            _retain = new bool[slotCount];
            _dispensable = new bool[slotCount];
            _underWay = new bool[slotCount];
            _handle = new int[slotCount];
            _order = new int[slotCount];
            for (int i = 0; i < slotCount; i++)
            {
                _message[i] = new byte[slotSize];
                _order[i] = i;
            }
        }

        /// <summary>Most records that can wait at a time.</summary>
        public int Capacity
        {
            get { return _order.Length; }
        }

        /// <summary>Records that wait for delivery.</summary>
        public int Count
        {
            get { return _count; }
        }

        /// <summary>Records given up since start, for want of a buffer or because they did not fit one.</summary>
        public int Dropped
        {
            get { return _dropped; }
        }

        /// <summary>True while a record that must not be dropped can be added.</summary>
        public bool HasRoom
        {
            get { return _count < Capacity || OldestDispensable() >= 0; }
        }

        /// <summary>
        /// Adds a copy of a message behind the others. Returns false, and counts it as dropped, when there is no buffer for it.
        /// </summary>
        public bool TryAdd(string topic, byte[] message, int length, bool retain, bool dispensable)
        {
            if (length > _message[0].Length || !HasRoom)
            {
                _dropped++;
                return false;
            }

            if (_count == Capacity)
            {
                RemoveAt(OldestDispensable());
                _dropped++;
            }

            int slot = _order[_count];

            Array.Copy(message, 0, _message[slot], 0, length);
            _messageLength[slot] = length;
            _topic[slot] = topic;
            _retain[slot] = retain;
            _dispensable[slot] = dispensable;
            _underWay[slot] = false;
            _handle[slot] = 0;
            _count++;
            return true;
        }

        /// <summary>Takes the link's reports, then hands over what is not under way, oldest first, until the link takes no more.</summary>
        public void Pump(ITelemetryLink link)
        {
            TakeReports(link);
            bool connected = link.IsConnected;
            if (!connected && _wasConnected)
            {
                for (int i = 0; i < _count; i++)
                {
                    _underWay[_order[i]] = false;
                }
            }

            _wasConnected = connected;
            for (int i = 0; connected && i < _count; i++)
            {
                int slot = _order[i];
                if (!_underWay[slot])
                {
                    int handle = link.Publish(_topic[slot], _message[slot], _messageLength[slot], _retain[slot]);
                    if (handle == 0)
                    {
                        return;
                    }

                    _handle[slot] = handle;
                    _underWay[slot] = true;
                }
            }
        }

        // A report about a handle that is no longer known (its record was dropped, or published again since) changes nothing.
        private void TakeReports(ITelemetryLink link)
        {
            int handle = link.TakeFinished(out bool delivered);
            while (handle != 0)
            {
                for (int i = 0; i < _count; i++)
                {
                    int slot = _order[i];
                    if (_handle[slot] == handle)
                    {
                        _underWay[slot] = false;
                        if (delivered)
                        {
                            RemoveAt(i);
                        }

                        break;
                    }
                }

                handle = link.TakeFinished(out delivered);
            }
        }

        private int OldestDispensable()
        {
            for (int i = 0; i < _count; i++)
            {
                if (_dispensable[_order[i]])
                {
                    return i;
                }
            }

            return -1;
        }

        // The freed buffer goes behind the waiting ones, whose order stays.
        private void RemoveAt(int index)
        {
            int slot = _order[index];
            _count--;
            for (int i = index; i < _count; i++)
            {
                _order[i] = _order[i + 1];
            }

            _order[_count] = slot;
        }
    }
}
