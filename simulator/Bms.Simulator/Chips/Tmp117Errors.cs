namespace Bms.Simulator.Chips;

/// <summary>How far one TMP117 is from ideal; limits from table 6.5 of SNOSD82D.</summary>
public sealed record Tmp117Errors
{
    /// <summary>Largest real over typical conversion time: 17.5 over 15.5 ms.</summary>
    public const double SlowestClock = 1.13;

    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Tmp117Errors None { get; } = new();

    /// <summary>Offset in kelvin; 0.1 at most from -20 to 50 degC, 0.2 from -40 to 100.</summary>
    public double Offset_C { get; init; }

    /// <summary>Standard deviation of one conversion in kelvin; about one step.</summary>
    public double Noise_C { get; init; }

    /// <summary>Real over typical conversion time.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Tmp117Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Tmp117Errors
        {
            Offset_C = random.Within(0.1),
            Noise_C = 0.008,
            ClockFactor = random.Uniform(0.84, SlowestClock),
        };
    }
}
