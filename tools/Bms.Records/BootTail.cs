namespace Bms.Records;

/// <summary>The last record of the boot before the current one, as the current one's birth record states it.</summary>
/// <param name="Last">Number of that record; 0 when it is not known.</param>
/// <param name="Tag">First 8 bytes of its tag, high byte first.</param>
public readonly record struct BootTail(int Last, ulong Tag)
{
    /// <summary>True when the device has stated its last record.</summary>
    public bool IsKnown => Last > 0;

    /// <summary>Stated records that come after the last one accepted here.</summary>
    public int MissingAfter(ChainWindow boot) => Math.Max(0, Last - boot.Highest);

    /// <summary>True when the stated record is the last one accepted here: nothing was cut off.</summary>
    public bool IsReachedBy(ChainWindow boot) => IsKnown && Last == boot.Highest && Tag == boot.LastTag;

    /// <summary>
    /// True when what was accepted here cannot belong to the chain that the device states: it is longer, or ends in another record. An
    /// alarm.
    /// </summary>
    public bool IsContradictedBy(ChainWindow boot) =>
        IsKnown && (Last < boot.Highest || (Last == boot.Highest && Tag != boot.LastTag));

    /// <summary>Reads fields 38 to 40 of a birth record; unknown when they are absent, null or about another boot than this one.</summary>
    internal static BootTail Read(ReadOnlySpan<byte> payload, ChainWindow previous)
    {
        CborSpanReader reader = new(payload);
        long boot = 0, last = 0;
        ulong tag = 0;
        _ = reader.TryReadMap(out int count);
        for (int i = 0; i < count; i++)
        {
            bool read = reader.TryReadInt(out long key) && key switch
            {
                38 => reader.TryReadInt(out boot),
                39 when !reader.IsNull => reader.TryReadInt(out last),
                40 => RecordHeader.TryReadTag(ref reader, out tag),
                _ => reader.TrySkip(),
            };
            if (!read)
            {
                return default;
            }
        }

        bool stated = previous.Boot > 0 && boot == previous.Boot && last is > 0 and <= int.MaxValue;
        return stated ? new BootTail((int)last, tag) : default;
    }
}
