using Bms.Fleet.Store;
using Bms.Records;

namespace Bms.Fleet.Serve;

/// <summary>One device's live records over a time, thinned out to what a picture can show.</summary>
public sealed class Series
{
    /// <summary>Most records that are decoded for one picture; of more, every second, third, ... is.</summary>
    public const int MaxRecords = 20_000;

    private Series(long from_ms, long to_ms, int step, List<(long Time_ms, TelemetryRecord Record)> points)
    {
        (From_ms, To_ms, Step, Points) = (from_ms, to_ms, step, points);
    }

    /// <summary>The time shown, in ms since 1970.</summary>
    public long From_ms { get; }

    /// <inheritdoc cref="From_ms"/>
    public long To_ms { get; }

    /// <summary>1 = every record is here, 2 = every second, ...</summary>
    public int Step { get; }

    /// <summary>The records in order.</summary>
    public IReadOnlyList<(long Time_ms, TelemetryRecord Record)> Points { get; }

    /// <summary>Reads the last hours before the newest record of a device; null hours = all.</summary>
    public static Series Read(StoreReader reader, string device, double? hours)
    {
        long kid = Convert.ToInt64(device, 16) << 8;
        const string Live = "FROM record AS r JOIN boot AS b ON b.kid = r.kid AND b.boot = r.boot WHERE r.kid BETWEEN ?1 AND ?1 + 255 "
            + "AND r.kind <= 1";
        using Statement ends = reader.Prepare($"SELECT min(b.offset_ms + r.uptime_ms), max(b.offset_ms + r.uptime_ms) {Live}");
        ends.With(kid).Step();
        (long first_ms, long to_ms) = (ends.Long(0), ends.Long(1));
        long from_ms = hours is double h ? Math.Max(first_ms, to_ms - (long)(h * 3_600_000)) : first_ms;
        using Statement count = reader.Prepare($"SELECT count(*) {Live} AND b.offset_ms + r.uptime_ms >= ?2");
        count.With(kid, from_ms).Step();
        int step = (int)((count.Long(0) + MaxRecords - 1) / MaxRecords);
        List<(long, TelemetryRecord)> points = [];
        using Statement rows = reader.Prepare("""
            SELECT {columns} FROM {tables} WHERE r.kid BETWEEN ?1 AND ?1 + 255 AND r.kind <= 1 AND r.sequence % ?3 = 0
            AND b.offset_ms + r.uptime_ms >= ?2 ORDER BY b.offset_ms + r.uptime_ms
            """);
        rows.With(kid, from_ms, Math.Max(step, 1));
        while (rows.Step())
        {
            StoredRecord stored = StoreReader.Read(rows);
            if (stored.Decode() is TelemetryRecord record)
            {
                points.Add((stored.Time_ms, record));
            }
        }

        return new Series(from_ms, to_ms, Math.Max(step, 1), points);
    }
}
