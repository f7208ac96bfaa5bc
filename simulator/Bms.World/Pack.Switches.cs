namespace Bms.World;

/// <summary>The switches of a pack and what stands behind them.</summary>
public sealed partial class Pack
{
    private const long InrushStep_us = 200;

    private TerminalCapacitor? _capacitor;
    private long _solvedAt_us;
    private bool _restless, _restlessKnown;
    private double _precharge_ohm;

    /// <summary>The charge switch or contactor: drive, faults, bounce, real state.</summary>
    public PackContact ChargeContact { get; }

    /// <summary>The discharge switch or main contactor.</summary>
    public PackContact DischargeContact { get; }

    /// <summary>The precharge switch: <see cref="PackSpec.PrechargeResistance_ohm"/> around the discharge switch.</summary>
    public PackContact PrechargeContact { get; }

    /// <summary>Resistor that the precharge switch puts around the discharge switch now, 0..100,000 ohm; 0 = there is none.</summary>
    public double PrechargeResistance_ohm
    {
        get => _precharge_ohm;
        set
        {
            Allowed.Between(nameof(PrechargeResistance_ohm), value, 0, 1e5);
            BeforeChange();
            _precharge_ohm = value;
        }
    }

    /// <summary>
    /// Real state of the charge switch; open blocks charging only, or both directions if it is a contactor. Setting it drives it.
    /// </summary>
    public bool ChargeSwitch
    {
        get => ChargeContact.Closed;
        set => ChargeContact.Driven = value;
    }

    /// <summary>Real state of the discharge switch; open blocks discharging only, or both directions if it is a contactor.</summary>
    public bool DischargeSwitch
    {
        get => DischargeContact.Closed;
        set => DischargeContact.Driven = value;
    }

    /// <summary>Real state of the precharge switch. Without a precharge resistor it carries nothing.</summary>
    public bool PrechargeSwitch
    {
        get => PrechargeContact.Closed;
        set => PrechargeContact.Driven = value;
    }

    /// <summary>
    /// Voltage on the load's side of the switches now, in V: that of the load's capacitor if the pack has one, else of the terminals.
    /// </summary>
    public double LoadVoltage_V => _capacitor is null ? TerminalVoltage_V : CapacitorNow_V();

    /// <summary>Puts an empty capacitor in parallel to load and charger, 1e-9..1 F, behind a cable of 0..100 ohm.</summary>
    public void ConnectCapacitor(double capacity_F, double cable_ohm = 0.0)
    {
        Allowed.Between("capacitor capacity_F", capacity_F, 1e-9, 1.0);
        Allowed.Between("capacitor cable_ohm", cable_ohm, 0.0, 100.0);
        SetCapacitor(new TerminalCapacitor(capacity_F, cable_ohm, Load, Charger));
    }

    /// <summary>Takes it away again.</summary>
    public void DisconnectCapacitor()
    {
        if (_capacitor is not null) SetCapacitor(null);
    }

    private void SetCapacitor(TerminalCapacitor? capacitor)
    {
        BeforeChange();
        _capacitor = capacitor;
        _circuit.Capacitor = capacitor;
    }

    private long ContactsDue_us =>
        Math.Min(ChargeContact.Due_us, Math.Min(DischargeContact.Due_us, PrechargeContact.Due_us));

    private PackContact[] Contacts { get; }

    private void ActContacts()
    {
        foreach (PackContact contact in Contacts)
        {
            if (contact.Due_us <= Time_us) contact.Act();
        }
    }

    // An inrush is looked at again soon, so that what watches the current does not take its first moment for the rest.
    private long CapacitorDue_us
    {
        get
        {
            if (_capacitor is null) return long.MaxValue;
            if (!_restlessKnown) (_restless, _restlessKnown) = (_capacitor.Restless(Solved().Current_A), true);
            return _restless ? _segmentStart_us + InrushStep_us : long.MaxValue;
        }
    }

    private double CapacitorNow_V()
    {
        PlayCapacitor();
        return _capacitor!.Volt_V;
    }

    private void PlayCapacitor() =>
        _capacitor?.Play(_circuit, _stack.Emf_V, _stack.Resistance_ohm, (Time_us - _segmentStart_us) * 1e-6);

    private void CloseSegment()
    {
        if (_segmentStart_us == Time_us) return;
        double duration_s = (Time_us - _segmentStart_us) * 1e-6;
        if (_capacitor is null)
        {
            double current = Solved().Current_A;
            Safety.Carry(current, duration_s);
            _stepCharge_C += current * duration_s;
            _stepSquare_A2s += current * current * duration_s;
        }
        else
        {
            PlayCapacitor();
            _capacitor.Keep();
            (double charge_C, double square_A2s) = _capacitor.Carried;
            Safety.Carry(Math.Sqrt(square_A2s / duration_s), duration_s);
            _stepCharge_C += charge_C;
            _stepSquare_A2s += square_A2s;
        }

        _segmentStart_us = Time_us;
    }
}
