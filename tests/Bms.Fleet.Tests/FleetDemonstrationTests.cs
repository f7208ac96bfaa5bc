using System.Globalization;
using System.Text;
using Bms.Fleet.Ingest;
using Bms.Fleet.Store;
using Bms.Fleet.Tests.Watch;
using Bms.Mqtt;
using Bms.Mqtt.Broker;
using Bms.Records;
using Bms.Records.Tests;
using Xunit;
using static Bms.Records.RecordVerdict;

namespace Bms.Fleet.Tests;

/// <summary>
/// The whole way in one process: the simulator plays a device that restarts and publishes to a broker, others join in out of order, and
/// somebody tampers, forges and repeats; ingest stores, export writes, verify verifies. Every count is compared.
/// </summary>
public sealed class FleetDemonstrationTests : IDisposable
{
    private const string Scenario = "orderly-restart-names-its-last-record";

    private readonly Tool _tool = new();
    private const int Limit_ms = 120_000;

    private readonly LoopbackBroker _broker = new();
    private int _markers;

    public FleetDemonstrationTests() => File.WriteAllText(_tool.At("keys.json"), $$"""
        {"format":"bms-keys-1","fleet":"bms-simulator","master":"{{Convert.ToHexString("a master key for simulated packs"u8)}}",
         "devices":[{"id":"00000001","site":"bench","epoch":1},{"id":"00000007","site":"bench","epoch":1}]}
        """);

    public void Dispose()
    {
        _broker.Dispose();
        _tool.Dispose();
    }

    [Fact]
    public async Task From_the_simulator_to_a_verified_file_every_record_is_counted_once()
    {
        KeyFile keys = LoadKeys();
        using MqttClient client = Client("bms-ingest");
        using RecordStore store = new(_tool.At("fleet.db"));
        Ingester ingester = new(client, new KeyRing(keys.Keys), store, TimeProvider.System);
        ingester.Connect();
        Await(ingester, () => ingester.Listens);

        // A device restarts: the simulator, boots 1 and 2.
        int simulated = await Simulate(ingester);
        List<StoredRecord> fromSimulator = Stored();
        Assert.Equal([1, 2], fromSimulator.Select(r => r.Decode()!.Header.Boot).Distinct());

        // Another one's records come out of order, the last first.
        List<(string Topic, byte[] Message)> shuffled = Shuffled();
        Play(ingester, shuffled);

        // Everything comes again, the first boot after the second; then tampered with; then signed by a stranger.
        List<(string Topic, byte[] Message)> all = [.. fromSimulator.Select(r => (r.Topic, r.Message)), .. shuffled];
        Play(ingester, all);
        Play(ingester, all.Select(r => (r.Topic, (byte[])[.. r.Message[..^1], (byte)(r.Message[^1] ^ 1)])));
        List<(string Topic, byte[] Message)> forged = new ReportingDevice(7, "bench").Step(0);
        Play(ingester, forged);

        IngestCounts counts = ingester.Counts;
        int records = simulated + shuffled.Count;
        long expected = (3 * records) + forged.Count + counts.Of(Notice) + _markers;
        long again = counts.Messages - expected; // a machine that is too busy to acknowledge within a second is sent a record twice
        Assert.True(again >= 0, $"{counts.Messages} of {expected}");
        Assert.Equal((records, 0, shuffled.Count - 1), (counts.Stored, counts.Of(AcceptedAfterGap), counts.Of(AcceptedLate)));
        Assert.Equal((records + again, records + forged.Count), (counts.Of(Duplicate), counts.Of(BadTag)));
        CheckFiles(records, shuffled.Count);
    }

    private static int Figure(string output, string name) => int.Parse(
        output.Split('\n').Single(l => l.StartsWith(name + " = ", StringComparison.Ordinal))[(name.Length + 3)..],
        CultureInfo.InvariantCulture);

    private void CheckFiles(int records, int shuffled)
    {
        string db = _tool.At("fleet.db"), text = _tool.At("records.txt"), csv = _tool.At("pack.csv"), keys = _tool.At("keys.json");
        Assert.Equal($"export.records = {records}\n", Tool.Good("export", "--store", db, "--records", text));
        foreach (string file in (string[])[text, db])
        {
            Assert.Equal($"verify.records = {records}\nverify.devices = 2\nverify.accepted = {records}\nverify.missing = 0\n",
                Tool.Good("verify", file, "--keys", keys));
        }

        Assert.Equal($"export.records = {shuffled}\n", Tool.Good("export", "--store", db, "--device", "00000007", "--records", text));
        string exported = Tool.Good("export", "--store", db, "--device", "00000001", "--csv", csv);
        StringWriter replayed = new(), error = new();
        int code = Simulator.Commands.CommandLine.Run(
            ["replay", csv, "--chemistry", "nmc", "--capacity-Ah", "5"], replayed, error);
        Assert.Equal(("", 0), (error.ToString(), code));
        Assert.Equal(Figure(exported, "export.rows"), File.ReadLines(csv).Count() - 1);
    }

    // The simulator in a thread of its own, in virtual time; ingest goes on until it has ended and nothing comes any more.
    private async Task<int> Simulate(Ingester ingester)
    {
        StringWriter output = new(), error = new();
        Task<int> run = Task.Run(() => Simulator.Commands.CommandLine.Run(
            ["run", Scenario, "--mqtt", $"mqtt://127.0.0.1:{_broker.Port}"], output, error));
        while (!run.IsCompleted)
        {
            ingester.Step(20);
        }

        Play(ingester, []);
        Assert.Equal((0, ""), (await run, error.ToString()));
        Assert.Equal(0, Figure(output.ToString(), "run.records_refused"));
        int published = Figure(output.ToString(), "run.records_verified");
        Assert.Equal(published, ingester.Counts.Stored);
        return published;
    }

    private static List<(string Topic, byte[] Message)> Shuffled()
    {
        byte[] key = KeyDerivation.MacKey(KeyDerivation.DeviceRoot("a master key for simulated packs"u8, "bms-simulator", [0, 0, 0, 7]), 1);
        ReportingDevice device = new(7, "bench", key);
        List<(string Topic, byte[] Message)> sent = [.. Enumerable.Range(0, 20).SelectMany(i => device.Step(10_000 * i))];
        sent.Reverse();
        return sent;
    }

    private void Play(Ingester ingester, IEnumerable<(string Topic, byte[] Message)> records)
    {
        using MqttClient board = Client("board");
        board.Connect();
        foreach ((string topic, byte[] message) in records)
        {
            Assert.True(board.TryPublish(topic, message, false, out _));
        }

        // Messages come in order: when this one, which is no record, has been refused, all others have been judged.
        Assert.True(board.TryPublish("bms/v1/00/bench/00000007/s", [1, 2, 3], false, out _));
        _markers++;
        Await(ingester, () => ingester.Counts.Of(BadShape) == _markers);
    }

    private static void Await(Ingester ingester, Func<bool> isDone)
    {
        long end_ms = Environment.TickCount64 + Limit_ms;
        while (!isDone())
        {
            Assert.True(Environment.TickCount64 < end_ms, $"only {ingester.Counts.Messages} messages have come");
            ingester.Step(100);
        }
    }

    private List<StoredRecord> Stored()
    {
        using StoreReader reader = new(_tool.At("fleet.db"));
        return [.. reader.Records(null)];
    }

    private KeyFile LoadKeys() => KeyFile.TryLoad(_tool.At("keys.json"), out KeyFile? keys, out string error)
        ? keys! : throw new InvalidDataException(error);

    private MqttClient Client(string id) => new(new MqttOptions
    {
        Host = "127.0.0.1", Port = _broker.Port, MaxInFlight = 5000,
        Connect = new MqttConnect { ClientId = id, CleanSession = id != "bms-ingest", KeepAlive_s = 30 },
    });
}
