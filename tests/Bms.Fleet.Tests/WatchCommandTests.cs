using System.Diagnostics;
using System.Text.Json.Nodes;
using Bms.Fleet.Tests.Watch;
using Bms.Mqtt;
using Bms.Tests.Brokers;
using Xunit;

namespace Bms.Fleet.Tests;

/// <summary>The verb as a user calls it: what it refuses, and the whole way from keys to verified JSON over a real broker.</summary>
public sealed class WatchCommandTests : IDisposable
{
    private readonly Tool _tool = new();

    private string Keys => _tool.At("fleet.json");

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("--mqtt: must be mqtt://", "--mqtt", "localhost")]
    [InlineData("'--mqtt' is required")]
    [InlineData("--site: must be", "--mqtt", "mqtt://localhost", "--site", "A")]
    [InlineData("--device: must be", "--mqtt", "mqtt://localhost", "--device", "+")]
    [InlineData("devices: none matches", "--mqtt", "mqtt://localhost", "--device", "0000000f")]
    [InlineData("--for: 0 is not allowed", "--mqtt", "mqtt://localhost", "--for", "0")]
    [InlineData("need an address that begins with mqtts://", "--mqtt", "mqtt://localhost", "--ca", "a.pem")]
    [InlineData("a.pem: it or the key cannot be read", "--mqtt", "mqtts://localhost", "--ca", "a.pem")]
    [InlineData("--cert: needs --key", "--mqtt", "mqtts://localhost", "--cert", "a.pem")]
    [InlineData("--password-file: needs --user", "--mqtt", "mqtt://localhost", "--password-file", "a")]
    [InlineData("a: cannot be read", "--mqtt", "mqtt://localhost", "--password-file", "a", "--user", "b")]
    public void What_cannot_be_used_is_one_line(string expected, params string[] arguments)
    {
        MakeFleet();
        Assert.Contains(expected, Tool.Bad(["watch", "--keys", Keys, .. arguments]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broker_that_is_not_there_is_one_line_and_exit_code_1()
    {
        MakeFleet();
        (int code, string output, string error) = Tool.Run("watch", "--keys", Keys, "--mqtt", "mqtt://127.0.0.1:1");
        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith("127.0.0.1:1: no connection, ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_keys_to_verified_JSON_over_a_real_broker_with_TLS()
    {
        using TestAuthority authority = new("Fleet authority");
        using Mosquitto broker = new(folder => authority.Configure(folder));
        (string certificate, string key) = authority.WriteClient(broker.Folder, "watcher");
        string ca = Path.Combine(broker.Folder, "ca.pem");
        using Process reference = broker.RunClient("mosquitto_sub", "--cafile", ca, "--cert", certificate, "--key", key,
            "-t", "verified/#", "-q", "1", "-C", "2", "-W", "30", "-F", "%t %p");
        Task<(int Code, string Output, string Error)> watch = Task.Run(() => Tool.Run(
            "watch", "--keys", MakeFleet(), "--json", "--republish", "--mqtt", $"mqtts://127.0.0.1:{broker.Port}",
            "--ca", ca, "--cert", certificate, "--key", key, "--for", "12"));
        await Task.Delay(4000, TestContext.Current.CancellationToken); // both subscribers are there

        using MqttClient board = broker.Client("board", tls: new MqttTls
        {
            Authorities = authority.Trusted, ClientCertificate = authority.Issue("00000001", forServer: false),
        });
        board.Connect();
        List<(string Topic, byte[] Message)> sent = Device().Step(0);
        foreach ((string topic, byte[] message) in sent)
        {
            Assert.True(board.TryPublish(topic, message, topic.EndsWith('b'), out _));
        }

        Assert.True(board.TryPublish(sent[1].Topic, [.. sent[1].Message[..^1], 0], false, out _));
        (int code, string output, string error) = await watch;
        Assert.Equal((1, ""), (code, error));
        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(["birth", "live", "refused"], lines.Select(l => JsonNode.Parse(l)!["kind"]!.GetValue<string>()));
        string republished = await reference.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal($"verified/demo/00000001/birth {lines[0]}\nverified/demo/00000001/live {lines[1]}\n", republished);
    }

    private string MakeFleet()
    {
        Tool.Good("keys", "new", "--fleet", "test", "--out", Keys);
        Tool.Good("keys", "add", "--file", Keys, "--device", "00000001", "--site", "demo");
        return Keys;
    }

    private ReportingDevice Device()
    {
        Tool.Good("keys", "export-device", "--file", Keys, "--device", "00000001", "--out", _tool.At("board.txt"));
        string key = File.ReadAllLines(_tool.At("board.txt")).Single(l => l.StartsWith("key=", StringComparison.Ordinal))[4..];
        return new ReportingDevice(1, macKey: Convert.FromHexString(key));
    }
}
