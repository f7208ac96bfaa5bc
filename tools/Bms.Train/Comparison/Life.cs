using Bms.Anomaly;
using Bms.Simulator.Anomaly;

namespace Bms.Train.Comparison;

/// <summary>
/// A pack's life as the models see it: its looks from the onset of the fault on, or the second half of a healthy life. Severity is the
/// least that counts as found; Expected are the types that name the fault rightly, none for a healthy life.
/// </summary>
internal sealed record Life(string Chemistry, string Fault, IReadOnlyList<AnomalyType> Expected, int Severity,
    IReadOnlyList<EvidenceLook> Looks)
{
    internal bool IsHealthy => Expected.Count == 0;

    /// <summary>Hours that its looks cover.</summary>
    internal double Hours => Looks.Count * EvidenceHours.Look_s / 3600;

    internal static Life Of(EpisodeResult episode) => new(episode.Setup.Chemistry, episode.Fault?.Figure ?? "",
        episode.Fault?.Expected ?? [], episode.Fault?.Severity ?? AnomalyAlarm.Warning, episode.Looks);

    internal static Life Of(OverlayResult recorded) => new(recorded.Chemistry, recorded.Fault?.Figure ?? "",
        recorded.Fault?.Expected ?? [], recorded.Fault?.Severity ?? AnomalyAlarm.Warning, recorded.Looks);
}
