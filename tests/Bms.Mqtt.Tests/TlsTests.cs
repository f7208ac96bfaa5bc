using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Mqtt.Tests;

/// <summary>TLS to a real broker that asks for client certificates, with an authority made for the test.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new("Test authority");
    private readonly TestAuthority _stranger = new("Another authority");

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
    }

    [Theory]
    [InlineData("tlsv1.2")]
    [InlineData("tlsv1.3")]
    public void Both_sides_know_each_other_and_the_reference_client_agrees(string version)
    {
        using Mosquitto broker = new(folder => _authority.Configure(folder, more: "tls_version " + version));
        using X509Certificate2 own = _authority.Issue("watcher", forServer: false);
        using MqttClient client = broker.Client("c", tls: new MqttTls { Authorities = _authority.Trusted, ClientCertificate = own });
        client.Connect();
        client.SubscribeAndWait("a/#");
        (string certificate, string key) = _authority.WriteClient(broker.Folder, "reference");
        using Process reference = broker.RunClient("mosquitto_pub", "--cafile", Path.Combine(broker.Folder, "ca.pem"),
            "--cert", certificate, "--key", key, "-t", "a/b", "-q", "1", "-m", "hello");
        Assert.Equal("hello"u8.ToArray(), client.Next(MqttEventKind.Message).Message!.Payload.ToArray());
        Assert.True(client.TryPublish("a/large", new byte[100_000], false, out _));
        Assert.Equal(100_000, client.Next(MqttEventKind.Message).Message!.Payload.Length);
        Assert.True(client.IsQuiet(MqttEventKind.Message, 200)); // reads that end without anything do not harm the stream
        client.PublishAndWait("b", [1]);
        Assert.True(reference.WaitForExit(Loops.Limit_ms));
    }

    [Fact]
    public void A_broker_of_an_authority_that_we_do_not_trust_is_refused()
    {
        using Mosquitto broker = new(folder => _authority.Configure(folder));
        using X509Certificate2 own = _authority.Issue("watcher", forServer: false);
        Refuse(broker, new MqttTls { Authorities = _stranger.Trusted, ClientCertificate = own });
        Refuse(broker, new MqttTls { ClientCertificate = own });
    }

    [Fact]
    public void A_broker_with_another_name_is_refused()
    {
        using Mosquitto broker = new(folder => _authority.Configure(folder, serverName: "broker.example"));
        using X509Certificate2 own = _authority.Issue("watcher", forServer: false);
        MqttTls tls = new() { Authorities = _authority.Trusted, ClientCertificate = own };
        Refuse(broker, tls with { ServerName = "another.example" });
        using MqttClient client = broker.Client("c", tls: tls with { ServerName = "broker.example" });
        client.Connect();
    }

    // In TLS 1.3 the broker's refusal comes after our handshake has ended, so it may be seen in place of CONNACK.
    [Fact]
    public void A_client_without_a_certificate_or_with_a_strangers_or_without_TLS_is_refused()
    {
        using Mosquitto broker = new(folder => _authority.Configure(folder));
        using X509Certificate2 strange = _stranger.Issue("watcher", forServer: false);
        Refuse(broker, new MqttTls { Authorities = _authority.Trusted });
        Refuse(broker, new MqttTls { Authorities = _authority.Trusted, ClientCertificate = strange });
        Refuse(broker, null);
    }

    private static void Refuse(Mosquitto broker, MqttTls? tls)
    {
        using MqttClient client = broker.Client("c", tls: tls);
        MqttException e = Assert.Throws<MqttException>(() => client.Connect());
        Assert.DoesNotContain('\n', e.Message);
        Assert.False(client.IsConnected);
    }
}
