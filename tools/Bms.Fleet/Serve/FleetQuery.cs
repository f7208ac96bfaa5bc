using Bms.Fleet.Store;
using Bms.Records;

namespace Bms.Fleet.Serve;

/// <summary>Reads views of devices out of a store.</summary>
public sealed class FleetQuery(StoreReader reader)
{
    private const string OfDevice = "BETWEEN ?1 AND ?1 + 255";

    /// <summary>All devices; those with the worst first, then by number.</summary>
    public IReadOnlyList<DeviceView> Devices(long now_ms) =>
        [.. reader.Devices().Select(d => Device(d)!).OrderByDescending(d => d.Severity).ThenByDescending(d => d.IsSilent(now_ms))
            .ThenBy(d => d.Device, StringComparer.Ordinal)];

    /// <summary>One device; null when nothing is stored of it.</summary>
    public DeviceView? Device(string device)
    {
        long kid = Convert.ToInt64(device, 16) << 8;
        (long stored, long last_ms) = Two($"SELECT total(stored), max(last_ms) FROM boot WHERE kid {OfDevice}", kid);
        if (stored == 0)
        {
            return null;
        }

        StoredRecord? live = One($"""
            SELECT {"{columns}"} FROM {"{tables}"} WHERE r.kid {OfDevice} AND b.live > 0 AND r.sequence = b.live
            ORDER BY b.last_ms DESC, r.kid DESC, r.boot DESC LIMIT 1
            """, kid);
        StoredRecord? birth = Notes(kid, 1, NoteKind.Birth).FirstOrDefault();
        (long missing, long gaps) =
            Two($"SELECT total(last - first + 1), count(last) FROM gap WHERE kid {OfDevice} AND before = 0", kid);
        TelemetryRecord? state = live?.Decode();
        return new DeviceView
        {
            Device = device,
            Site = (live ?? birth)?.Site ?? "",
            LastSeen_ms = last_ms,
            Live = state,
            Birth = birth?.Decode()?.Birth,
            Link = (LinkState?)Single($"SELECT state FROM link WHERE kid {OfDevice} ORDER BY received_ms DESC LIMIT 1", kid),
            Stored = stored,
            Missing = missing,
            Gaps = (int)gaps,
            OpenEnds = (int)Single($"SELECT count(*) FROM gap WHERE kid {OfDevice} AND last IS NULL", kid)!,
            Refused = Refusals(device).Sum(r => r.Count),
            Alarms = Alarms(kid, state),
            Trips = (int)Single($"SELECT count(*) FROM note WHERE kid {OfDevice} AND what = {(int)NoteKind.Trip}", kid)!,
        };
    }

    /// <summary>What happened on a device, the newest first, at most so many.</summary>
    public IReadOnlyList<StoredRecord> Happenings(string device, int most) => Notes(
        Convert.ToInt64(device, 16) << 8, most, NoteKind.Event, NoteKind.Alarm, NoteKind.Trip, NoteKind.Birth);

    /// <summary>Why and how often messages in a device's name were refused.</summary>
    public IReadOnlyList<(string Verdict, long Count)> Refusals(string device)
    {
        List<(string, long)> found = [];
        using Statement statement = reader.Prepare($"""
            SELECT verdict, sum(count) FROM tally WHERE kid {OfDevice}
            AND verdict NOT IN ('accepted', 'accepted_after_gap', 'accepted_late', 'duplicate', 'notice') GROUP BY verdict
            """);
        statement.With(Convert.ToInt64(device, 16) << 8);
        while (statement.Step())
        {
            found.Add((statement.Text(0), statement.Long(1)));
        }

        return found;
    }

    // What the detector still holds is said by the live record, not by the alarms: none is cleared by a record of its own.
    private List<AlarmFacts> Alarms(long kid, TelemetryRecord? live)
    {
        List<AlarmFacts> alarms = [];
        if (live is null || live.AnomalySeverity == 0)
        {
            return alarms;
        }

        foreach (StoredRecord stored in Notes(kid, 50, NoteKind.Alarm))
        {
            bool isPresent = stored.Decode() is { Alarm: not null } record && record.Header.Boot == live.Header.Boot
                && !alarms.Exists(a => (a.Type, a.Place) == (record.Alarm!.Type, record.Alarm.Place));
            if (isPresent)
            {
                alarms.Add(stored.Decode()!.Alarm!);
            }
        }

        return alarms;
    }

    private List<StoredRecord> Notes(long kid, int most, params NoteKind[] kinds) => Many($"""
        SELECT {"{columns}"} FROM note AS n JOIN {"{tables}"} WHERE n.kid {OfDevice}
        AND r.kid = n.kid AND r.boot = n.boot AND r.sequence = n.sequence AND n.what IN ({string.Join(',', kinds.Select(k => (int)k))})
        ORDER BY n.kid DESC, n.boot DESC, n.sequence DESC LIMIT {most}
        """, kid);

    private StoredRecord? One(string sql, long kid) => Many(sql, kid).FirstOrDefault();

    private List<StoredRecord> Many(string sql, long kid)
    {
        List<StoredRecord> found = [];
        using Statement statement = reader.Prepare(sql);
        statement.With(kid);
        while (statement.Step())
        {
            found.Add(StoreReader.Read(statement));
        }

        return found;
    }

    private (long First, long Second) Two(string sql, long kid)
    {
        using Statement statement = reader.Prepare(sql);
        statement.With(kid).Step();
        return (statement.Long(0), statement.Long(1));
    }

    private long? Single(string sql, long kid)
    {
        using Statement statement = reader.Prepare(sql);
        return statement.With(kid).Step() ? statement.Nullable(0) : null;
    }
}
