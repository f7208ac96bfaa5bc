using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bms.Drivers;
using Bms.Mqtt;
using nanoFramework.M2Mqtt;
using MqttClient = Bms.Mqtt.MqttClient;
using PackageMqttClient = nanoFramework.M2Mqtt.MqttClient;

namespace Bms.Simulator.Broker;

/// <summary>
/// A real broker for one run: a client that watches what it hands out, and clients of the twin of M2Mqtt for the device. The watcher's
/// session lasts over lost connections and is removed at the end, so that none is left behind at the broker.
/// </summary>
public sealed class RealBroker : IDisposable
{
    private readonly MqttAddress _address;
    private readonly MqttOptions _options;
    private readonly string _run = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private PackageMqttClient? _device;

    /// <summary>Connects the watcher. Throws <see cref="MqttException"/>.</summary>
    public RealBroker(MqttAddress address, MqttTls? tls = null)
    {
        _address = address;
        _options = new MqttOptions
        {
            Host = address.Host,
            Port = address.Port,
            Tls = tls ?? (address.IsTls ? new MqttTls() : null),
            Connect = new MqttConnect { ClientId = "bms-simulator-" + _run, CleanSession = false, KeepAlive_s = 30 },
        };
        Watcher = new MqttClient(_options);
        Watcher.Connect();
    }

    /// <summary>The client that watches.</summary>
    public MqttClient Watcher { get; }

    /// <summary>Id of the device at the broker, another one for each run.</summary>
    public string DeviceClientId => "bms-device-" + _run;

    /// <summary>True when a board would have to look the broker up or to shake hands.</summary>
    public bool MayStall => _options.Tls is not null || !System.Net.IPAddress.TryParse(_address.Host, out _);

    /// <summary>A client of the package for the device, with the settings that the board's app makes.</summary>
    public PackageMqttClient CreateDeviceClient()
    {
        X509Certificate2? authority = _options.Tls?.Authorities?.FirstOrDefault();
        PackageMqttClient client = new(
            _address.Host, _address.Port, _options.Tls is not null, authority, _options.Tls?.ClientCertificate, MqttSslProtocols.TLSv1_2);
        client.ProtocolVersion = MqttProtocolVersion.Version_3_1_1;
        client.Settings.InflightQueueSize = M2MqttLink.MaxUnderWay + 1;
        return _device = client;
    }

    /// <summary>Ends the watcher's connection and session, and the device's connection without a goodbye.</summary>
    public void Dispose()
    {
        Watcher.Dispose();
        _device?.Dispose();
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
