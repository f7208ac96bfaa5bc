using System.Text.Json.Nodes;
using Bms.Fleet.Watch;
using Bms.Mqtt;
using Bms.Protection;
using Bms.Records;
using Xunit;

namespace Bms.Fleet.Tests.Watch;

/// <summary>What a watch shows of records that the firmware's own reporter has signed.</summary>
public sealed class WatcherTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly StubClient _client = new();
    private readonly ReportingDevice _device = new();
    private readonly StringWriter _text = new();
    private readonly StringWriter _json = new();
    private readonly Republisher _republisher;
    private readonly Watcher _watcher;

    public WatcherTests()
    {
        _republisher = new Republisher(_client);
        _watcher = new Watcher(_client, [_device.Key, new ReportingDevice(2).Key], null, null,
            [new TextOutput(_text), new JsonOutput(_json), _republisher], _time);
    }

    private string[] Lines => _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private JsonNode[] Json => [.. _json.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];

    public void Dispose()
    {
        _client.Dispose();
        _text.Dispose();
        _json.Dispose();
    }

    [Fact]
    public void A_birth_and_a_live_record_are_a_line_each()
    {
        Deliver(_device.Step(0));
        Assert.Equal(
            [
                "2026-01-02T03:04:05Z 00000001 1.1 started: bench-4s 0.1.0, 2 cells, 2 probes",
                "2026-01-02T03:04:05Z 00000001 1.2 discharge 7.411 V -2.502 A SoC 50.3 +- 1.2 % "
                    + "cells 3701..3710 mV temperatures 25..25 degC",
            ],
            Lines);
        Assert.Equal(2, _client.Acknowledged.Count);
    }

    [Fact]
    public void What_the_device_does_not_know_is_shown_as_unknown()
    {
        _device.Sample.Cell_mV.Reject(1, Quality.BusError);
        _device.Sample.Temperature_ddegC.Reject(0, Quality.BusError);
        _device.Sample.Temperature_ddegC.Reject(1, Quality.BusError);
        _device.Sample.Current_mA.Reject(0, Quality.Saturated);
        Deliver(_device.Step(0));
        Assert.EndsWith("7.411 V ? A SoC 50.3 +- 1.2 % cells 3701..3701 (1 unknown) mV temperatures ? degC", Lines[1],
            StringComparison.Ordinal);
        Assert.Null(Json[1]["current_mA"]);
        Assert.Equal("[3701,null]", Json[1]["cells_mV"]!.ToJsonString());
    }

    [Fact]
    public void An_event_is_a_sentence_with_the_firmwares_name()
    {
        Deliver(_device.Step(0));
        _device.State.Active = 1L << (int)Fault.CellOverVoltage;
        _device.Events.Add((int)Fault.CellOverVoltage, true, 1, 4250, 900);
        Deliver(_device.Step(1000));
        Assert.EndsWith("00000001 1.3 event: cell over voltage raised on cell 2 at 4250 mV; what to do: unplug the charger, compare the "
            + "cell with a meter, then ask again, active: cell over voltage", Lines[2], StringComparison.Ordinal);
        JsonNode json = Json[2];
        Assert.Equal("cell over voltage", json["event"]!["fault"]!.GetValue<string>());
        Assert.Equal("[\"cell over voltage\"]", json["active"]!.ToJsonString());
        Assert.Equal("verified/demo/00000001/event", _client.Published[2].Topic);
    }

    [Fact]
    public void JSON_says_what_the_record_says_and_is_what_is_republished()
    {
        Deliver(_device.Step(0));
        JsonNode live = Json[1];
        Assert.Equal(("live", "00000001", "demo"), (Text(live, "kind"), Text(live, "device"), Text(live, "site")));
        Assert.True(Flag(live, "current"));
        Assert.Equal((1, 2, 7411, -2502), (Int(live, "boot"), Int(live, "sequence"), Int(live, "stack_mV"), Int(live, "current_mA")));
        Assert.Equal((503_400, 12_300, 985_000), (Int(live, "soc_ppm"), Int(live, "soc_sigma_ppm"), Int(live, "soh_ppm")));
        Assert.Equal("[3701,3710]", live["cells_mV"]!.ToJsonString());
        Assert.Equal(["verified/demo/00000001/birth", "verified/demo/00000001/live"], _client.Published.Select(p => p.Topic));
        Assert.All(_client.Published, p => Assert.False(p.Retain));
        Assert.Equal(live.ToJsonString(), System.Text.Encoding.UTF8.GetString(_client.Published[1].Payload));
    }

    [Fact]
    public void A_device_is_stale_after_three_of_its_periods_and_not_before()
    {
        Deliver(_device.Step(0));
        At(30_000);
        Assert.Equal(2, Lines.Length);
        At(30_001);
        At(60_000);
        Assert.EndsWith("00000001 STALE: silent for 30 s, its state is unknown", Lines[2], StringComparison.Ordinal);
        Assert.Equal(3, Lines.Length);
        Assert.Equal("verified/demo/00000001/stale", _client.Published[2].Topic);
        Deliver(_device.Step(60_000));
        At(90_001);
        Assert.Equal(5, Lines.Length);
        Assert.Contains("STALE", Lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void A_parked_device_has_a_longer_period_and_one_never_heard_is_told_too()
    {
        _device.State.Mode = Mode.Standby;
        Deliver(_device.Step(0));
        At(180_000);
        Assert.Equal(2, Lines.Length);
        At(180_001);
        Assert.Equal(4, Lines.Length);
        Assert.EndsWith("00000002 STALE: never heard for 180 s, its state is unknown", Lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_broker_kept_is_marked_and_no_sign_of_life()
    {
        List<(string Topic, byte[] Message)> sent = _device.Step(0);
        Put(sent[0], retained: true);
        Assert.Contains("1.1 (kept by the broker) started", Lines[0], StringComparison.Ordinal);
        Assert.False(Flag(Json[0], "current"));
        At(180_001);
        Assert.Contains("00000001 STALE: never heard", _text.ToString(), StringComparison.Ordinal);
        Put(sent[0], retained: true);
        Assert.Equal((1L, 0L), (_watcher.Shown, _watcher.Refused));
    }

    // The network was away; what waited meanwhile comes at once, oldest first.
    [Fact]
    public void Records_that_waited_are_marked_old_and_do_not_make_a_device_live()
    {
        Deliver(_device.Step(0));
        List<(string, byte[])> waiting = [];
        for (int uptime_ms = 10_000; uptime_ms <= 120_000; uptime_ms += 10_000)
        {
            waiting.AddRange(_device.Step(uptime_ms));
        }

        At(120_000);
        Assert.Contains("STALE", Lines[^1], StringComparison.Ordinal);
        Deliver(waiting[..8]);
        Assert.Contains("(110 s OLD) discharge", Lines[^8], StringComparison.Ordinal);
        Assert.Contains("(40 s OLD) discharge", Lines[^1], StringComparison.Ordinal);
        Assert.All(Json[^8..], j => Assert.False(Flag(j, "current")));
        Deliver(waiting[8..]);
        Assert.DoesNotContain("OLD", Lines[^1], StringComparison.Ordinal);
        At(150_001);
        Assert.Contains("STALE", Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_trusted_is_refused_with_its_verdict_and_never_shown_or_republished()
    {
        (string topic, byte[] message) = _device.Step(0)[1];
        byte[] damaged = [.. message];
        damaged[^1] ^= 1;
        Put((topic, damaged));
        Put((topic.Replace("demo", "d\u001Bmo", StringComparison.Ordinal), message));
        Put((topic, [1, 2, 3]));
        Put(new ReportingDevice(3).Step(0)[1]);
        Put(new ReportingDevice(1, macKey: new byte[32]).Step(0)[1]);
        Assert.Equal(["bad tag", "wrong topic", "bad shape", "unknown key", "bad tag"], Lines.Select(l => l.Split(": ")[1].Split(" (")[0]));
        Assert.All(Lines, l => Assert.Contains("REFUSED bms/v1/", l, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001B', _text.ToString());
        Assert.Equal("bad_tag", Text(Json[0], "verdict"));
        Assert.Empty(_client.Published);
        Assert.Equal((0L, 5L, 5), (_watcher.Shown, _watcher.Refused, _client.Acknowledged.Count));
    }

    [Fact]
    public void A_repetition_is_silent_a_gap_is_told_and_a_late_record_is_marked()
    {
        Deliver(_device.Step(0));
        List<(string, byte[])> next = [.. _device.Step(10_000), .. _device.Step(20_000)];
        Put(next[1]);
        Put(next[1]);
        Put(next[0]);
        Assert.Contains("1.4 (after a gap)", Lines[2], StringComparison.Ordinal);
        Assert.Contains("1.3 (LATE", Lines[3], StringComparison.Ordinal);
        Assert.Equal((4, 0L), (Lines.Length, _watcher.Refused));
    }

    [Fact]
    public void Beginning_to_listen_in_the_middle_is_no_gap()
    {
        _device.Step(0);
        Deliver(_device.Step(10_000));
        Assert.DoesNotContain("gap", Assert.Single(Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void The_filters_name_what_was_asked_for()
    {
        Watcher watcher = new(_client, [_device.Key], "demo", "00000001", [], _time);
        watcher.Connect();
        Assert.Equal(["t", "e", "b", "s"], _client.Filters.Select(f => f["bms/v1/+/demo/00000001/".Length..]));
        Assert.All(_client.Filters, f => Assert.StartsWith("bms/v1/+/demo/00000001/", f, StringComparison.Ordinal));
        _client.Incoming.Enqueue(new MqttEvent(MqttEventKind.Subscribed, 1, Refused: true));
        Assert.Contains("refuses the subscription", Assert.Throws<MqttException>(() => watcher.Step(0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_finds_no_room_is_counted()
    {
        _client.HasRoom = false;
        Deliver(_device.Step(0));
        Assert.Equal((2L, 2), (_republisher.Dropped, Lines.Length));
    }

    private static string Text(JsonNode json, string name) => json[name]!.GetValue<string>();

    private static int Int(JsonNode json, string name) => json[name]!.GetValue<int>();

    private static bool Flag(JsonNode json, string name) => json[name]!.GetValue<bool>();

    private void At(long time_ms)
    {
        _time.Now_ms = time_ms;
        _watcher.Step(0);
    }

    private void Deliver(List<(string Topic, byte[] Message)> sent)
    {
        foreach ((string Topic, byte[] Message) one in sent)
        {
            Put(one);
        }
    }

    private void Put((string Topic, byte[] Message) one, bool retained = false)
    {
        _client.Incoming.Enqueue(
            new MqttEvent(MqttEventKind.Message, 0, new MqttMessage(one.Topic, one.Message) { Retained = retained }));
        _watcher.Step(0);
    }

    private sealed class FakeTime : TimeProvider
    {
        public long Now_ms { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Now_ms;

        public override DateTimeOffset GetUtcNow() => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    }
}
