using Bms.Boards;
using Bms.Drivers;
using Bms.Mqtt.Broker;
using Bms.Mqtt.Tests;
using Bms.Mqtt;
using Bms.Telemetry;
using PackageMqttClient = nanoFramework.M2Mqtt.MqttClient;
using Xunit;
using nanoFramework.M2Mqtt;

namespace Bms.Twins.Tests.M2Mqtt;

/// <summary>
/// The firmware's way to a broker, outbox, link, uplink and keeper, over the package with its defects: whatever happens to the broker,
/// every record arrives, here every number from 1 to the last. Time and randomness of the keeper are the test's.
/// </summary>
[Collection(PackageSettings.Name)]
public sealed class LosesNothingTests : IDisposable
{
    private const int Limit_ms = 120_000;
    private const int MaxRecords = 60;

    private readonly LoopbackBroker _broker = new();
    private readonly Outbox _outbox = new(16, 8);
    private readonly M2MqttLink _link = new();
    private readonly UplinkKeeper _keeper;
    private readonly Bms.Mqtt.MqttClient _watcher;
    private readonly Dictionary<int, int> _seen = [];
    private long _keeper_ms, _turn_ms = 50;
    private int _made;

    public LosesNothingTests()
    {
        MqttSettings.Instance.DelayOnRetry = 60;
        _keeper = new UplinkKeeper(new M2MqttUplink(new Source(_broker.Port), _link, "device", null, null), null, false);
        _watcher = new(new MqttOptions
        {
            Host = "127.0.0.1",
            Port = _broker.Port,
            Connect = new MqttConnect { ClientId = "watcher", CleanSession = false },
        });
        Watch();
    }

    public void Dispose()
    {
        _keeper.Drop();
        _watcher.Dispose();
        _broker.Dispose();
        MqttSettings.Instance.DelayOnRetry = MqttSettings.DefaultDelayRetry;
        MqttSettings.Instance.InflightQueueSize = MqttSettings.DefaultInflightQueueSize;
    }

    [Fact]
    public void Nothing_happens()
    {
        // A package that repeats after 60 ms, and a keeper whose time runs faster, would take a busy machine for a broker that is away.
        MqttSettings.Instance.DelayOnRetry = 10_000;
        _turn_ms = 1;
        Run(_ => { });
        Assert.All(_seen.Values, times => Assert.Equal(1, times));
    }

    [Fact]
    public void The_broker_is_killed_and_started_again_twice_with_records_in_flight()
    {
        Run(made =>
        {
            if (made is 20 or 40)
            {
                _broker.Faults.AcknowledgementsToLose = 3;
                _broker.Kill();
                _broker.Start();
            }
        });
    }

    [Fact]
    public void Acknowledgements_come_after_the_package_has_given_up()
    {
        _broker.Faults.AcknowledgeDelay_ms = 250; // three times 60 ms is its patience

        // While they stay late nothing leaves the outbox, for the package tells of no acknowledgement that comes after it has given up.
        Run(_ => _broker.Faults.AcknowledgeDelay_ms = _seen.Values.Any(times => times > 1) ? 0 : 250);
        Assert.Contains(_seen.Values, times => times > 1);
    }

    [Fact]
    public void Acknowledgements_get_lost_or_come_twice()
    {
        _broker.Faults.AcknowledgementsToLose = 5;
        Run(made => _broker.Faults.AcknowledgementsToDouble += made % 4 == 0 ? 1 : 0);
    }

    [Fact]
    public void The_packages_queue_is_shorter_than_the_window()
    {
        Run(_ => MqttSettings.Instance.InflightQueueSize = 2);
    }

    [Fact]
    public void The_broker_refuses_for_a_while()
    {
        _broker.Faults.RefusesWith = 3;
        Run(made => _broker.Faults.RefusesWith = _keeper.Attempts > 3 ? 0 : 3);
        Assert.True(_keeper.Attempts > 3);
    }

    private void Run(Action<int> happens)
    {
        long end_ms = Environment.TickCount64 + Limit_ms;
        while (_seen.Count < MaxRecords || _outbox.Count > 0)
        {
            Assert.True(Environment.TickCount64 < end_ms,
                $"{_seen.Count} of {_made} records have arrived, {_outbox.Count} wait, attempts {_keeper.Attempts}");
            happens(_made);
            if (_made < MaxRecords && _outbox.Count < 10)
            {
                _made++;
                Assert.True(_outbox.TryAdd("t", [(byte)_made], 1, false, false));
            }

            // A turn takes some ms; the keeper's time runs faster, so that its waits do not become the test's.
            _keeper.Step(_keeper_ms += _turn_ms, false, 0);
            _outbox.Pump(_link);
            Look();
        }

        Assert.Equal(Enumerable.Range(1, MaxRecords), _seen.Keys.Order());
    }

    private void Look()
    {
        try
        {
            if (!_watcher.IsConnected)
            {
                Watch();
            }

            while (_watcher.TryReceive(5, out MqttEvent received))
            {
                if (received.Message is MqttMessage message)
                {
                    int number = message.Payload.Span[0];
                    _seen[number] = _seen.GetValueOrDefault(number) + 1;
                    _watcher.Acknowledge(message);
                }
            }
        }
        catch (MqttException)
        {
            // The broker is away; its session for the watcher is not.
        }
    }

    private void Watch()
    {
        _watcher.Connect();
        _watcher.SubscribeAndWait("t");
    }

    private sealed class Source(int port) : IMqttClientSource
    {
        public bool MayStall => false;

        public nanoFramework.M2Mqtt.IMqttClient Create() =>
            new PackageMqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None);

        public void Dispose(nanoFramework.M2Mqtt.IMqttClient client) => ((PackageMqttClient)client).Dispose();
    }
}
