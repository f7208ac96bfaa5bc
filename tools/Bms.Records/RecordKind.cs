namespace Bms.Records;

/// <summary>What a record is, as its topic's last letter says; the topic is signed.</summary>
public enum RecordKind : byte
{
    /// <summary>t: the state of the pack now.</summary>
    Live,

    /// <summary>h: a live record that was stored and comes late.</summary>
    Backfill,

    /// <summary>e: a protection was raised or cleared.</summary>
    Event,

    /// <summary>b: the device has started; retained by the broker.</summary>
    Birth,
}
