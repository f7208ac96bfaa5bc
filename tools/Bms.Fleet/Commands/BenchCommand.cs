using System.CommandLine;
using System.Security.Cryptography;
using Bms.Fleet.Ingest;
using Bms.Fleet.Store;
using Bms.Mqtt;
using Bms.Mqtt.Broker;
using Bms.Records;

namespace Bms.Fleet.Commands;

/// <summary>bench: how fast this machine stores records, over a broker in the same process, into a file that is removed again.</summary>
internal static class BenchCommand
{
    private const int Devices = 100;
    private const int Default = 50_000;

    // So many wait at the broker at most: it is the store that is measured.
    private const int Ahead = 1000;
    private const string Site = "bench";

    internal static Command Create()
    {
        Option<int?> records = Options.Whole("--records", 1000, 10_000_000, $"records to store, {Default} when left out");
        Command command = new("bench", "measure ingest over loopback: verified, stored, acknowledged") { records };
        command.SetAction(parsed => Run(parsed.GetValue(records) ?? Default, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(int records, TextWriter output)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("bms-bench");
        try
        {
            byte[] macKey = RandomNumberGenerator.GetBytes(KeyDerivation.KeySize);
            KeyRing keys = new(Enumerable.Range(1, Devices).Select(i => new DeviceKey([0, 0, 0, (byte)i], 1, Site, macKey)));
            using LoopbackBroker broker = new();
            using MqttClient client = Client(broker, "ingest", lasting: true);
            using RecordStore store = new(Path.Combine(folder.FullName, "bench.db"));
            Ingester ingester = new(client, keys, store, TimeProvider.System);
            ingester.Connect();
            while (!ingester.Listens)
            {
                ingester.Step(100);
            }

            Task load = Task.Run(() => Publish(broker, macKey, records, ingester.Counts));
            while (ingester.Counts.Messages < records && !load.IsFaulted)
            {
                ingester.Step(100);
            }

            load.GetAwaiter().GetResult();
            ingester.Counts.Print(output);
            return ingester.Counts.Stored == records ? ExitCode.Holds : ExitCode.DoesNotHold;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MqttClient Client(LoopbackBroker broker, string id, bool lasting) => new(new MqttOptions
    {
        Host = "127.0.0.1",
        Port = broker.Port,
        MaxInFlight = 1000,
        Connect = new MqttConnect { ClientId = id, CleanSession = !lasting, KeepAlive_s = 0 },
    });

    private static void Publish(LoopbackBroker broker, byte[] macKey, int records, IngestCounts done)
    {
        LoadDevice[] devices = [.. Enumerable.Range(1, Devices).Select(i => new LoadDevice(i, Site, macKey))];
        using MqttClient board = Client(broker, "board", lasting: false);
        board.Connect();
        for (int sent = 0; sent < records;)
        {
            bool isAhead = sent - done.Messages >= Ahead;
            LoadDevice device = devices[sent % Devices];
            if (!isAhead && board.InFlight < Ahead / 4)
            {
                board.TryPublish(device.Topic, device.Next(), retain: false, out _);
                sent++;
            }
            else
            {
                board.TryReceive(1, out _);
            }
        }

        while (board.InFlight > 0)
        {
            board.TryReceive(100, out _);
        }

        Array.ForEach(devices, d => d.Dispose());
    }
}
