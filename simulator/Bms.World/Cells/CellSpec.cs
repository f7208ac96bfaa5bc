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

    /// <summary>Mean open-circuit voltage of charge and discharge at 25 degC, in V, at equal steps of SoC from 0 to 100 %.</summary>
    public required double[] Ocv_V { get; init; }

    /// <summary>Half the gap between the two branches of the open-circuit voltage, in V, at equal steps of SoC from 0 to 100 %.</summary>
    public required double[] HysteresisHalfGap_V { get; init; }

    /// <summary>How fast a cell changes from one branch to the other: 1/e after 1/rate of SoC (a fraction).</summary>
    public required double HysteresisRate { get; init; }

    /// <summary>Change of the open-circuit voltage with temperature, in V/K, at equal steps of SoC from 0 to 100 %.</summary>
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
    public static CellSpec LgM50() => Cells.LgM50.Spec;

    /// <summary>Throws <see cref="ArgumentException"/> that names the first field out of its range.</summary>
    public void Validate()
    {
        Allowed.Between(nameof(Capacity_Ah), Capacity_Ah, 0.001, 1e5);
        Table(nameof(Ocv_V), Ocv_V, 0.0, 6.0);
        Table(nameof(HysteresisHalfGap_V), HysteresisHalfGap_V, -1.0, 1.0);
        Table(nameof(Entropy_V_per_K), Entropy_V_per_K, -0.01, 0.01);
        Allowed.Between(nameof(HysteresisRate), HysteresisRate, 0.1, 1e4);
        Allowed.Between(nameof(SlopeBelowEmpty_V), SlopeBelowEmpty_V, 0.0, 100.0);
        Allowed.Between(nameof(SlopeAboveFull_V), SlopeAboveFull_V, 0.0, 100.0);
        Allowed.Between(nameof(ReversedOcv_V), ReversedOcv_V, -5.0, 5.0);
        Allowed.Between($"{nameof(PulseFits)} rows", PulseFits.Length, 1, 10_000);
        Allowed.Between($"{nameof(DiffusionFits)} rows", DiffusionFits.Length, 1, 10_000);
        foreach (PulseFit fit in PulseFits) fit.Validate();
        foreach (DiffusionFit fit in DiffusionFits) fit.Validate();
        Thermal.Validate();
        SelfDischarge.Validate();
    }

    private static void Table(string name, double[] values, double low, double high)
    {
        Allowed.Between($"{name} points", values.Length, 2, 10_000);
        for (int i = 0; i < values.Length; i++) Allowed.Between($"{name}[{i}]", values[i], low, high);
    }
}
