using System.CommandLine;
using System.Security.Cryptography;
using Bms.Fleet.Watch;
using Bms.Mqtt;
using Bms.Records;

namespace Bms.Fleet.Commands;

/// <summary>watch: verified records of a fleet, live from a broker.</summary>
internal static class WatchCommand
{
    private const int Poll_ms = 250;

    private static readonly Option<string> s_keys = Options.Needed("--keys", "key file of the fleet", "FILE");
    private static readonly Option<string?> s_site = Options.Text("--site", "only this site", "NAME");
    private static readonly Option<string?> s_device = Options.Text("--device", "only this device, 8 hex digits", "HEX8");
    private static readonly Option<int?> s_for = Options.Whole("--for", 1, 1_000_000_000, "end after so many seconds");
    private static readonly Option<bool> s_json = new("--json") { Description = "a JSON object a line" };
    private static readonly Option<bool> s_republish = new("--republish") { Description = "publish as JSON on verified/SITE/DEVICE/KIND" };

    private static readonly Option<string?> s_recordings =
        Options.Text("--recordings", "save what a detector saw before an alarm into this folder, for replay-alarm of the simulator", "DIR");

    internal static Command Create()
    {
        Command command = new("watch", "show verified records live; a line each, until Ctrl-C")
        {
            s_keys, s_site, s_device, s_json, s_republish, s_recordings, s_for,
        };
        BrokerOptions.Add(command).SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string? site = parsed.GetValue(s_site);
        string? device = parsed.GetValue(s_device);
        Options.Require(site is null || DeviceKey.IsSite(site), "--site: must be 1 to 32 characters of a-z, 0-9 and '-'");
        Options.CheckDevice(device);
        KeyFile keys = Options.LoadKeys(parsed.GetValue(s_keys)!);
        using MqttClient client = new(BrokerOptions.Read(
            parsed, "bms-watch-" + RandomNumberGenerator.GetHexString(8, lowercase: true), lastingSession: false));
        TextWriter output = parsed.InvocationConfiguration.Output;
        List<IWatchOutput> outputs = [parsed.GetValue(s_json) ? new JsonOutput(output) : new TextOutput(output)];
        if (parsed.GetValue(s_recordings) is string folder)
        {
            Options.Require(Directory.Exists(folder), $"--recordings: {folder} is not there, allowed is a folder that is");
            outputs.Add(new RecordingFiles(folder, output));
        }

        if (parsed.GetValue(s_republish))
        {
            outputs.Add(new Republisher(client));
        }

        Watcher watcher = new(client, keys.Keys, site, device, outputs, TimeProvider.System);
        Options.Require(watcher.Devices > 0, $"{parsed.GetValue(s_keys)}: devices: none matches --site and --device");
        return Watch(client, watcher, parsed.GetValue(s_for), parsed.InvocationConfiguration);
    }

    private static int Watch(MqttClient client, Watcher watcher, int? limit_s, InvocationConfiguration console)
    {
        using StopSignal stop = new(limit_s);
        return Loop(client, watcher, console.Error, stop.Token);
    }

    // A broker that cannot be reached at the start is a mistake of the user; one that goes away later is waited for.
    private static int Loop(MqttClient client, Watcher watcher, TextWriter error, CancellationToken end)
    {
        MqttBackoff backoff = new();
        bool wasConnected = false;
        while (!end.IsCancellationRequested)
        {
            try
            {
                if (!client.IsConnected)
                {
                    watcher.Connect();
                    wasConnected = true;
                    backoff.Reset();
                }

                watcher.Step(Poll_ms);
            }
            catch (MqttException e)
            {
                error.WriteLine(Line.Clean(e.Message));
                if (!wasConnected)
                {
                    return ExitCode.DoesNotHold;
                }

                WaitFor(backoff.Next_ms(), watcher, end);
            }
        }

        return watcher.Refused == 0 ? ExitCode.Holds : ExitCode.DoesNotHold;
    }

    // Devices fall silent for us while the broker is away, and that is shown.
    private static void WaitFor(int time_ms, Watcher watcher, CancellationToken end)
    {
        for (int waited_ms = 0; waited_ms < time_ms && !end.IsCancellationRequested; waited_ms += Poll_ms)
        {
            watcher.LookForSilence();
            end.WaitHandle.WaitOne(Poll_ms);
        }
    }
}
