using Bms.Boards;
using System.Text;
using System.Text.Json.Nodes;
using Bms.Fleet.Watch;
using Bms.Mqtt;
using Bms.Telemetry;
using Xunit;

namespace Bms.Fleet.Tests.Watch;

/// <summary>What a watch shows of a device's connection, from notices that the firmware's own code has signed.</summary>
public sealed class WatcherNoticeTests : IDisposable
{
    private readonly StubClient _client = new();
    private readonly ReportingDevice _device = new();
    private readonly StringWriter _text = new();
    private readonly StringWriter _json = new();
    private readonly Watcher _watcher;

    public WatcherNoticeTests() => _watcher = new Watcher(
        _client, [_device.Key], null, null, [new TextOutput(_text), new JsonOutput(_json), new Republisher(_client)], TimeProvider.System);

    // Behind the time of day.
    private IEnumerable<string> Lines => _text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[21..]);

    private IEnumerable<JsonNode> Json =>
        _json.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!);

    public void Dispose()
    {
        _client.Dispose();
        _text.Dispose();
        _json.Dispose();
    }

    [Fact]
    public void A_device_that_comes_breaks_off_or_goes_is_told_once_each_and_never_from_an_old_notice()
    {
        LinkNotices notices = _device.Notices();
        Assert.True(notices.TryBegin(1000));
        string first = notices.Lost;
        Hear(notices.Topic, notices.Online);
        Hear(notices.Topic, notices.Online);
        Hear(notices.Topic, notices.Lost);
        Assert.True(notices.TryBegin(2000));
        Hear(notices.Topic, notices.Online, retained: true);
        Hear(notices.Topic, first); // somebody repeats an old will
        Hear(notices.Topic, notices.Closed(3000));
        Hear(notices.Topic, notices.Lost);
        Assert.Equal(
            [
                "00000001 online (connection 1 of boot 2)",
                "00000001 OFFLINE, the connection broke (connection 1 of boot 2)",
                "00000001 (kept by the broker) online (connection 2 of boot 2)",
                "00000001 OFFLINE, ended in order (connection 2 of boot 2)",
            ],
            Lines);
        Assert.Equal(["online", "lost", "online", "closed"], Json.Select(j => j["state"]!.GetValue<string>()));
        Assert.Equal([true, true, false, true], Json.Select(j => j["current"]!.GetValue<bool>()));
        Assert.All(_client.Published, p => Assert.Equal("verified/demo/00000001/link", p.Topic));
        Assert.Equal((4, 0L), (_client.Published.Count, _watcher.Refused));
    }

    [Fact]
    public void A_forged_notice_is_refused()
    {
        string topic = _device.Identity.StatusTopic;
        LinkNotices foreign = new ReportingDevice(2).Notices();
        Assert.True(foreign.TryBegin(1));
        Hear(topic, "offline");
        Hear(topic, foreign.Lost);
        Assert.Equal([$"REFUSED {topic}: bad shape (7 bytes)", $"REFUSED {topic}: unknown key ({foreign.Lost.Length} bytes)"], Lines);
        Assert.Empty(_client.Published);
        Assert.Equal(2, _watcher.Refused);
    }

    private void Hear(string topic, string text, bool retained = false)
    {
        MqttMessage message = new(topic, Encoding.ASCII.GetBytes(text)) { Retained = retained };
        _client.Incoming.Enqueue(new MqttEvent(MqttEventKind.Message, 0, message));
        _watcher.Step(0);
    }
}
