namespace Bms.Simulator.Chips;

/// <summary>How far one BQ25798 is from ideal; limits from section 8.5 of SLUSDV2B.</summary>
public sealed record Bq25798Errors
{
    /// <summary>A chip without error, for checking registers.</summary>
    public static Bq25798Errors None { get; } = new();

    /// <summary>Relative error of the regulation voltage; -0.65 to +0.55 % at 16.8 V.</summary>
    public double Voltage { get; init; }

    /// <summary>Relative error of the charge current; 5 % at 1 A.</summary>
    public double Current { get; init; }

    /// <summary>A chip from the tray.</summary>
    public static Bq25798Errors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new Bq25798Errors { Voltage = random.Uniform(-0.004, 0.004), Current = random.Uniform(-0.04, 0.04) };
    }
}
