namespace Bms.Simulator.Chips;

/// <summary>How far one MCP9808 is from ideal; limits from section 1 of DS25095.</summary>
public sealed record Mcp9808Errors
{
    /// <summary>Largest real over typical conversion time.</summary>
    public const double SlowestClock = 1.10;

    /// <summary>Largest error of a reading of a chip from the tray in ddegC: offset, noise and half a step, rounded up.</summary>
    public const int Worst_ddegC = 5;

    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Mcp9808Errors None { get; } = new();

    /// <summary>Offset in kelvin; 0.25 typical, 0.5 at most between -20 and 100 degC.</summary>
    public double Offset_C { get; init; }

    /// <summary>Standard deviation of a conversion in kelvin.</summary>
    public double Noise_C { get; init; }

    /// <summary>Real over typical conversion time.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Mcp9808Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Mcp9808Errors
        {
            Offset_C = random.Within(0.25),
            Noise_C = 0.02,
            ClockFactor = random.Uniform(0.9, SlowestClock),
        };
    }
}
