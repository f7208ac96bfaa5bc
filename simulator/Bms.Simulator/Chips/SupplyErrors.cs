namespace Bms.Simulator.Chips;

/// <summary>How far one programmable supply is from what it is told, as makers state it: 1 % of voltage, 2 % of current.</summary>
public sealed record SupplyErrors
{
    /// <summary>A supply without error.</summary>
    public static SupplyErrors None { get; } = new();

    /// <summary>Relative error of the voltage; it is trimmed to half a percent when the board is commissioned.</summary>
    public double Voltage { get; init; }

    /// <summary>Relative error of the current.</summary>
    public double Current { get; init; }

    /// <summary>A supply from the tray.</summary>
    public static SupplyErrors Draw(NoiseSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return new SupplyErrors { Voltage = random.Within(0.005), Current = random.Within(0.02) };
    }
}
