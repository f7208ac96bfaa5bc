namespace Bms.Records;

/// <summary>What the verifier says of a message. Only those up to <see cref="AcceptedLate"/> are new, authentic records.</summary>
public enum RecordVerdict : byte
{
    /// <summary>Authentic and the successor of the last one.</summary>
    Accepted,

    /// <summary>Authentic and newer than the last one, with records missing between them.</summary>
    AcceptedAfterGap,

    /// <summary>Authentic and older than the last one: fills a gap.</summary>
    AcceptedLate,

    /// <summary>Authentic, but the very record was accepted before: brokers and links repeat.</summary>
    Duplicate,

    /// <summary>Authentic, but so old that it cannot be told whether it was accepted before.</summary>
    Replay,

    /// <summary>Authentic, but of a boot before the last two.</summary>
    OldBoot,

    /// <summary>Authentic, but no record: a notice about the device's connection.</summary>
    Notice,

    /// <summary>Authentic, but no record of the device: the store's answer to it, see <see cref="Records.Receipt"/>.</summary>
    Receipt,

    /// <summary>
    /// Authentic, but it contradicts a record that was accepted: another tag under the same number, or another predecessor. Two devices
    /// share a key, or a device has gone back to an older state. An alarm.
    /// </summary>
    ChainBroken,

    /// <summary>No record at all: wrong size, envelope or content.</summary>
    BadShape,

    /// <summary>No key for this device and epoch.</summary>
    UnknownKey,

    /// <summary>Published on a topic that is not this device's own.</summary>
    WrongTopic,

    /// <summary>The tag is wrong: forged, damaged, or moved from another topic.</summary>
    BadTag,
}

/// <summary>Questions about verdicts.</summary>
public static class RecordVerdicts
{
    /// <summary>Number of verdicts.</summary>
    public const int Count = (int)RecordVerdict.BadTag + 1;

    /// <summary>True for a new, authentic record.</summary>
    public static bool IsAccepted(this RecordVerdict verdict) => verdict <= RecordVerdict.AcceptedLate;

    /// <summary>True when the message bears the device's own signature, whether or not it is new.</summary>
    public static bool IsAuthentic(this RecordVerdict verdict) => verdict <= RecordVerdict.ChainBroken;
}
