namespace Bms.Simulator.Anomaly;

/// <summary>What a board's sensors add to the truth: standard deviations of noise and of fixed offsets, and resolutions.</summary>
internal sealed record EpisodeBoard(string Figure, double CellNoise_mV, double CellOffset_mV, double CurrentOffset_C, double CurrentGain,
    double BusNoise_mV, double ProbeResolution_K)
{
    /// <summary>BQ76952 (1 mV, noise below 1 mV), INA228, TMP117: data sheets.</summary>
    internal static EpisodeBoard Pack16s { get; } = new("pack16s", 0.5, 2, 0.001, 0.003, 2, 0.1);

    /// <summary>Divider taps at an ADS1115 (noise grows towards the top tap), INA219 on 10 mohm, MCP9808: data sheets.</summary>
    internal static EpisodeBoard Bench4s { get; } = new("bench4s", 1.5, 6, 0.002, 0.005, 8, 0.1);
}
