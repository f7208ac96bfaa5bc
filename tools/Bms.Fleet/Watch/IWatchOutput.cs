using Bms.Records;

namespace Bms.Fleet.Watch;

/// <summary>A verified record as it came.</summary>
/// <param name="Received">When it came, by our clock.</param>
/// <param name="Site">The device's site.</param>
/// <param name="Record">What it says.</param>
/// <param name="Verdict">Accepted, in one of the three ways.</param>
/// <param name="Retained">True when the broker had kept it: it says nothing about now.</param>
/// <param name="Age_ms">0, or how long it waited somewhere when that is too long to say anything about now.</param>
public sealed record Sighting(
    DateTimeOffset Received, string Site, TelemetryRecord Record, RecordVerdict Verdict, bool Retained, long Age_ms)
{
    /// <summary>True when it tells how the device is now.</summary>
    public bool IsCurrent => !Retained && Age_ms == 0 && Verdict != RecordVerdict.AcceptedLate;
}

/// <summary>Where a watch shows what it sees.</summary>
public interface IWatchOutput
{
    /// <summary>A verified record.</summary>
    void Show(Sighting sighting);

    /// <summary>A message that is not shown as a record, because of its verdict or because it cannot be decoded.</summary>
    void Refuse(DateTimeOffset received, string topic, int length_bytes, string why);

    /// <summary>What a device says of its connection; <paramref name="retained"/>: the broker had kept it.</summary>
    void Link(DateTimeOffset received, string site, LinkNotice notice, bool retained);

    /// <summary>A device that has been silent for too long.</summary>
    void Stale(DateTimeOffset now, string device, string site, long silence_ms, bool isHeard);
}
