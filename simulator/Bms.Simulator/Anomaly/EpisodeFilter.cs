namespace Bms.Simulator.Anomaly;

/// <summary>Which lives of the benchmark are lived; those that are keep the seeds that they have among all.</summary>
internal sealed record EpisodeFilter(string? Chemistry, string? Fault)
{
    internal static EpisodeFilter All { get; } = new(null, null);

    /// <summary>Chemistries of the benchmark's packs.</summary>
    internal static IReadOnlyList<string> Chemistries { get; } = ["nmc", "lfp", "nca"];

    /// <summary>Faults by family, and by family and level.</summary>
    internal static IReadOnlyList<string> Faults { get; } =
        [.. EpisodeFaults.All.Select(f => f.Family).Distinct(), .. EpisodeFaults.All.Select(f => f.Figure)];

    internal bool Takes(string chemistry) => Chemistry == null || Chemistry == chemistry;

    internal bool Takes(string chemistry, EpisodeFault fault) =>
        Takes(chemistry) && (Fault == null || Fault == fault.Family || Fault == fault.Figure);
}
