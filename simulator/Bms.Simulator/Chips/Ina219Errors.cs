namespace Bms.Simulator.Chips;

/// <summary>How far one INA219 is from ideal. Limits of the better grade, INA219B, from table 7.5 of SBOS448G.</summary>
public sealed record Ina219Errors
{
    /// <summary>Largest real over nominal conversion time: 586 us over 532 us (7.5).</summary>
    public const double SlowestClock = 1.10;

    /// <summary>Largest relative error of shunt and bus measurement of a chip from the tray.</summary>
    public const double WorstGain = 0.002;

    /// <summary>Largest offset of the shunt measurement of a chip from the tray, in volt.</summary>
    public const double WorstShuntOffset_V = 20e-6;

    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Ina219Errors None { get; } = new();

    /// <summary>Offset of the shunt measurement in volt; at most 50 uV at a range of 40 mV.</summary>
    public double ShuntOffset_V { get; init; }

    /// <summary>Relative gain error of the shunt measurement; current at most 0.3 % at 25 degC.</summary>
    public double ShuntGain { get; init; }

    /// <summary>Relative gain error of the bus measurement; at most 0.5 %.</summary>
    public double BusGain { get; init; }

    /// <summary>Standard deviation of one shunt sample in volt.</summary>
    public double ShuntNoise_V { get; init; }

    /// <summary>Standard deviation of one bus sample in volt.</summary>
    public double BusNoise_V { get; init; }

    /// <summary>Real over nominal conversion time; at most 586 us over 532 us.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Ina219Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Ina219Errors
        {
            ShuntOffset_V = random.Within(WorstShuntOffset_V),
            ShuntGain = random.Within(WorstGain),
            BusGain = random.Within(WorstGain),
            ShuntNoise_V = 8e-6,
            BusNoise_V = 2e-3,
            ClockFactor = random.Uniform(0.95, SlowestClock),
        };
    }
}
