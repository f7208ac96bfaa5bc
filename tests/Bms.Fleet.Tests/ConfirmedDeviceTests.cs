using Bms.Boards;
using Bms.Drivers;
using Bms.Fleet.Ingest;
using Bms.Fleet.Store;
using Bms.Mqtt.Broker;
using Bms.Protection;
using Bms.Records.Tests;
using Bms.Records;
using Bms.Storage;
using Bms.Telemetry;
using PackageClient = nanoFramework.M2Mqtt.IMqttClient;
using PackageMqttClient = nanoFramework.M2Mqtt.MqttClient;
using Xunit;

namespace Bms.Fleet.Tests;

/// <summary>
/// The firmware's own reporter, link, inbox and uplink over the twin of M2Mqtt, a broker, and the store: a record leaves the device when it
/// is stored, and not before.
/// </summary>
public sealed class ConfirmedDeviceTests : IDisposable
{
    private const int Limit_ms = 120_000;
    private const int Late_ms = 1000;

    private readonly Tool _tool = new();
    private readonly LoopbackBroker _broker = new();
    private readonly byte[] _macKey = KeyDerivation.MacKey(KeyDerivation.DeviceRoot(new byte[32], "test", [0, 0, 0, 1]), 1);
    private readonly DeviceIdentity _identity = new("demo", [0, 0, 0, 1], 1);
    private readonly M2MqttLink _link = new();
    private readonly M2MqttUplink _uplink;
    private readonly TelemetryReporter _reporter;
    private readonly ConfirmedLink _confirmed;
    private readonly RecordStore _store;
    private long _uptime_ms;

    public ConfirmedDeviceTests()
    {
        ManagedHmacSha256 mac = new(_macKey);
        MemoryStore memory = new();
        BootCounter.TryProvision(memory, 1);
        M2MqttInbox inbox = new(_identity.CommandTopic());
        _confirmed = new ConfirmedLink(_link, inbox, new ReceiptReader(mac, _identity));
        _uplink = new M2MqttUplink(new Source(_broker.Port), _link, "board", null!, null!) { Inbox = inbox };
        _reporter = new TelemetryReporter(
            _identity, new DeviceFacts("bench", "0.1.0", [1]), _confirmed, mac, new BootCounter(memory, 1), 2, 2);
        Assert.True(_reporter.Start(0));
        _store = new RecordStore(_tool.At("fleet.db"));
    }

    public void Dispose()
    {
        _uplink.Drop();
        _store.Dispose();
        _broker.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public void A_record_waits_for_a_store_that_comes_late_and_leaves_when_it_is_stored()
    {
        Assert.True(_uplink.TryConnect(null!, null!, null!));
        TurnUntil(() => _broker.Published >= 2);
        _uptime_ms += 10_000;
        TurnUntil(() => _broker.Published >= 3);
        Turn(100); // the broker has taken the birth and two live records, and nobody stores them
        Assert.Equal((3, 0), (_reporter.Outbox.Count, _confirmed.Receipts));

        using Mqtt.MqttClient client = new(new Mqtt.MqttOptions
        {
            Host = "127.0.0.1", Port = _broker.Port, Connect = new Mqtt.MqttConnect { ClientId = "bms-ingest", CleanSession = false },
        });
        Ingester ingester = new(client, new KeyRing([new DeviceKey([0, 0, 0, 1], 1, "demo", _macKey)]), _store, TimeProvider.System);
        ingester.Connect();
        TurnUntil(() => ingester.Counts.Stored > 0, () => ingester.Step(5));
        Assert.Equal(1, ingester.Counts.Stored); // the birth, which the broker had kept
        _uptime_ms += ConfirmedLink.FirstPatience_ms;
        long late_ms = Environment.TickCount64 + Late_ms;
        TurnUntil(() => _reporter.Outbox.Count == 0, () =>
        {
            ingester.Step(5);
            if (Environment.TickCount64 >= late_ms)
            {
                // The device's clock stands still but for this: on a busy machine the broker's word may come after its last step.
                late_ms += Late_ms;
                _uptime_ms += ConfirmedLink.FirstPatience_ms;
            }
        });
        Assert.True(_confirmed.Receipts >= 1);
        Assert.Equal(_reporter.Sequence, ingester.Counts.Stored);
        Assert.Equal(0, ingester.Counts.Refused);
    }

    private void Turn(int time_ms)
    {
        long end_ms = Environment.TickCount64 + time_ms;
        while (Environment.TickCount64 < end_ms)
        {
            Step();
        }
    }

    private void TurnUntil(Func<bool> isDone, Action? also = null)
    {
        long end_ms = Environment.TickCount64 + Limit_ms;
        while (!isDone())
        {
            Assert.True(Environment.TickCount64 < end_ms, $"{_reporter.Outbox.Count} records wait, the broker has {_broker.Published}");
            Step();
            also?.Invoke();
        }
    }

    private void Step()
    {
        _reporter.Step(_uptime_ms, new PackSample(2, 2), new PackState { Mode = Mode.Discharge }, new EventLog());
        Thread.Sleep(2);
    }

    /// <summary>Clients of the package as the board's app makes them.</summary>
    private sealed class Source(int port) : IMqttClientSource
    {
        public bool MayStall => false;

        public PackageClient Create() => new PackageMqttClient(
            "127.0.0.1", port, false, null, null, nanoFramework.M2Mqtt.MqttSslProtocols.None)
        {
            ProtocolVersion = nanoFramework.M2Mqtt.MqttProtocolVersion.Version_3_1_1,
        };

        public void Dispose(PackageClient client) => ((PackageMqttClient)client).Dispose();
    }
}
