using Bms.Boards;
using Bms.Drivers;
using Bms.Ports;
using Bms.Telemetry;
using Bms.World.Numerics;
using PackageClient = nanoFramework.M2Mqtt.IMqttClient;

namespace Bms.Simulator.Broker;

/// <summary>
/// The network thread of a device, with the firmware's own keeper, uplink and link in it; what the package does below them is for the
/// classes that derive from this. It is the link that the firmware publishes to, and counts what goes through.
/// </summary>
public abstract class DeviceUplink(ulong seed, bool connectsUnderLoad) : ITelemetryLink, IMqttClientSource
{
    /// <summary>More than the firmware's outbox holds: what is handed over again is among them.</summary>
    private const int LastTags = 64;

    private readonly SeededRandom _random = new(seed, "network thread");

    private readonly ulong[] _lastTags = new ulong[LastTags];

    /// <summary>Records that the firmware has handed over, each counted once.</summary>
    public long Published { get; private set; }

    /// <summary>Times that one was handed over again.</summary>
    public long Republished { get; private set; }

    /// <summary>What keeps it connected; null while the processor is off.</summary>
    public UplinkKeeper? Keeper { get; private set; }

    /// <inheritdoc/>
    public virtual bool IsConnected => Package.IsConnected;

    /// <inheritdoc/>
    public abstract bool MayStall { get; }

    /// <summary>The firmware's link over the package; a new one with each boot.</summary>
    protected M2MqttLink Package { get; private set; } = new();

    /// <summary>Random number for the next step of the keeper, 0 or more.</summary>
    protected int NextRandom => (int)(_random.NextBits() >> 33);

    /// <inheritdoc/>
    public virtual int Publish(string topic, byte[] message, int length, bool retain)
    {
        int handle = Package.Publish(topic, message, length, retain);
        if (handle != 0)
        {
            Count(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(message.AsSpan(length - sizeof(ulong))));
        }

        return handle;
    }

    /// <inheritdoc/>
    public virtual int TakeFinished(out bool delivered) => Package.TakeFinished(out delivered);

    /// <inheritdoc/>
    public abstract PackageClient Create();

    /// <inheritdoc/>
    public abstract void Dispose(PackageClient client);

    /// <summary>The firmware has started: everything in its memory is new.</summary>
    public virtual void Boot(BoardTelemetry telemetry, string clientId, IMac noticeMac)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        Keeper = telemetry.CreateKeeper(new M2MqttUplink(this, Package, clientId, null, null), noticeMac, connectsUnderLoad);
    }

    /// <summary>The processor is in reset: its connection breaks.</summary>
    public virtual void PowerOff()
    {
        Keeper = null;
        Package = new M2MqttLink();
    }

    /// <summary>The turn of the network thread, before each step of the firmware; it may let time pass.</summary>
    public abstract void TakeTurn(long uptime_ms, bool conducting);

    // A record is known by the end of its tag.
    private void Count(ulong tag)
    {
        if (_lastTags.AsSpan().Contains(tag))
        {
            Republished++;
            return;
        }

        _lastTags[Published % LastTags] = tag;
        Published++;
    }
}
