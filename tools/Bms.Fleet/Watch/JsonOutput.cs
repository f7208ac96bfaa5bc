using System.Text.Json.Nodes;
using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>A JSON object a line, for programs.</summary>
public sealed class JsonOutput(TextWriter output) : IWatchOutput
{
    /// <inheritdoc/>
    public void Show(Sighting sighting) => output.WriteLine(RecordJson.Of(sighting).ToJsonString());

    /// <inheritdoc/>
    public void Refuse(DateTimeOffset received, string topic, int length_bytes, string why) => output.WriteLine(new JsonObject
    {
        ["kind"] = "refused",
        ["received"] = RecordJson.Time(received),
        ["topic"] = topic,
        ["bytes"] = length_bytes,
        ["verdict"] = why.Replace(' ', '_'),
    }.ToJsonString());

    /// <inheritdoc/>
    public void Link(DateTimeOffset received, string site, LinkNotice notice, bool retained) =>
        output.WriteLine(RecordJson.Of(received, site, notice, retained).ToJsonString());

    /// <inheritdoc/>
    public void Stale(DateTimeOffset now, string device, string site, long silence_ms, bool isHeard) =>
        output.WriteLine(Message(now, device, site, silence_ms, isHeard).ToJsonString());

    internal static JsonObject Message(DateTimeOffset now, string device, string site, long silence_ms, bool isHeard) => new()
    {
        ["kind"] = "stale",
        ["received"] = RecordJson.Time(now),
        ["site"] = site,
        ["device"] = device,
        ["heard"] = isHeard,
        ["silence_ms"] = silence_ms,
    };
}
