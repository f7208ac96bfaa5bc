namespace Bms.Simulator.Chips;

/// <summary>How far one INA228 is from ideal; limits from table 6.5 of SLYS021A.</summary>
public sealed record Ina228Errors
{
    /// <summary>Largest real over nominal conversion time: the oscillator is within 1 % from -40 to 125 degC.</summary>
    public const double SlowestClock = 1.01;

    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Ina228Errors None { get; } = new();

    /// <summary>Offset of the shunt measurement in volt; 1 uV at most.</summary>
    public double ShuntOffset_V { get; init; }

    /// <summary>Relative gain error of the shunt measurement; 0.05 % at most at 25 degC, and 20 ppm/K.</summary>
    public double ShuntGain { get; init; }

    /// <summary>Relative gain error and offset in volt of the bus measurement; 0.05 % and 2.5 mV at most.</summary>
    public double BusGain { get; init; }

    public double BusOffset_V { get; init; }

    /// <summary>Standard deviation of a single conversion of 1,052 us in volt, shunt and bus.</summary>
    public double ShuntNoise_V { get; init; }

    public double BusNoise_V { get; init; }

    /// <summary>Real over nominal conversion time.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Ina228Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Ina228Errors
        {
            ShuntOffset_V = random.Within(1e-6),
            ShuntGain = random.Within(0.001),
            BusGain = random.Within(0.001),
            BusOffset_V = random.Within(2.5e-3),
            ShuntNoise_V = 1e-6,
            BusNoise_V = 0.5e-3,
            ClockFactor = random.Uniform(0.99, SlowestClock),
        };
    }
}
