namespace Bms.Simulator.Chips;

/// <summary>How far one ADS1115 is from ideal; limits from table 7.5 of SBAS444D.</summary>
public sealed record Ads1115Errors
{
    /// <summary>Largest real over nominal conversion time.</summary>
    public const double SlowestClock = 1.10;

    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Ads1115Errors None { get; } = new();

    /// <summary>Offset in volt; at most 3 steps.</summary>
    public double Offset_V { get; init; }

    /// <summary>Relative gain error; 0.01 % typical, 0.15 % at most.</summary>
    public double Gain { get; init; }

    /// <summary>Standard deviation of a conversion in volt; about one step.</summary>
    public double Noise_V { get; init; }

    /// <summary>Real over nominal conversion time; 10 % either way.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Ads1115Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Ads1115Errors
        {
            Offset_V = random.Within(200e-6),
            Gain = random.Within(0.0003),
            Noise_V = 100e-6,
            ClockFactor = random.Uniform(0.9, SlowestClock),
        };
    }
}
