using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using Xunit;

namespace Bms.Twins.Tests.M2Mqtt;

/// <summary>The package's settings are one object for the process: tests that change them run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PackageSettings
{
    public const string Name = "settings of the package";
}

/// <summary>A client of the package with what it said, for a test to wait for.</summary>
public sealed class PackageClient : IDisposable
{
    public const int Limit_ms = 120_000;

    private readonly object _lock = new();
    private readonly List<string> _said = [];

    private readonly string _id;

    public PackageClient(int port, string id = "c")
    {
        _id = id;
        Client = new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None);
        Client.MqttMsgPublished += (_, e) => Add($"{(e.IsPublished ? "published" : "given up")} {e.MessageId}");
        Client.MqttMsgSubscribed += (_, e) => Add($"subscribed {e.MessageId} {string.Join(' ', e.GrantedQoSLevels)}");
        Client.MqttMsgUnsubscribed += (_, e) => Add($"unsubscribed {e.MessageId}");
        Client.MqttMsgPublishReceived += (_, e) => Add($"received {e.Topic} {Convert.ToHexString(e.Message)} {e.QosLevel} {e.Retain}");
        Client.ConnectionClosed += (_, _) => Add("closed");
    }

    public MqttClient Client { get; }

    /// <summary>Events so far.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_lock)
            {
                return [.. _said];
            }
        }
    }

    public PackageClient Connect(bool clean = true, ushort keepAlive_s = 60)
    {
        Assert.Equal(MqttReasonCode.Success, Client.Connect(_id, null, null, clean, keepAlive_s));
        return this;
    }

    public int Publish(params byte[] message) => Client.Publish("t", message, null, null, MqttQoSLevel.AtLeastOnce, false);

    /// <summary>Waits for an event that begins so; throws TimeoutException when it does not come.</summary>
    public string Await(string start)
    {
        lock (_lock)
        {
            long end_ms = Environment.TickCount64 + Limit_ms;
            while (true)
            {
                if (_said.Find(s => s.StartsWith(start, StringComparison.Ordinal)) is string found)
                {
                    return found;
                }

                int rest_ms = (int)(end_ms - Environment.TickCount64);
                if (rest_ms <= 0 || !Monitor.Wait(_lock, rest_ms))
                {
                    throw new TimeoutException($"no '{start}' within {Limit_ms} ms, only {string.Join(", ", _said)}");
                }
            }
        }
    }

    public void Dispose() => Client.Dispose();

    private void Add(string what)
    {
        lock (_lock)
        {
            _said.Add(what);
            Monitor.PulseAll(_lock);
        }
    }
}
