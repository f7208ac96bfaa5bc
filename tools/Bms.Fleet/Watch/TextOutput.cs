using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>A line for each thing seen, for people. Values that are not of now say so.</summary>
public sealed class TextOutput(TextWriter output) : IWatchOutput
{
    /// <inheritdoc/>
    public void Show(Sighting sighting)
    {
        TelemetryRecord r = sighting.Record;
        if (r.Piece is not null)
        {
            return; // dozens of pieces after an alarm: RecordingFiles tells when they are whole
        }

        string what = r.Event is EventFacts e ? "event: " + Words.Sentence(e) + Words.Remedy(e)
            : r.Trip is TripFacts t ? TripWords.Sentence(t)
            : r.Alarm is AlarmFacts a ? AlarmSentence.Of(a)
            : r.Birth is BirthFacts b ? $"started: {b.Board} {b.FirmwareVersion}, {b.CellCount} cells, {b.ProbeCount} probes"
            : Live(r);
        string active = r.ActiveRows is > 0 and long rows ? $", active: {string.Join(", ", Words.Faults(rows))}" : "";
        Write(sighting.Received, $"{r.Device} {r.Header.Boot}.{r.Header.Sequence} {Freshness(sighting)}{what}{active}");
    }

    /// <inheritdoc/>
    public void Link(DateTimeOffset received, string site, LinkNotice notice, bool retained)
    {
        string what = notice.State switch
        {
            LinkState.Online => "online",
            LinkState.Closed => "OFFLINE, ended in order",
            _ => "OFFLINE, the connection broke",
        };
        string kept = retained ? "(kept by the broker) " : "";
        Write(received, $"{notice.Device:x8} {kept}{what} (connection {notice.Connection} of boot {notice.Boot})");
    }

    /// <inheritdoc/>
    public void Refuse(DateTimeOffset received, string topic, int length_bytes, string why) =>
        Write(received, $"REFUSED {topic}: {why} ({length_bytes} bytes)");

    /// <inheritdoc/>
    public void Stale(DateTimeOffset now, string device, string site, long silence_ms, bool isHeard) =>
        Write(now, $"{device} STALE: {(isHeard ? "silent" : "never heard")} for {silence_ms / 1000} s, its state is unknown");

    private static string Freshness(Sighting s) =>
        s.Retained ? "(kept by the broker) "
        : s.Age_ms > 0 ? $"({s.Age_ms / 1000} s OLD) "
        : s.Verdict == RecordVerdict.AcceptedLate ? "(LATE, older than what was shown before) "
        : s.Verdict == RecordVerdict.AcceptedAfterGap ? "(after a gap) " : "";

    private static string Live(TelemetryRecord r)
    {
        string mode = r.Mode is int number ? Words.Mode(number) : "mode unknown";
        string soc = r.Soc_ppm is int soc_ppm
            ? $"SoC {Words.Fixed(soc_ppm, 10_000, 1)} +- {(r.SocSigma_ppm is int s ? Words.Fixed(s, 10_000, 1) : "?")} %" : "SoC ?";
        return $"{mode} {Or(r.Stack_mV, 1000)} V {Or(r.Current_mA, 1000)} A {soc} "
            + $"cells {Range(r.Cells_mV)} mV temperatures {Range(r.Probes_degC)} degC{Words.Watch(r)}";
    }

    private static string Or(int? value, int unit) => value is int known ? Words.Fixed(known, unit, 3) : "?";

    // An unknown cell is never left out in silence.
    private static string Range(int?[] values)
    {
        int unknown = values.Count(v => v is null);
        string range = unknown == values.Length ? "?" : $"{values.Min()}..{values.Max()}";
        return unknown > 0 && unknown < values.Length ? $"{range} ({unknown} unknown)" : range;
    }

    private void Write(DateTimeOffset at, string text) => output.WriteLine($"{at:yyyy-MM-ddTHH:mm:ssZ} {Line.Clean(text)}");
}
