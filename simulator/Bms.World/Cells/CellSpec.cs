using Bms.World.Health;

namespace Bms.World;

/// <summary>Everything the physics needs to know about one type of cell. A cell file fills it, see <see cref="Cells.CellFile"/>.</summary>
public sealed record CellSpec
{
    /// <summary>Maker and type, as shown in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Where the figures come from, one source a line.</summary>
    public required string Sources { get; init; }

    /// <summary>What the electrodes are made of, such as "NMC811 / graphite-SiOx".</summary>
    public string Chemistry { get; init; } = "not stated";

    /// <summary>
    /// Whether figures are assumed or from secondary sources, so that no verdict on safety may rest on them. Every output says so.
    /// </summary>
    public bool Provisional { get; init; }

    /// <summary>Voltage at which a discharge of the cell ends, in V.</summary>
    public double Empty_V { get; init; } = 2.5;

    /// <summary>Voltage up to which the cell is charged, in V.</summary>
    public double Full_V { get; init; } = 4.2;

    /// <summary>Charge between 0 and 100 % SoC, in Ah.</summary>
    public required double Capacity_Ah { get; init; }

    /// <summary>Mean open-circuit voltage of charge and discharge at 25 degC, in V, at equal steps of SoC from 0 to 100 %.</summary>
    public required double[] Ocv_V { get; init; }

    /// <summary>Half the gap between the two branches of the open-circuit voltage, in V, at equal steps of SoC from 0 to 100 %.</summary>
    public required double[] HysteresisHalfGap_V { get; init; }

    /// <summary>How fast a cell changes from one branch to the other: 1/e after 1/rate of SoC (a fraction).</summary>
    public required double HysteresisRate { get; init; }

    /// <summary>Change of the open-circuit voltage with temperature, in V/K, at equal steps of SoC from 0 to 100 %.</summary>
    public required double[] Entropy_V_per_K { get; init; }

    /// <summary>Resistances, in any order; interpolated over SoC and temperature.</summary>
    public required ResistanceRow[] Resistances { get; init; }

    /// <summary>Time constants of the three RC branches, in s.</summary>
    public required double[] Tau_s { get; init; }

    /// <summary>Diffusion inside the particles.</summary>
    public required ParticleSpec Particles { get; init; }

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

    /// <summary>
    /// Heat transfer on the stand where the cell was measured, in W/m2/K; what a comparison with measurements assumes.
    /// </summary>
    public double StandConvection_W_per_m2K { get; init; } = 10.0;

    /// <summary>What no cell of this type may leave without harm.</summary>
    public CellLimits Limits { get; init; } = CellLimits.Nmc811;

    /// <summary>
    /// Range of cell temperatures that the figures were measured over, in degC; null = from the coldest to the hottest row of
    /// <see cref="Resistances"/>. Rows outside are assumed, and what rests on them is flagged as extrapolated.
    /// </summary>
    public MeasuredRange? Measured { get; init; }

    /// <summary>
    /// States of charge that the figures were measured over; null = all. What rests on others is flagged as extrapolated.
    /// </summary>
    public MeasuredSocRange? MeasuredSoc { get; init; }

    /// <summary>The graphite of the cell; null where nothing is known of it.</summary>
    public NegativeElectrodeSpec? Negative { get; init; }

    /// <summary>Name of the law by which it ages, one of <see cref="AgeingLaws"/>; null where none is known.</summary>
    public string? AgeingLaw { get; init; }

    /// <summary>What heat does to it; null where nothing is known.</summary>
    public RunawaySpec? Runaway { get; init; }

    /// <summary>Source, range and confidence of single figures.</summary>
    public IReadOnlyList<Provenance> Provenance { get; init; } = [];

    /// <summary>How far a fit is off, by region; empty for a cell that was not fitted.</summary>
    public IReadOnlyList<RegionError> Errors { get; init; } = [];

    /// <summary>LG INR21700-M50, 5 Ah, NMC811 against graphite with silicon oxide.</summary>
    public static CellSpec LgM50() => Cells.ShippedCells.Open("lg-m50");

    /// <summary>Throws <see cref="ArgumentException"/> that names the first field out of its range.</summary>
    public void Validate()
    {
        Allowed.Between(nameof(Capacity_Ah), Capacity_Ah, 0.001, 1e5);
        Allowed.Between(nameof(Full_V), Full_V, 0.5, 6.0);
        Allowed.Between(nameof(Empty_V), Empty_V, 0.0, Full_V);
        Table(nameof(Ocv_V), Ocv_V, 0.0, 6.0);
        Table(nameof(HysteresisHalfGap_V), HysteresisHalfGap_V, -1.0, 1.0);
        Table(nameof(Entropy_V_per_K), Entropy_V_per_K, -0.01, 0.01);
        Allowed.Between(nameof(HysteresisRate), HysteresisRate, 0.1, 1e4);
        Allowed.Between(nameof(SlopeBelowEmpty_V), SlopeBelowEmpty_V, 0.0, 200.0);
        Allowed.Between(nameof(SlopeAboveFull_V), SlopeAboveFull_V, 0.0, 100.0);
        Allowed.Between(nameof(ReversedOcv_V), ReversedOcv_V, -5.0, 5.0);
        Allowed.Between($"{nameof(Resistances)} rows", Resistances.Length, 1, 10_000);
        foreach (ResistanceRow row in Resistances) row.Validate();
        Allowed.Between($"{nameof(Tau_s)} branches", Tau_s.Length, 3, 3);
        foreach (double tau_s in Tau_s) Allowed.Between(nameof(Tau_s), tau_s, 0.01, 1e6);
        Particles.Validate();
        Limits.Validate();
        Measured?.Validate();
        MeasuredSoc?.Validate();
        Negative?.Validate();
        Runaway?.Validate();
        if (AgeingLaw is not null) Health.AgeingLaw.Of(AgeingLaw);
        foreach (Provenance entry in Provenance) entry.Validate();
        Allowed.Between(nameof(StandConvection_W_per_m2K), StandConvection_W_per_m2K, 0.0, PackSpec.HighestConvection_W_per_m2K);
        Thermal.Validate();
        SelfDischarge.Validate();
    }

    private static void Table(string name, double[] values, double low, double high)
    {
        Allowed.Between($"{name} points", values.Length, 2, 10_000);
        for (int i = 0; i < values.Length; i++) Allowed.Between($"{name}[{i}]", values[i], low, high);
    }
}
