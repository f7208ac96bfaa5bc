using Bms.Chemistry;
using Bms.World;

namespace Bms.Simulator.Anomaly;

/// <summary>Circumstances of an episode: pack, board, surroundings, period of the frames.</summary>
internal sealed record EpisodeSetup(string Chemistry, int Cells, EpisodeBoard Board, double Ambient_C, double InitialSoc, double ChargeTo)
{
    /// <summary>Cell of the world when it is not that of the chemistry; how much cells differ: standard deviations as fractions.</summary>
    internal CellSpec? Other { get; init; }

    internal double CapacitySigma { get; init; } = 0.01;

    internal double ResistanceSigma { get; init; } = 0.05;

    internal double SocSigma { get; init; } = 0.008;

    /// <summary>Strength of the currents of driving, and hours of standing, in multiples of the ordinary.</summary>
    internal double Haste { get; init; } = 1;

    internal double Idleness { get; init; } = 1;

    /// <summary>Voltage in V of a cell below which every battery management ends a discharge.</summary>
    internal double Empty_V => (Chemistry switch
    {
        "nca" => Nca.Create().UnderVoltage_mV,
        "lfp" => Lfp.Create().UnderVoltage_mV,
        _ => Nmc811.Create().UnderVoltage_mV,
    }) / 1000.0;

    internal CellSpec WorldCell => Other ?? Cell(Chemistry);

    private static readonly CellSpec s_nca = With("nca", 0.002);
    private static readonly CellSpec s_lfp = With("lfp", 0.008);

    /// <summary>Cells of the virtual world by chemistry: the LG M50's dynamics with the open-circuit voltage of the chemistry.</summary>
    private static CellSpec Cell(string chemistry) => chemistry switch
    {
        "nca" => s_nca,
        "lfp" => s_lfp,
        _ => CellSpec.LgM50(),
    };

    private static CellSpec With(string chemistry, double hysteresis_V) => CellSpec.LgM50() with
    {
        Name = chemistry,
        Chemistry = chemistry,
        Ocv_V = Array.ConvertAll(RecordedChemistry.Ocv_mV(chemistry), mV => mV / 1000.0),
        HysteresisHalfGap_V = [hysteresis_V, hysteresis_V],
    };
}
