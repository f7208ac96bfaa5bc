using System.Text;
using System.Text.Json.Nodes;
using Bms.Mqtt;
using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>
/// Puts what was verified on the topics verified/SITE/DEVICE/KIND as JSON, KIND being live, event, birth, link or stale. Nothing is
/// retained: a value that the broker kept would look live long after its device has fallen silent.
/// </summary>
public sealed class Republisher(IMqttClient client) : IWatchOutput
{
    /// <summary>What every topic begins with.</summary>
    public const string Root = "verified/";

    /// <summary>Messages that could not be taken because too many waited for the broker.</summary>
    public long Dropped { get; private set; }

    /// <inheritdoc/>
    public void Show(Sighting sighting)
    {
        JsonObject json = RecordJson.Of(sighting);
        Publish($"{Root}{sighting.Site}/{sighting.Record.Device}/{json["kind"]}", json);
    }

    /// <inheritdoc/>
    public void Link(DateTimeOffset received, string site, LinkNotice notice, bool retained) =>
        Publish($"{Root}{site}/{notice.Device:x8}/link", RecordJson.Of(received, site, notice, retained));

    /// <summary>Does nothing: what is refused is not republished.</summary>
    public void Refuse(DateTimeOffset received, string topic, int length_bytes, string why)
    {
    }

    /// <inheritdoc/>
    public void Stale(DateTimeOffset now, string device, string site, long silence_ms, bool isHeard) =>
        Publish($"{Root}{site}/{device}/stale", JsonOutput.Message(now, device, site, silence_ms, isHeard));

    private void Publish(string topic, JsonObject json)
    {
        byte[] text = Encoding.UTF8.GetBytes(json.ToJsonString());
        Dropped += client.TryPublish(topic, text, retain: false, out _) ? 0 : 1;
    }
}
