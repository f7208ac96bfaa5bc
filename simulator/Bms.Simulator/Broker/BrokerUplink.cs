using System.Buffers.Binary;
using System.Diagnostics;
using Bms.Mqtt;
using PackageClient = nanoFramework.M2Mqtt.IMqttClient;
using PackageMqttClient = nanoFramework.M2Mqtt.MqttClient;

namespace Bms.Simulator.Broker;

/// <summary>
/// The device's network thread against a real broker, in real time: the firmware's keeper, uplink and link over the twin of M2Mqtt. What
/// the broker hands out comes back through a watcher of our own into the <see cref="VirtualBroker"/>, where it is verified; only then is a
/// record reported as delivered, as by an ingest that acknowledges. So nothing is lost, whatever becomes of the broker's memory. Virtual
/// time stands still in <see cref="Settle"/> while a record is on its way or the broker is away.
/// </summary>
public sealed class BrokerUplink : DeviceUplink
{
    private const int Poll_ms = 2;
    private const int Echo_ms = 3000;

    /// <summary>No fleet shares this broker: the keeper's waits may be a quarter of what they are on a board.</summary>
    private const int KeeperSpeed = 4;

    private readonly RealBroker _broker;
    private readonly VirtualLink _network;
    private readonly VirtualBroker _mirror;
    private readonly string _filter;
    private readonly Func<long> _now_us;
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly Dictionary<int, (ulong Tag, long Acknowledged_ms)> _underWay = [];
    private readonly Queue<(int Handle, bool Delivered)> _ended = [];
    private readonly HashSet<ulong> _echoes = [];
    private readonly MqttBackoff _backoff = new(50, 2000);
    private long _keeperDue_ms, _watchDue_ms;
    private PackageMqttClient? _client;

    /// <summary>
    /// <paramref name="network"/> says when a scenario has cut the network; <paramref name="mirror"/> gets what the broker hands out for
    /// <paramref name="filter"/>.
    /// </summary>
    public BrokerUplink(RealBroker broker, VirtualLink network, VirtualBroker mirror, string filter, Func<long> now_us, ulong seed)
        : base(seed, connectsUnderLoad: true) // virtual time stands still while it connects
    {
        _broker = broker;
        _network = network;
        _mirror = mirror;
        _filter = filter;
        _now_us = now_us;
        Subscribe();
    }

    /// <summary>Longest real time that a broker may be away, in s.</summary>
    public int Patience_s { get; init; } = 60;

    /// <summary>Times that the watcher's connection was lost.</summary>
    public int Losses { get; private set; }

    /// <inheritdoc/>
    public override bool MayStall => _broker.MayStall;

    /// <inheritdoc/>
    public override bool IsConnected => HasNetwork && base.IsConnected;

    private bool HasNetwork => _network.Online && !_network.HalfOpen;

    private bool IsSettled => _broker.Watcher.IsConnected && _underWay.Count == 0 && (Keeper is null || base.IsConnected);

    /// <inheritdoc/>
    public override PackageClient Create() => _client = _broker.CreateDeviceClient();

    /// <inheritdoc/>
    public override void Dispose(PackageClient client) => ((PackageMqttClient)client).Dispose();

    /// <inheritdoc/>
    public override int Publish(string topic, byte[] message, int length, bool retain)
    {
        int handle = HasNetwork ? base.Publish(topic, message, length, retain) : 0;
        if (handle != 0)
        {
            _underWay[handle] = (TagOf(message.AsSpan(0, length)), 0);
        }

        return handle;
    }

    /// <inheritdoc/>
    public override int TakeFinished(out bool delivered)
    {
        (int handle, delivered) = _ended.TryDequeue(out (int, bool) ended) ? ended : (0, false);
        return handle;
    }

    /// <inheritdoc/>
    public override void PowerOff()
    {
        base.PowerOff();
        _client?.Dispose();
        _client = null;
        _underWay.Clear();
        _ended.Clear();
    }

    /// <inheritdoc/>
    public override void TakeTurn(long uptime_ms, bool conducting)
    {
        if (!HasNetwork && base.IsConnected)
        {
            Keeper?.Drop();
            Collect();
        }
    }

    /// <summary>
    /// Waits in real time until every record handed over has come back or has been handed back to the firmware, connecting as often as
    /// needed. Throws <see cref="MqttException"/> when the broker stays away for longer than <see cref="Patience_s"/>.
    /// </summary>
    public void Settle()
    {
        long start_ms = _time.ElapsedMilliseconds;
        Watch(0);
        Collect();
        while (HasNetwork && !IsSettled)
        {
            if (_time.ElapsedMilliseconds - start_ms > 1000L * Patience_s)
            {
                throw new MqttException($"the broker has not taken and returned what was published within {Patience_s} s");
            }

            KeepDevice();
            Watch(Poll_ms);
            Collect();
        }
    }

    private static ulong TagOf(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadUInt64BigEndian(message[^8..]);

    // The watcher comes first: a record that a broker without memory takes while nobody listens would have to be sent again.
    private void KeepDevice()
    {
        if (_broker.Watcher.IsConnected && _time.ElapsedMilliseconds >= _keeperDue_ms)
        {
            _keeperDue_ms = _time.ElapsedMilliseconds + (1000 / KeeperSpeed);
            Keeper?.Step(_time.ElapsedMilliseconds * KeeperSpeed, false, NextRandom);
        }
    }

    private void Watch(int timeout_ms)
    {
        try
        {
            if (!_broker.Watcher.IsConnected)
            {
                Return(timeout_ms);
            }

            while (_broker.Watcher.IsConnected && _broker.Watcher.TryReceive(timeout_ms, out MqttEvent received))
            {
                Hear(received);
                timeout_ms = 0;
            }
        }
        catch (MqttException)
        {
            Losses++;
        }
    }

    private void Return(int timeout_ms)
    {
        if (_time.ElapsedMilliseconds < _watchDue_ms)
        {
            Thread.Sleep(timeout_ms);
            return;
        }

        try
        {
            _broker.Watcher.Connect();
            Subscribe();
            _backoff.Reset();
        }
        catch (MqttException)
        {
            _watchDue_ms = _time.ElapsedMilliseconds + _backoff.Next_ms();
        }
    }

    private void Subscribe() => _broker.Watcher.Subscribe(new MqttSubscription(_filter, MqttQos.AtLeastOnce));

    // What the broker had kept is of an earlier run.
    private void Hear(MqttEvent received)
    {
        if (received.Refused)
        {
            throw new MqttException("the broker refuses the subscription to " + _filter);
        }

        if (received.Message is MqttMessage message)
        {
            if (!message.Retained)
            {
                _echoes.Add(message.Payload.Length < 8 ? 0 : TagOf(message.Payload.Span));
                _mirror.Accept(message.Topic, message.Payload.Span, retain: false, _now_us());
            }

            _broker.Watcher.Acknowledge(message);
        }
    }

    private void Collect()
    {
        for (int handle = base.TakeFinished(out bool delivered); handle != 0; handle = base.TakeFinished(out delivered))
        {
            if (delivered && _underWay.TryGetValue(handle, out (ulong Tag, long) record))
            {
                _underWay[handle] = (record.Tag, _time.ElapsedMilliseconds);
            }
            else
            {
                End(handle, false);
            }
        }

        foreach ((int handle, (ulong tag, long acknowledged_ms)) in _underWay.Where(r => r.Value.Acknowledged_ms > 0).ToArray())
        {
            if (_echoes.Remove(tag))
            {
                End(handle, true);
            }
            else if (_time.ElapsedMilliseconds - acknowledged_ms > Echo_ms)
            {
                End(handle, false); // the broker has forgotten what it had taken
            }
        }
    }

    private void End(int handle, bool delivered)
    {
        _underWay.Remove(handle);
        _ended.Enqueue((handle, delivered));
    }
}
