using Bms.World;

namespace Bms.Simulator.Chips;

/// <summary>
/// A CC-CV supply at the pack's terminals that takes its voltage and current from two analogue inputs, 4.096 V = full scale, and its output
/// from a line that is high for off. It has no watchdog and keeps what it was told.
/// </summary>
public sealed class ProgrammableSupply(ChargerModel output, double full_V, double full_A, SupplyErrors errors)
{
    private const double FullInput_V = 4.096;

    /// <summary>Level of its remote-off line: high holds the output off.</summary>
    public bool OffHigh { get; set; } = true;

    /// <summary>What its power stage gives when it has come loose from its control, in V and A; null = it is under control.</summary>
    public (double Voltage_V, double Current_A)? Runaway { get; set; }

    /// <summary>What it says of its mains.</summary>
    public bool HasSupply => output.SupplyPresent;

    /// <summary>What it says of its output.</summary>
    public bool IsOn => output.Active;

    /// <summary>Told before the output changes.</summary>
    public Action? Changing { get; set; }

    /// <summary>Gives what the inputs ask for.</summary>
    public void Follow(double voltageInput_V, double currentInput_V)
    {
        if (Runaway is var (runaway_V, runaway_A))
        {
            Drive(output.SupplyPresent, runaway_V, runaway_A);
            return;
        }

        double target_V = Math.Max(0, voltageInput_V / FullInput_V * full_V * (1 + errors.Voltage));
        double limit_A = Math.Max(0, currentInput_V / FullInput_V * full_A * (1 + errors.Current));
        Drive(output.SupplyPresent && !OffHigh, target_V, limit_A);
    }

    private void Drive(bool on, double target_V, double limit_A)
    {
        if (on == output.Enabled && (!on || (target_V == output.Voltage_V && limit_A == output.Current_A)))
        {
            return;
        }

        Changing?.Invoke();
        output.Voltage_V = target_V;
        output.Current_A = limit_A;
        output.Enabled = on;
    }
}
