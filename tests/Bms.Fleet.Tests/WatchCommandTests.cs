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
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private readonly Tool _tool = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

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
            "-t", "verified/#", "-q", "1", "-C", "3", "-W", "120", "-F", "%t %p");
        MakeFleet();
        using Process watch = Start(
            "watch", "--keys", Keys, "--json", "--republish", "--mqtt", $"mqtts://127.0.0.1:{broker.Port}",
            "--ca", ca, "--cert", certificate, "--key", key, "--for", "300");
        using MqttClient board = broker.Client("board", tls: new MqttTls
        {
            Authorities = authority.Trusted, ClientCertificate = authority.Issue("00000001", forServer: false),
        });
        board.Connect();
        List<(string Topic, byte[] Message)> sent = Device().Step(0);
        byte[] changed = [.. sent[1].Message[..^1], 0];

        // What a broker keeps comes at once to whoever subscribes: when it has come, both of them are there.
        Assert.True(board.TryPublish("verified/ready", "yes"u8, true, out _));
        Assert.True(board.TryPublish(sent[1].Topic, changed, true, out _));
        Assert.Equal("verified/ready yes", await ReadLine(reference));
        string[] lines = [await ReadLine(watch), .. new string[3]];
        foreach ((string topic, byte[] message) in sent)
        {
            Assert.True(board.TryPublish(topic, message, topic.EndsWith('b'), out _));
        }

        Assert.True(board.TryPublish(sent[1].Topic, changed, false, out _));
        for (int i = 1; i < lines.Length; i++)
        {
            lines[i] = await ReadLine(watch);
        }

        Assert.Equal(["refused", "birth", "live", "refused"], lines.Select(l => JsonNode.Parse(l)!["kind"]!.GetValue<string>()));
        Assert.Equal($"verified/demo/00000001/birth {lines[1]}", await ReadLine(reference));
        Assert.Equal($"verified/demo/00000001/live {lines[2]}", await ReadLine(reference));
        using Process signal = Process.Start("/bin/sh", ["-c", $"kill -TERM {watch.Id}"]);
        Assert.Equal("", await watch.StandardError.ReadToEndAsync(Cancel).WaitAsync(s_limit, Cancel));
        await watch.WaitForExitAsync(Cancel).WaitAsync(s_limit, Cancel);
        Assert.Equal(1, watch.ExitCode);
    }

    private static async Task<string> ReadLine(Process process) =>
        await process.StandardOutput.ReadLineAsync(Cancel).AsTask().WaitAsync(s_limit, Cancel) ?? "";

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Bms.Fleet"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private void MakeFleet()
    {
        Tool.Good("keys", "new", "--fleet", "test", "--out", Keys);
        Tool.Good("keys", "add", "--file", Keys, "--device", "00000001", "--site", "demo");
    }

    private ReportingDevice Device()
    {
        Tool.Good("keys", "export-device", "--file", Keys, "--device", "00000001", "--out", _tool.At("board.txt"));
        string key = File.ReadAllLines(_tool.At("board.txt")).Single(l => l.StartsWith("key=", StringComparison.Ordinal))[4..];
        return new ReportingDevice(1, macKey: Convert.FromHexString(key));
    }
}
