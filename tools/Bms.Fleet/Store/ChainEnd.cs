namespace Bms.Fleet.Store;

/// <summary>Where the newest boot of one key ends in the store.</summary>
internal sealed class ChainEnd(long kid)
{
    /// <summary>Device and epoch.</summary>
    public long Kid { get; } = kid;

    /// <summary>Boot counter; 0 = nothing stored yet.</summary>
    public int Boot { get; set; }

    /// <summary>Highest record number stored.</summary>
    public int Highest { get; set; }

    /// <summary>Tag of that record.</summary>
    public ulong LastTag { get; set; }

    /// <summary>Records stored of this boot.</summary>
    public long Stored { get; set; }

    /// <summary>Number of the newest live record of this boot, 0 = none.</summary>
    public int Live { get; set; }

    /// <summary>Our time less the device's uptime, the least that was seen, in ms.</summary>
    public long Offset_ms { get; set; }

    /// <summary>When the first and the last record came, in ms since 1970.</summary>
    public long First_ms { get; set; }

    /// <inheritdoc cref="First_ms"/>
    public long Last_ms { get; set; }

    /// <summary>True while the table does not say the same.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Begins a boot.</summary>
    public void Begin(int boot, long offset_ms, long now_ms)
    {
        (Boot, Highest, LastTag, Stored, Live) = (boot, 0, 0, 0, 0);
        (Offset_ms, First_ms, Last_ms) = (offset_ms, now_ms, now_ms);
    }
}
