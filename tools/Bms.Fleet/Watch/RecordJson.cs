using System.Text.Json.Nodes;
using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>A verified record as JSON, for tools that cannot read CBOR. Fields that the record does not have are left out.</summary>
public static class RecordJson
{
    public static JsonObject Of(Sighting s)
    {
        TelemetryRecord r = s.Record;
        JsonObject json = new()
        {
            ["kind"] = r.Header.Kind.ToString().ToLowerInvariant(),
            ["received"] = Time(s.Received),
            ["site"] = s.Site,
            ["device"] = r.Device,
            ["current"] = s.IsCurrent,
            ["verdict"] = Words.Snake(s.Verdict),
            ["boot"] = r.Header.Boot,
            ["sequence"] = r.Header.Sequence,
            ["uptime_ms"] = r.Header.Uptime_ms,
            ["utc_s"] = r.Header.Utc_s,
            ["clock_quality"] = r.Header.ClockQuality,
        };
        if (r.Mode is int)
        {
            AddPack(json, r);
        }

        if (r.ActiveRows is long active)
        {
            json["active"] = Names(active);
        }

        if (r.Event is EventFacts e)
        {
            json["event"] = Event(e);
        }

        if (r.Alarm is AlarmFacts a)
        {
            json["alarm"] = Alarm(a);
        }

        if (r.Piece is RecordingPiece p)
        {
            json["recording"] = new JsonObject
            {
                ["alarm"] = p.Alarm, ["at"] = p.At, ["length"] = p.Length, ["bytes"] = Convert.ToBase64String(p.Bytes),
            };
        }

        if (r.Trip is TripFacts t)
        {
            json["trip"] = TripWords.Json(t);
        }

        if (r.Birth is BirthFacts b)
        {
            json["birth"] = Birth(b);
        }

        return json;
    }

    /// <summary>A notice of a device's connection.</summary>
    public static JsonObject Of(DateTimeOffset received, string site, LinkNotice notice, bool retained) => new()
    {
        ["kind"] = "link",
        ["received"] = Time(received),
        ["site"] = site,
        ["device"] = $"{notice.Device:x8}",
        ["current"] = !retained,
        ["state"] = notice.State.ToString().ToLowerInvariant(),
        ["boot"] = notice.Boot,
        ["connection"] = notice.Connection,
        ["uptime_ms"] = notice.Uptime_ms,
    };

    internal static string Time(DateTimeOffset at) => $"{at:yyyy-MM-ddTHH:mm:ss.fffZ}";

    private static void AddPack(JsonObject json, TelemetryRecord r)
    {
        json["mode"] = Words.Mode(r.Mode!.Value);
        json["stack_mV"] = r.Stack_mV;
        json["current_mA"] = r.Current_mA;
        json["soc_ppm"] = r.Soc_ppm;
        json["soc_sigma_ppm"] = r.SocSigma_ppm;
        json["soh_ppm"] = r.Soh_ppm;
        json["cells_mV"] = Numbers(r.Cells_mV);
        json["temperatures_degC"] = Numbers(r.Probes_degC);
        json["latched"] = Names(r.LatchedRows);
        json["charge_limit_mA"] = r.ChargeLimit_mA;
        json["discharge_limit_mA"] = r.DischargeLimit_mA;
        json["charge_in_As"] = r.ChargeIn_As;
        json["charge_out_As"] = r.ChargeOut_As;
        json["dropped"] = r.Dropped;
        json["lost_events"] = r.LostEvents;
        json["crc_errors"] = r.CrcErrors;
        json["anomaly_severity"] = r.AnomalySeverity;
        json["charge_lowered_by_permille"] = r.ChargeLoweredBy_permille;
        json["charge_cap_by"] = r.ChargeCapBy;
    }

    private static JsonObject Alarm(AlarmFacts a) => new()
    {
        ["number"] = a.Number,
        ["type"] = a.Type,
        ["severity"] = a.Severity,
        ["place"] = a.Place,
        ["score"] = a.Score,
        ["uptime_ms"] = a.Uptime_ms,
        ["false_alarm_h"] = a.FalseAlarm_h,
        ["features"] = new JsonArray([.. a.Features.Select(f => (JsonNode)new JsonArray(f.Feature, f.Value, f.HealthyFrom, f.HealthyTo))]),
        ["estimate"] = a.Estimate is { } e ? new JsonArray(e.Value, e.From, e.To) : null,
        ["against"] = a.Against,
        ["clears_mV"] = a.Clears_mV,
        ["text"] = AlarmSentence.Of(a),
    };

    private static JsonObject Event(EventFacts e) => new()
    {
        ["number"] = e.Number,
        ["fault"] = Words.Fault(e.Row),
        ["raised"] = e.Raised,
        ["channel"] = e.Channel,
        ["value"] = e.Value,
        ["uptime_ms"] = e.Uptime_ms,
        ["text"] = Words.Sentence(e),
    };

    private static JsonObject Birth(BirthFacts b) => new()
    {
        ["board"] = b.Board,
        ["firmware"] = b.FirmwareVersion,
        ["cells"] = b.CellCount,
        ["probes"] = b.ProbeCount,
        ["config_digest"] = b.ConfigDigest,
        ["previous_boot"] = b.PreviousBoot,
        ["previous_sequence"] = b.PreviousSequence,
    };

    private static JsonArray Names(long rows) => [.. Words.Faults(rows).Select(name => (JsonNode)name)];

    private static JsonArray Numbers(int?[] values) => [.. values.Select(v => (JsonNode?)v)];
}
