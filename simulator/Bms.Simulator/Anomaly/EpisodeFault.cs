using Bms.Anomaly;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// One fault at one level: what it does to the world (Live) and to what the sensors show (Spoil), given the cell and the time since its
/// onset in s. Expected are the types that name it rightly; Names tells whether the cell counts. Period and length of the episode in s, h.
/// </summary>
internal sealed record EpisodeFault(string Family, string Level, AnomalyType[] Expected, double Period_s, double Length_h)
{
    internal Action<EpisodePack, int, double>? Live { get; init; }

    internal Func<RecordedRow, EpisodePack, int, double, RecordedRow>? Spoil { get; init; }

    /// <summary>Lowest severity that counts as found: a spread of cells and glitches are worth a note, not a warning.</summary>
    internal int Severity { get; init; } = AnomalyAlarm.Warning;

    internal bool Names { get; init; } = true;

    /// <summary>What an alarm may state of it, with its unit (StatedQuantity); null: nothing that could be compared.</summary>
    internal string? Quantity { get; init; }

    /// <summary>The true value of that at a time since the onset in s.</summary>
    internal Func<EpisodePack, AnomalyDetector, int, double, double>? Truth { get; init; }

    internal string Figure => $"{Family}_{Level}";
}
