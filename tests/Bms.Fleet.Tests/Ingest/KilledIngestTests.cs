using System.Diagnostics;
using System.Text;
using Bms.Fleet.Store;
using Bms.Mqtt;
using Bms.Mqtt.Broker;
using Bms.Records;
using Bms.Records.Tests;
using Xunit;

namespace Bms.Fleet.Tests.Ingest;

/// <summary>
/// The process itself, killed in the midst of its work again and again. Whatever a device was told is stored must be in the file, and in
/// the end each record must be there, once.
/// </summary>
public sealed class KilledIngestTests : IDisposable
{
    private const int Kills = 4;
    private const int Records = 1500;
    private const int Limit_ms = 120_000;

    private readonly Tool _tool = new();
    private readonly LoopbackBroker _broker = new();
    private readonly TestDevice[] _devices = [new(1), new(2), new(3)];
    private readonly HashSet<(string Device, int Boot, int Sequence)> _answered = [];
    private Process? _ingest;

    public KilledIngestTests() => File.WriteAllText(_tool.At("keys.json"), $$"""
        {"format":"bms-keys-1","fleet":"test","master":"{{Convert.ToHexString(new byte[32])}}","devices":[
         {{string.Join(',', _devices.Select(d => $$"""{"id":"{{d.Key.Device}}","site":"demo","epoch":1}"""))}}]}
        """);

    public void Dispose()
    {
        Kill();
        _broker.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public void A_kill_at_any_moment_loses_nothing_that_was_acknowledged()
    {
        using MqttClient ear = Client("ear");
        ear.Connect();
        ear.Subscribe(new MqttSubscription("bms/v1/+/+/+/c", MqttQos.AtMostOnce));
        Start();
        WaitForSession();
        Publish();
        Random random = new(7);
        for (int kill = 1; kill <= Kills; kill++)
        {
            Hear(ear, Math.Min(Records - 1, _answered.Count + random.Next(1, 200)));
            Kill();
            Assert.Empty(_answered.Except(Stored()));
            Start();
        }

        Hear(ear, Records);
        Kill();
        List<(string, int, int)> stored = [.. Stored()];
        Assert.Equal(Records, stored.Count);
        Assert.Equal(Records, stored.Distinct().Count());
        Assert.Contains($"verify.accepted = {Records}\nverify.missing = 0\n",
            Tool.Good("verify", _tool.At("fleet.db"), "--keys", _tool.At("keys.json")), StringComparison.Ordinal);
    }

    private MqttClient Client(string id) => new(new MqttOptions
    {
        Host = "127.0.0.1", Port = _broker.Port, MaxInFlight = 2 * Records, Connect = new MqttConnect { ClientId = id, KeepAlive_s = 0 },
    });

    private void Start() => _ingest = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Bms.Fleet"),
        ["ingest", "--mqtt", $"mqtt://127.0.0.1:{_broker.Port}", "--keys", _tool.At("keys.json"), "--store", _tool.At("fleet.db")])
    { RedirectStandardError = true })!;

    private void Kill()
    {
        _ingest?.Kill();
        _ingest?.WaitForExit();
        _ingest?.Dispose();
        _ingest = null;
    }

    // A first record that nobody listens for would be lost: the session must be there.
    private void WaitForSession()
    {
        using MqttClient probe = Client("probe");
        probe.Connect();
        TestDevice stranger = new(99);
        long end_ms = Environment.TickCount64 + Limit_ms;
        while (!HasRefused() && Environment.TickCount64 < end_ms)
        {
            Sent sent = stranger.Live();
            probe.PublishUnsure(Encoding.ASCII.GetString(sent.Topic), sent.Message, false);
            Thread.Sleep(50);
        }
    }

    private bool HasRefused()
    {
        try
        {
            using StoreReader reader = new(_tool.At("fleet.db"));
            using Statement count = reader.Prepare("SELECT count(*) FROM quarantine");
            return count.Step() && count.Long(0) > 0;
        }
        catch (Exception e) when (e is BadInputException or Microsoft.Data.Sqlite.SqliteException)
        {
            return false;
        }
    }

    private void Publish()
    {
        using MqttClient board = Client("board");
        board.Connect();
        for (int i = 0; i < Records; i++)
        {
            Sent sent = _devices[i % _devices.Length].Live();
            Assert.True(board.TryPublish(Encoding.ASCII.GetString(sent.Topic), sent.Message, false, out _));
        }

        long end_ms = Environment.TickCount64 + Limit_ms;
        while (board.InFlight > 0 && Environment.TickCount64 < end_ms)
        {
            board.TryReceive(100, out _);
        }
    }

    private void Hear(MqttClient ear, int count)
    {
        KeyRing keys = new(_devices.Select(d => d.Key));
        long end_ms = Environment.TickCount64 + Limit_ms;
        while (_answered.Count < count && Environment.TickCount64 < end_ms)
        {
            if (ear.TryReceive(100, out MqttEvent received) && received.Message is MqttMessage message)
            {
                byte[] topic = Encoding.ASCII.GetBytes(message.Topic);
                Assert.Equal(RecordVerdict.Receipt, keys.VerifyReceipt(topic, message.Payload.Span, out Receipt receipt));
                string device = message.Topic.Split('/')[4];
                IEnumerable<int> numbers = Enumerable.Range(receipt.First, receipt.Last - receipt.First + 1);
                _answered.UnionWith(numbers.Select(n => (device, receipt.Boot, n)));
            }
        }

        Assert.InRange(_answered.Count, count, Records);
    }

    private IEnumerable<(string Device, int Boot, int Sequence)> Stored()
    {
        using StoreReader reader = new(_tool.At("fleet.db"));
        return [.. reader.Records(null).Select(r => r.Decode()!).Select(r => (r.Device, r.Header.Boot, r.Header.Sequence))];
    }
}
