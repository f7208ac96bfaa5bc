using System.CommandLine;
using Bms.Fleet.Ingest;
using Bms.Fleet.Store;
using Bms.Mqtt;
using Bms.Records;
using Microsoft.Data.Sqlite;

namespace Bms.Fleet.Commands;

/// <summary>ingest: a fleet's records from a broker into a store, each once, acknowledged when it is on the disk.</summary>
internal static class IngestCommand
{
    private const int Poll_ms = 250;

    private static readonly Option<string> s_keys = Options.Needed("--keys", "key file of the fleet", "FILE");
    private static readonly Option<string> s_store = Options.Needed("--store", "the file with the records; made when it is absent", "FILE");
    private static readonly Option<string?> s_client = Options.Text("--client", "our id at the broker; bms-ingest when left out", "NAME");
    private static readonly Option<int?> s_for = Options.Whole("--for", 1, 1_000_000_000, "end after so many seconds");

    private static readonly Option<int?> s_quarantine =
        Options.Whole("--quarantine", 0, 10_000_000, $"refused messages that are kept, {RecordStore.QuarantineRoom} when left out");

    internal static Command Create()
    {
        Command command = new("ingest", "store a fleet's verified records, until Ctrl-C; answers the devices once they are on the disk")
        {
            s_keys, s_store, s_client, s_quarantine, s_for,
        };
        BrokerOptions.Add(command).SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        KeyFile keys = Options.LoadKeys(parsed.GetValue(s_keys)!);
        string name = parsed.GetValue(s_client) ?? "bms-ingest";
        Options.Require(name.Length is >= 1 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'),
            "--client: must be 1 to 64 letters, digits, '-' and '_'");
        using MqttClient client = new(BrokerOptions.Read(parsed, name, lastingSession: true));
        using RecordStore store = new(parsed.GetValue(s_store)!, parsed.GetValue(s_quarantine) ?? RecordStore.QuarantineRoom);
        Ingester ingester = new(client, new KeyRing(keys.Keys), store, TimeProvider.System);
        using StopSignal stop = new(parsed.GetValue(s_for));
        bool wasConnected = Loop(client, ingester, parsed.InvocationConfiguration.Error, stop.Token);
        ingester.Counts.Print(parsed.InvocationConfiguration.Output);
        return wasConnected && ingester.Counts.Refused == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    // A broker that cannot be reached at the start is a mistake of the user; one that goes away later is waited for, as is a disk that is
    // full: what is not stored is not acknowledged, and comes again with the next connection.
    private static bool Loop(MqttClient client, Ingester ingester, TextWriter error, CancellationToken end)
    {
        MqttBackoff backoff = new();
        bool wasConnected = false;
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (!client.IsConnected)
                {
                    ingester.Connect();
                    wasConnected = true;
                }

                if (ingester.Step(Poll_ms))
                {
                    backoff.Reset();
                }
            }
            catch (Exception e) when (e is MqttException or SqliteException)
            {
                client.Dispose();
                error.WriteLine(Line.Clean(e.Message));
                if (!wasConnected)
                {
                    return false;
                }

                end.WaitHandle.WaitOne(backoff.Next_ms());
            }
        }

        Leave(client);
        return wasConnected;
    }

    private static void Leave(MqttClient client)
    {
        try
        {
            client.Disconnect();
        }
        catch (MqttException)
        {
            // The broker keeps the session either way.
        }
    }
}
