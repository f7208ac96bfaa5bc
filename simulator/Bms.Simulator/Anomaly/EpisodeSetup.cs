using Bms.World;

namespace Bms.Simulator.Anomaly;

/// <summary>Circumstances of an episode: pack, board, surroundings, period of the frames.</summary>
internal sealed record EpisodeSetup(string Chemistry, int Cells, EpisodeBoard Board, double Ambient_C, double InitialSoc, double ChargeTo)
{
    private static readonly CellSpec s_nca = With("nca", 0.002);
    private static readonly CellSpec s_lfp = With("lfp", 0.008);

    /// <summary>Cells of the virtual world by chemistry: the LG M50's dynamics with the open-circuit voltage of the chemistry.</summary>
    internal static CellSpec Cell(string chemistry) => chemistry switch
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
