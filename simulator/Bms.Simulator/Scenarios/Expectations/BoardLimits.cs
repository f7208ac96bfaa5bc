namespace Bms.Simulator.Scenarios.Expectations;

/// <summary>
/// What no cell of a board may be exposed to for longer than its protection takes. Written down here and not asked of the firmware, because
/// a broken firmware would shift it too: the limits from the board's page, with what its sensors err by on the safe side.
/// </summary>
public sealed record BoardLimits
{
    /// <summary>Limits of a cell in V.</summary>
    public double OverVoltage_V { get; init; } = 4.26;

    /// <inheritdoc cref="OverVoltage_V"/>
    public double UnderVoltage_V { get; init; } = 2.79;

    /// <summary>Temperatures of a cell's surface in degC.</summary>
    public double ChargeHot_C { get; init; } = 46;

    /// <inheritdoc cref="ChargeHot_C"/>
    public double ChargeCold_C { get; init; } = -1;

    /// <inheritdoc cref="ChargeHot_C"/>
    public double DischargeHot_C { get; init; } = 61;

    /// <inheritdoc cref="ChargeHot_C"/>
    public double DischargeCold_C { get; init; } = -21;

    /// <summary>Currents in A, magnitudes.</summary>
    public double ChargeOver_A { get; init; } = 3.6;

    /// <inheritdoc cref="ChargeOver_A"/>
    public double DischargeOver_A { get; init; } = 9.2;

    /// <inheritdoc cref="ChargeOver_A"/>
    public double Peak_A { get; init; } = 14.3;

    /// <summary>hardware/bench-4s/README.md and ACCURACY.md.</summary>
    public static BoardLimits Bench4s { get; } = new();

    /// <summary>Ten cells in parallel where bench-4s has one, and its limits at ten times the current.</summary>
    public static BoardLimits Pack16s { get; } = new() { ChargeOver_A = 36, DischargeOver_A = 92, Peak_A = 143 };

    /// <summary>Those of a board, by its name.</summary>
    public static BoardLimits Of(string board) => board == "bench-4s" ? Bench4s : Pack16s;
}
