namespace Bms.World;

/// <summary>
/// An ideal CC-CV source at the pack terminals: it gives its current until the terminals reach its voltage, then holds
/// that voltage. It never takes current.
/// </summary>
public sealed class ChargerModel
{
    private readonly Pack _pack;
    private bool _supplyPresent;
    private bool _enabled;
    private double _voltage_V;
    private double _current_A;

    internal ChargerModel(Pack pack) => _pack = pack;

    /// <summary>Whether the charger has input power.</summary>
    public bool SupplyPresent
    {
        get => _supplyPresent;
        set => Set(ref _supplyPresent, value);
    }

    /// <summary>Whether the charger is told to work.</summary>
    public bool Enabled
    {
        get => _enabled;
        set => Set(ref _enabled, value);
    }

    /// <summary>Voltage set-point at the pack terminals, 0..2,000 V.</summary>
    public double Voltage_V
    {
        get => _voltage_V;
        set => Set(ref _voltage_V, Allowed.Between("charger voltage_V", value, 0, 2000));
    }

    /// <summary>Current set-point, 0..10,000 A.</summary>
    public double Current_A
    {
        get => _current_A;
        set => Set(ref _current_A, Allowed.Between("charger current_A", value, 0, 1e4));
    }

    /// <summary>Whether it can give current at all.</summary>
    public bool Active => _supplyPresent && _enabled && _voltage_V > 0.0 && _current_A > 0.0;

    /// <summary>What it gives now, in A.</summary>
    public double Output_A => _pack.ChargerOutput_A;

    private void Set<T>(ref T field, T value)
    {
        if (EqualityComparer<T>.Default.Equals(field, value)) return;
        _pack.BeforeChange();
        field = value;
    }
}
