namespace Bms.World;

/// <summary>What a load holds constant.</summary>
public enum LoadMode
{
    /// <summary>Current; positive draws, negative feeds back.</summary>
    Current,

    /// <summary>Power; positive draws, negative feeds back.</summary>
    Power,

    /// <summary>Resistance.</summary>
    Resistance,
}

/// <summary>
/// The load at the pack terminals. It cannot pull the terminals below 0 V, and a power above what the pack can deliver
/// is cut to the pack's maximum.
/// </summary>
public sealed class LoadModel
{
    private readonly Pack _pack;

    internal LoadModel(Pack pack) => _pack = pack;

    /// <summary>What is held constant. A new pack has a current of 0 A.</summary>
    public LoadMode Mode { get; private set; }

    /// <summary>A, W or ohm, as <see cref="Mode"/> says.</summary>
    public double Value { get; private set; }

    /// <summary>Draws a constant current, -10,000..10,000 A.</summary>
    public void SetCurrent_A(double current) => Set(LoadMode.Current, Allowed.Between("load current_A", current, -1e4, 1e4));

    /// <summary>Draws a constant power, -1,000,000..1,000,000 W.</summary>
    public void SetPower_W(double power) => Set(LoadMode.Power, Allowed.Between("load power_W", power, -1e6, 1e6));

    /// <summary>Connects a resistor, 0.1 mohm..1 Gohm.</summary>
    public void SetResistance_ohm(double resistance) =>
        Set(LoadMode.Resistance, Allowed.Between("load resistance_ohm", resistance, 1e-4, 1e9));

    /// <summary>Current drawn at a given voltage, in A.</summary>
    internal double CurrentAt(double voltage_V) => Mode switch
    {
        LoadMode.Current => Value,
        LoadMode.Resistance => voltage_V / Value,
        _ => voltage_V > 0.0 ? Value / voltage_V : 0.0,
    };

    /// <summary>Current drawn from a source with inner resistance, in A; closed form, no iteration.</summary>
    internal double CurrentFrom(double emf_V, double resistance_ohm)
    {
        switch (Mode)
        {
            case LoadMode.Current:
                return Math.Min(Value, Math.Max(0.0, emf_V / resistance_ohm));
            case LoadMode.Resistance:
                return emf_V / (resistance_ohm + Value);
            default:
                if (emf_V <= 0.0) return 0.0;
                // I (E - I R) = P; this form of the root stays exact when R is small.
                double discriminant = emf_V * emf_V - 4.0 * resistance_ohm * Value;
                return discriminant <= 0.0
                    ? emf_V / (2.0 * resistance_ohm)
                    : 2.0 * Value / (emf_V + Math.Sqrt(discriminant));
        }
    }

    private void Set(LoadMode mode, double value)
    {
        if (mode == Mode && value == Value) return;
        _pack.BeforeChange();
        (Mode, Value) = (mode, value);
    }
}
