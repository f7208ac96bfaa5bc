namespace Bms.Simulator.Chips;

/// <summary>How far one BQ76952 is from ideal; limits from SLUSE13B, sections 7.10, 7.20, 7.21 and 7.23 to 7.26.</summary>
public sealed record Bq76952Errors
{
    /// <summary>Largest real over nominal time of the low-frequency oscillator.</summary>
    public const double SlowestClock = 1.025;

    /// <summary>Largest error of a cell's voltage, and of the comparators that watch it, in volt, from 0 to 60 degC.</summary>
    public const double WorstCell_V = 0.010, WorstComparator_V = 0.015;

    /// <summary>A chip without error and without noise, for checking registers.</summary>
    public static Bq76952Errors None { get; } = new();

    /// <summary>Error of all cells in volt (the reference), and how much one differs from the next.</summary>
    public double Reference_V { get; init; }

    /// <summary>Error of each input in volt, besides that of the reference.</summary>
    public IReadOnlyList<double> Cell_V { get; init; } = new double[16];

    /// <summary>Half the width of the noise of one conversion of a cell, in volt.</summary>
    public double Noise_V { get; init; }

    /// <summary>Error of the comparators for cell voltages in volt.</summary>
    public double Comparator_V { get; init; }

    /// <summary>Error of the comparators for over-current in volt across the shunt: -2 to +2.65 mV below 20 mV.</summary>
    public double OverCurrent_V { get; init; }

    /// <summary>Relative error of the comparator for short circuits: 15 % from 20 mV up.</summary>
    public double ShortCircuit { get; init; }

    /// <summary>Relative error and offset (in volt across the shunt) of the coulomb counter.</summary>
    public double CurrentGain { get; init; }

    public double CurrentOffset_V { get; init; }

    /// <summary>Error of the thermistor inputs and of the die temperature in kelvin.</summary>
    public double Thermistor_C { get; init; }

    public double Die_C { get; init; }

    /// <summary>Relative error of the voltages of stack, PACK and LD.</summary>
    public double StackGain { get; init; }

    /// <summary>Resistance of an internal balancing switch in ohm: 15 to 46.</summary>
    public double Bleed_ohm { get; init; } = 28;

    /// <summary>Real over nominal time.</summary>
    public double ClockFactor { get; init; } = 1;

    /// <summary>A chip from the tray.</summary>
    public static Bq76952Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var cell_V = new double[16];
        for (int i = 0; i < cell_V.Length; i++)
        {
            cell_V[i] = random.Within(0.003);
        }

        return new Bq76952Errors
        {
            Reference_V = random.Within(0.006),
            Cell_V = cell_V,
            Noise_V = 0.0005,
            Comparator_V = random.Within(WorstComparator_V),
            OverCurrent_V = random.Uniform(-0.0015, 0.002),
            ShortCircuit = random.Within(0.15),
            CurrentGain = random.Within(0.005),
            CurrentOffset_V = random.Within(1e-6),
            Thermistor_C = random.Within(0.5),
            Die_C = random.Within(3),
            StackGain = random.Within(0.002),
            Bleed_ohm = random.Uniform(15, 46),
            ClockFactor = random.Uniform(0.975, SlowestClock),
        };
    }
}
