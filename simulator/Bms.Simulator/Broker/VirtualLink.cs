using Bms.Ports;
using Bms.Twins;

namespace Bms.Simulator.Broker;

/// <summary>
/// The way from a device to a <see cref="VirtualBroker"/>: messages arrive in order after a latency, acknowledgements come back after
/// another, and both can be lost. Whether the device is connected is for others to say. All buffers are made at construction. Whatever is
/// due happens when somebody looks.
/// </summary>
public sealed class VirtualLink : ITelemetryLink
{
    private const long RetryDelay_us = 1_000_000;

    private readonly VirtualBroker _broker;
    private readonly VirtualClock _clock;
    private readonly Flight[] _flights;
    private int _count, _lastHandle;
    private long _lastArrival_us;
    private bool _wasUp = true, _holdsNext;

    /// <summary>
    /// A link for at most <paramref name="inFlight"/> unacknowledged messages of at most <paramref name="largest"/> bytes.
    /// </summary>
    public VirtualLink(VirtualBroker broker, VirtualClock clock, int inFlight = 8, int largest = 1024)
    {
        ArgumentNullException.ThrowIfNull(broker);
        _broker = broker;
        _clock = clock;
        _flights = new Flight[inFlight];
        for (int i = 0; i < inFlight; i++)
        {
            _flights[i] = new Flight(largest);
        }
    }

    /// <summary>Time from publishing to the broker, and from the broker back, in us each.</summary>
    public long Latency_us { get; set; } = 20_000;

    /// <summary>
    /// Time without acknowledgement after which a message counts as not delivered, in us; M2Mqtt gives up after 3.0 to 3.4 s.
    /// </summary>
    public long AcknowledgeTimeout_us { get; set; } = 3_000_000;

    /// <summary>False while the network is down: what is under way is lost without a word.</summary>
    public bool Online { get; set; } = true;

    /// <summary>True while nothing gets through although both ends believe that they are connected.</summary>
    public bool HalfOpen { get; set; }

    /// <summary>Times that a connection would have broken.</summary>
    public int Breaks { get; private set; }

    /// <summary>
    /// Acknowledgements that will still come twice. M2Mqtt then looks past the next one and finds it up to a second later.
    /// </summary>
    public int AcknowledgementsToDouble { get; set; }

    /// <summary>Acknowledgements that will still get lost, 0 or more.</summary>
    public int AcknowledgementsToLose { get; set; }

    /// <summary>Messages that will still arrive twice, 0 or more.</summary>
    public int MessagesToDouble { get; set; }

    /// <summary>Messages that will still get lost on their way up, 0 or more.</summary>
    public int MessagesToLose { get; set; }

    /// <summary>Messages taken over from the device so far.</summary>
    public long Published { get; private set; }

    /// <summary>Messages whose acknowledgement has reached the device so far.</summary>
    public long Acknowledged { get; private set; }

    /// <inheritdoc/>
    public bool IsConnected
    {
        get
        {
            Pump();
            return _wasUp;
        }
    }

    /// <inheritdoc/>
    public int Publish(string topic, byte[] message, int length, bool retain)
    {
        if (!IsConnected || _count == _flights.Length)
        {
            return 0;
        }

        _lastHandle = _lastHandle == int.MaxValue ? 1 : _lastHandle + 1;
        _lastArrival_us = Math.Max(_lastArrival_us, _clock.Now_us + Latency_us);
        _flights[_count].Begin(
            _lastHandle, topic, message.AsSpan(0, length), retain, _clock.Now_us, _lastArrival_us);
        _count++;
        Published++;
        return _lastHandle;
    }

    /// <inheritdoc/>
    public int TakeFinished(out bool delivered)
    {
        Pump();
        for (int i = 0; i < _count; i++)
        {
            Flight flight = _flights[i];
            delivered = flight.Acknowledged_us <= _clock.Now_us;
            if (delivered || _clock.Now_us - flight.Sent_us >= AcknowledgeTimeout_us)
            {
                Acknowledged += delivered ? 1 : 0;
                Remove(i);
                return flight.Handle;
            }
        }

        delivered = false;
        return 0;
    }

    /// <summary>Delivers what has arrived by now. Called by the bench too, so that subscribers hear in time.</summary>
    public void Pump()
    {
        FollowNetwork();
        for (int i = 0; i < _count; i++)
        {
            Flight flight = _flights[i];
            if (!flight.Arrived && flight.Arrival_us <= _clock.Now_us)
            {
                Arrive(flight);
            }
        }
    }

    /// <summary>The connection ends; what is under way is lost.</summary>
    public void Break()
    {
        _count = 0;
        Breaks++;
    }

    private void FollowNetwork()
    {
        bool up = Online && _broker.Online;
        if (_wasUp && !up)
        {
            Break();
        }

        _wasUp = up;
    }

    private void Arrive(Flight flight)
    {
        flight.Arrived = true;
        if (HalfOpen || MessagesToLose > 0)
        {
            MessagesToLose -= HalfOpen ? 0 : 1;
            return;
        }

        int times = MessagesToDouble > 0 ? 2 : 1;
        MessagesToDouble -= times - 1;
        for (int i = 0; i < times; i++)
        {
            _broker.Accept(flight.Topic, flight.Message, flight.Retain, flight.Arrival_us);
        }

        bool lost = AcknowledgementsToLose > 0;
        AcknowledgementsToLose -= lost ? 1 : 0;
        flight.Acknowledged_us = lost ? long.MaxValue : flight.Arrival_us + Latency_us + (_holdsNext ? RetryDelay_us : 0);
        _holdsNext = !lost && AcknowledgementsToDouble > 0;
        AcknowledgementsToDouble -= _holdsNext ? 1 : 0;
    }

    // The freed buffer goes behind those that are still under way, whose order stays.
    private void Remove(int index)
    {
        Flight freed = _flights[index];
        _count--;
        Array.Copy(_flights, index + 1, _flights, index, _count - index);
        _flights[_count] = freed;
    }

    private sealed class Flight(int largest)
    {
        private readonly byte[] _bytes = new byte[largest];
        private int _length;

        public int Handle { get; private set; }

        public string Topic { get; private set; } = string.Empty;

        public bool Retain { get; private set; }

        public long Sent_us { get; private set; }

        public long Arrival_us { get; private set; }

        public long Acknowledged_us { get; set; }

        public bool Arrived { get; set; }

        public ReadOnlySpan<byte> Message => _bytes.AsSpan(0, _length);

        public void Begin(int handle, string topic, ReadOnlySpan<byte> message, bool retain, long sent_us, long arrival_us)
        {
            message.CopyTo(_bytes);
            _length = message.Length;
            (Handle, Topic, Retain, Sent_us, Arrival_us) = (handle, topic, retain, sent_us, arrival_us);
            Acknowledged_us = long.MaxValue;
            Arrived = false;
        }
    }
}
