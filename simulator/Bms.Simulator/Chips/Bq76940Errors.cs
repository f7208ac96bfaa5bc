namespace Bms.Simulator.Chips;

/// <summary>How far one BQ76940 is from ideal; limits from SLUSBK2I, section 7.5.</summary>
public sealed record Bq76940Errors
{
    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Bq76940Errors None { get; } = new();

    /// <summary>Factory trim as the chip tells it: gain in uV a step, 365 to 396, and offset in mV.</summary>
    public int Gain_uV { get; init; } = 382;

    public int Offset_mV { get; init; }

    /// <summary>Error of a cell in volt that the trim leaves; 40 mV at most from -40 to 85 degC, 15 at room temperature.</summary>
    public double Cell_V { get; init; }

    /// <summary>Half the width of the noise of a conversion in volt.</summary>
    public double Noise_V { get; init; }

    /// <summary>Relative error of the comparators for currents; 20 % at most.</summary>
    public double Comparator { get; init; }

    /// <summary>Resistance of an internal balancing switch in ohm.</summary>
    public double Bleed_ohm { get; init; } = 5;

    /// <summary>Real over nominal time; 2 % at most.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Bq76940Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Bq76940Errors
        {
            Gain_uV = 370 + (int)(random.Next() % 20),
            Offset_mV = 40 + (int)(random.Next() % 20),
            Cell_V = random.Within(0.015),
            Noise_V = 0.001,
            Comparator = random.Within(0.15),
            Bleed_ohm = random.Uniform(3, 10),
            ClockFactor = random.Uniform(0.98, 1.02),
        };
    }
}
