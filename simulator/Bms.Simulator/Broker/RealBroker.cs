using System.Security.Cryptography;
using Bms.Mqtt;

namespace Bms.Simulator.Broker;

/// <summary>
/// The connection of one run to a real broker. Its session lasts over lost connections, so that nothing is lost with them, and is removed
/// at the end, so that none is left behind at the broker.
/// </summary>
public sealed class RealBroker : IDisposable
{
    private const int InFlight = 32;

    private readonly MqttOptions _options;

    /// <summary>Connects. Throws <see cref="MqttException"/>.</summary>
    public RealBroker(MqttAddress address)
    {
        _options = new MqttOptions
        {
            Host = address.Host,
            Port = address.Port,
            Tls = address.IsTls ? new MqttTls() : null,
            MaxInFlight = InFlight,
            Connect = new MqttConnect
            {
                ClientId = "bms-simulator-" + RandomNumberGenerator.GetHexString(8, lowercase: true),
                CleanSession = false,
                KeepAlive_s = 30,
            },
        };
        Client = new MqttClient(_options);
        Client.Connect();
    }

    /// <summary>The client of the run.</summary>
    public MqttClient Client { get; }

    /// <summary>Ends the connection and the session.</summary>
    public void Dispose()
    {
        Client.Dispose();
        using MqttClient last = new(_options with { Connect = _options.Connect with { CleanSession = true } });
        try
        {
            last.Connect();
            last.Disconnect();
        }
        catch (MqttException)
        {
            // A broker that is gone has to forget by itself.
        }
    }
}
