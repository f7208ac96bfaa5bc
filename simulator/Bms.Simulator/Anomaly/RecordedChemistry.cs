using Bms.Chemistry;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// Open-circuit voltages of the chemistries that a recording may have, in mV at 51 equal steps of charge. The detector wants the shape
/// only: it compares cells with each other, and its limits allow 30 % of error in the slope.
/// </summary>
internal static class RecordedChemistry
{
    // Sony/Murata US18650VTC5A, mean of charge and discharge at C/100 and 20 degC, measured at TUM
    // (TUMFTM EA_Battery_SPMparameterization).
    private static readonly int[] s_nca_mV =
    [
        2500, 2956, 3101, 3179, 3230, 3272, 3314, 3353, 3386, 3414,
        3440, 3467, 3495, 3516, 3533, 3547, 3565, 3586, 3605, 3622,
        3638, 3654, 3670, 3686, 3701, 3717, 3733, 3750, 3766, 3783,
        3801, 3820, 3841, 3858, 3882, 3901, 3917, 3933, 3950, 3969,
        3989, 4010, 4031, 4051, 4070, 4085, 4099, 4115, 4134, 4161,
        4200,
    ];

    // Sony/Murata US26650FTC1, mean of both branches; M. Naumann, thesis, TUM 2018, distributed with SimSES (BSD-3).
    private static readonly int[] s_lfp_mV =
    [
        2286, 2895, 3021, 3101, 3158, 3197, 3206, 3210, 3215, 3224,
        3234, 3243, 3251, 3258, 3264, 3270, 3276, 3280, 3285, 3289,
        3292, 3295, 3297, 3298, 3299, 3299, 3300, 3301, 3302, 3303,
        3303, 3304, 3306, 3307, 3309, 3311, 3313, 3316, 3321, 3328,
        3334, 3338, 3340, 3341, 3342, 3342, 3343, 3344, 3345, 3349,
        3530,
    ];

    /// <summary>Names that --chemistry takes.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["lfp", "nca", "nmc", "nmc811", "lmo", "lto", "na"];

    /// <summary>
    /// Open-circuit voltages of a name in <see cref="Names"/>; nmc and lmo share NMC811's, the nearest. With a voltage of the full cell in
    /// V, for cells that are charged higher, the upper half of the curve is stretched to it.
    /// </summary>
    internal static int[] Ocv_mV(string name, double? full_V = null)
    {
        int[] table_mV = name switch
        {
            "lfp" => s_lfp_mV,
            "nca" => s_nca_mV,
            "lto" => Array.ConvertAll(Nmc811.Create().Ocv_mV, AgainstTitanate_mV),
            "na" => [.. Enumerable.Range(0, 51).Select(Sodium_mV)],
            _ => Nmc811.Create().Ocv_mV,
        };
        double more_mV = full_V is double full ? (full * 1000) - table_mV[^1] : 0;
        return [.. table_mV.Select((mV, i) => mV + (int)Math.Round(more_mV * Math.Pow(Math.Max(0, (2.0 * i / 50) - 1), 2)))];
    }

    // A titanate stands at 1.55 V against lithium over nearly all of its charge (Ohzuku, Ueda, Yamamoto 1995), graphite at 0.1 V; without
    // graphite's rise near empty the cell ends at the oxide's own lowest voltage.
    private static int AgainstTitanate_mV(int mV) => Math.Max(mV, 3450) - 1450;

    // Layered oxide against hard carbon: a steep beginning to 2.7 V, then almost a straight line to 3.95 V.
    private static int Sodium_mV(int i) => i < 5 ? 2000 + (140 * i) : 2700 + (1250 * (i - 5) / 45);
}
