using Bms.Fleet.Watch;
using Bms.Records;

namespace Bms.Fleet.Store;

/// <summary>A record out of a store. Ingest has verified it before it got there; with its topic it can be verified again.</summary>
/// <param name="Kid">Device and epoch of the key that signed it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Received_ms">When it came, in ms since 1970.</param>
/// <param name="Time_ms">When it was made, by our clock: the device's uptime and the shortest way that a record of its boot took.</param>
/// <param name="Topic">The topic that it came on.</param>
/// <param name="Message">The record.</param>
public sealed record StoredRecord(ulong Kid, RecordKind Kind, long Received_ms, long Time_ms, string Topic, byte[] Message)
{
    /// <summary>The device's number, 8 hex digits.</summary>
    public string Device => DeviceOf(Kid);

    /// <summary>The device's site, as in the topic, which is signed.</summary>
    public string Site => SiteOf(Topic);

    /// <summary>When it was made.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(Time_ms);

    /// <summary>What it says; null when this version does not understand it.</summary>
    public TelemetryRecord? Decode() =>
        CoseMac0.TryParse(Message, out CoseMac0 cose) && RecordHeader.TryRead(cose, Kind, out RecordHeader header)
        && RecordDecoder.TryDecode(header, Message, out TelemetryRecord record, out _) ? record : null;

    /// <summary>The record as JSON for programs, or null.</summary>
    public System.Text.Json.Nodes.JsonObject? ToJson() => Decode() is TelemetryRecord record
        ? RecordJson.Of(new Sighting(DateTimeOffset.FromUnixTimeMilliseconds(Received_ms), Site, record, RecordVerdict.Accepted, false, 0))
        : null;

    /// <summary>A device's number out of a key identifier.</summary>
    public static string DeviceOf(ulong kid) => ((uint)(kid >> 8)).ToString("x8");

    /// <summary>The site out of a topic bms/v1/BUCKET/SITE/DEVICE/KIND.</summary>
    public static string SiteOf(string topic) => topic.Split('/') is { Length: 6 } parts ? parts[3] : "";
}
