namespace Bms.World;

/// <summary>Everything the physics needs to know about one type of cell. A cell file (see <see cref="Cells.LgM50"/>) fills it.</summary>
public sealed record CellSpec
{
    /// <summary>Maker and type, as shown in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Where the figures come from, one source a line.</summary>
    public required string Sources { get; init; }

    /// <summary>Charge between 0 and 100 % SoC, in Ah.</summary>
    public required double Capacity_Ah { get; init; }

    /// <summary>Mean of the charge and discharge open-circuit voltage at 0, 1, ... 100 % SoC and 25 degC, in V.</summary>
    public required double[] Ocv_V { get; init; }

    /// <summary>Half the gap between the charge and the discharge open-circuit voltage at 0, 1, ... 100 % SoC, in V.</summary>
    public required double[] HysteresisHalfGap_V { get; init; }

    /// <summary>How fast a cell changes from one branch to the other: 1/e after 1/rate of SoC (a fraction).</summary>
    public required double HysteresisRate { get; init; }

    /// <summary>Change of the open-circuit voltage with temperature at equal steps of SoC from 0 to 100 %, in V/K.</summary>
    public required double[] Entropy_V_per_K { get; init; }

    /// <summary>Measured resistances, in any order; interpolated over SoC and temperature.</summary>
    public required PulseFit[] PulseFits { get; init; }

    /// <summary>The slow branch: diffusion over minutes, which a pulse test does not see.</summary>
    public required DiffusionFit[] DiffusionFits { get; init; }

    /// <summary>Slope of the open-circuit voltage below 0 % SoC, in V per unit of SoC.</summary>
    public required double SlopeBelowEmpty_V { get; init; }

    /// <summary>Lowest open-circuit voltage of a reversed cell, in V (negative).</summary>
    public required double ReversedOcv_V { get; init; }

    /// <summary>Slope of the open-circuit voltage above 100 % SoC, in V per unit of SoC.</summary>
    public required double SlopeAboveFull_V { get; init; }

    /// <summary>Heat capacities and conductances.</summary>
    public required ThermalSpec Thermal { get; init; }

    /// <summary>Self-discharge.</summary>
    public required SelfDischargeSpec SelfDischarge { get; init; }

    /// <summary>LG INR21700-M50, 5 Ah, NMC811 against graphite with silicon oxide.</summary>
    public static CellSpec LgM50() => Cells.LgM50.Create();
}

/// <summary>Series resistance and two RC branches identified from one current pulse.</summary>
/// <param name="Temperature_C">Cell temperature in degC.</param>
/// <param name="Soc_pct">State of charge in per cent.</param>
/// <param name="R0_ohm">Resistance that acts at once.</param>
/// <param name="R1_ohm">Resistance of the fast branch.</param>
/// <param name="Tau1_s">Time constant of the fast branch.</param>
/// <param name="R2_ohm">Resistance of the slow branch.</param>
/// <param name="Tau2_s">Time constant of the slow branch.</param>
public readonly record struct PulseFit(
    double Temperature_C, double Soc_pct, double R0_ohm, double R1_ohm, double Tau1_s, double R2_ohm, double Tau2_s);

/// <summary>The RC branch of slow diffusion.</summary>
/// <param name="Temperature_C">Cell temperature in degC.</param>
/// <param name="Soc_pct">State of charge in per cent.</param>
/// <param name="R3_ohm">Its resistance.</param>
/// <param name="Tau3_s">Its time constant.</param>
public readonly record struct DiffusionFit(double Temperature_C, double Soc_pct, double R3_ohm, double Tau3_s);

/// <summary>Two heat capacities a cell: the jelly roll (core) and the can with its share of the holder (surface).</summary>
/// <param name="Core_J_per_K">Heat capacity of the core.</param>
/// <param name="Surface_J_per_K">Heat capacity of can and holder.</param>
/// <param name="CoreToSurface_W_per_K">Conductance between the two.</param>
/// <param name="Surface_m2">Area that gives heat to ambient.</param>
/// <param name="ToNeighbour_W_per_K">Conductance between the surfaces of two neighbours.</param>
public sealed record ThermalSpec(
    double Core_J_per_K, double Surface_J_per_K, double CoreToSurface_W_per_K,
    double Surface_m2, double ToNeighbour_W_per_K);

/// <summary>Self-discharge: linear in SoC at 25 degC, doubling with temperature.</summary>
/// <param name="AtTenPercent_per_month">Share of the capacity lost in 30 days at 10 % SoC.</param>
/// <param name="AtNinetyPercent_per_month">Share of the capacity lost in 30 days at 90 % SoC.</param>
/// <param name="Doubling_K">Rise of temperature that doubles it.</param>
public sealed record SelfDischargeSpec(double AtTenPercent_per_month, double AtNinetyPercent_per_month, double Doubling_K);
