using System.Text.Json.Nodes;
using Bms.Fleet.Store;
using Bms.Fleet.Watch;
using Bms.Records;

namespace Bms.Fleet.Serve;

/// <summary>What the pages show, as JSON. Fields that are not known are null; times are ms since 1970.</summary>
internal static class FleetApi
{
    public static JsonObject Device(DeviceView d, long now_ms) => new()
    {
        ["device"] = d.Device,
        ["site"] = d.Site,
        ["last_seen_ms"] = d.LastSeen_ms,
        ["silent"] = d.IsSilent(now_ms),
        ["link"] = d.Link?.ToString().ToLowerInvariant(),
        ["severity"] = d.Severity,
        ["board"] = d.Birth?.Board,
        ["firmware"] = d.Birth?.FirmwareVersion,
        ["mode"] = d.Live?.Mode is int mode ? Words.Mode(mode) : null,
        ["soc_ppm"] = d.Live?.Soc_ppm,
        ["soh_ppm"] = d.Live?.Soh_ppm,
        ["stack_mV"] = d.Live?.Stack_mV,
        ["current_mA"] = d.Live?.Current_mA,
        ["lowest_cell"] = d.Lowest?.Cell,
        ["lowest_mV"] = d.Lowest?.Low_mV,
        ["highest_cell"] = d.Highest?.Cell,
        ["highest_mV"] = d.Highest?.High_mV,
        ["hottest_degC"] = d.Hottest_degC,
        ["standing"] = Texts(d.Standing),
        ["alarms"] = Texts(d.Alarms.Select(AlarmSentence.Of)),
        ["trips"] = d.Trips,
        ["stored"] = d.Stored,
        ["missing"] = d.Missing,
        ["gaps"] = d.Gaps,
        ["open_ends"] = d.OpenEnds,
        ["refused"] = d.Refused,
    };

    public static JsonObject Details(
        DeviceView d, IReadOnlyList<StoredRecord> happenings, IReadOnlyList<(string Verdict, long Count)> refusals, long now_ms)
    {
        JsonObject json = Device(d, now_ms);
        json["refusals"] = new JsonObject(refusals.Select(r => KeyValuePair.Create(r.Verdict, (JsonNode?)r.Count)));
        json["happened"] = new JsonArray([.. happenings.Select(Happening)]);
        return json;
    }

    /// <summary>Columns of equal length.</summary>
    public static JsonObject Columns(Series s) => new()
    {
        ["from_ms"] = s.From_ms,
        ["to_ms"] = s.To_ms,
        ["step"] = s.Step,
        ["time_ms"] = new JsonArray([.. s.Points.Select(p => (JsonNode)p.Time_ms)]),
        ["current_mA"] = Column(s, r => r.Current_mA),
        ["soc_ppm"] = Column(s, r => r.Soc_ppm),
        ["stack_mV"] = Column(s, r => r.Stack_mV),
        ["cells_mV"] = new JsonArray([.. s.Points.Select(p => Numbers(p.Record.Cells_mV))]),
        ["temperatures_degC"] = new JsonArray([.. s.Points.Select(p => Numbers(p.Record.Probes_degC))]),
    };

    private static JsonNode Happening(StoredRecord stored)
    {
        TelemetryRecord? record = stored.Decode();
        return new JsonObject
        {
            ["time_ms"] = stored.Time_ms,
            ["boot"] = record?.Header.Boot,
            ["sequence"] = record?.Header.Sequence,
            ["text"] = DevicePage.Sentence(record),
        };
    }

    private static JsonArray Column(Series s, Func<TelemetryRecord, int?> value) => [.. s.Points.Select(p => (JsonNode?)value(p.Record))];

    private static JsonArray Numbers(int?[] values) => [.. values.Select(v => (JsonNode?)v)];

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode?)t)];
}
