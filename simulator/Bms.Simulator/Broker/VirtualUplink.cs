using Bms.Twins;
using PackageClient = nanoFramework.M2Mqtt.IMqttClient;

namespace Bms.Simulator.Broker;

/// <summary>The network thread on the virtual clock, over a client that stands for the package there.</summary>
public sealed class VirtualUplink(VirtualLink path, VirtualBroker broker, VirtualClock clock, ConnectConditions conditions, ulong seed)
    : DeviceUplink(seed, conditions.UnderLoad)
{
    private const long Period_ms = 1000;

    private VirtualMqttClient? _client;
    private long _due_ms;

    /// <inheritdoc/>
    public override bool MayStall => conditions.IsSecure;

    /// <inheritdoc/>
    public override PackageClient Create()
    {
        _client = new VirtualMqttClient(path, broker, clock, conditions);
        _client.LookUp();
        return _client;
    }

    /// <inheritdoc/>
    public override void Dispose(PackageClient client) => client.Close();

    /// <inheritdoc/>
    public override void PowerOff()
    {
        _client?.Vanish();
        _client = null;
        _due_ms = 0;
        base.PowerOff();
    }

    /// <inheritdoc/>
    public override void TakeTurn(long uptime_ms, bool conducting)
    {
        _client?.Pump();
        if (Keeper is null || uptime_ms < _due_ms || _client?.IsBusy == true)
        {
            return;
        }

        _due_ms = uptime_ms + Period_ms;
        Keeper.Step(uptime_ms, conducting, NextRandom);
    }
}
