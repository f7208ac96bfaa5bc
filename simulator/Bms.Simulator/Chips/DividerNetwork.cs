namespace Bms.Simulator.Chips;

/// <summary>What may be wrong with one tap of the divider network.</summary>
public enum TapFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The wire to the cell is broken: the bottom resistor pulls the pin to ground.</summary>
    OpenWire,

    /// <summary>The bottom resistor is broken: the pin sees the whole tap voltage through the top resistor.</summary>
    OpenBottom,
}

/// <summary>Nominal values of one divider in ohm.</summary>
public readonly record struct Divider(double Top_ohm, double Bottom_ohm);

/// <summary>
/// Resistor dividers between the taps of a cell stack and a converter's pins. Each resistor has its own tolerance and its own temperature
/// coefficient, drawn from the seed, and the converter's input impedance loads the divider. Not modelled: the capacitors at the pins,
/// the current that the dividers take from the cells.
/// </summary>
public sealed class DividerNetwork
{
    /// <summary>Tolerance of a resistor as a fraction, and limit of its temperature coefficient per kelvin around 25 degC.</summary>
    public const double Tolerance = 0.001, Drift_per_K = 25e-6;

    private readonly double[] _top_ohm, _bottom_ohm, _topDrift, _bottomDrift, _ratio;
    private readonly int[] _source;
    private readonly TapFault[] _fault;
    private readonly Func<double> _temperature_C;
    private readonly Func<int, double> _tap_V;
    private readonly double _load_S;
    private double _ratiosAt_C = double.NaN;

    /// <summary>
    /// A network for <paramref name="tap_V"/>, the voltage of tap 0, 1, .. against ground. <paramref name="load_ohm"/> is the input
    /// impedance of the converter, infinity for an ideal one.
    /// </summary>
    public DividerNetwork(
        NoiseSource random, Divider[] dividers, Func<int, double> tap_V, Func<double> temperature_C, double load_ohm,
        double tolerance = Tolerance)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(dividers);
        _tap_V = tap_V;
        _temperature_C = temperature_C;
        _load_S = 1 / load_ohm;
        _top_ohm = Array.ConvertAll(dividers, divider => divider.Top_ohm * (1 + random.Within(tolerance)));
        _bottom_ohm = Array.ConvertAll(dividers, divider => divider.Bottom_ohm * (1 + random.Within(tolerance)));
        _topDrift = Array.ConvertAll(dividers, _ => random.Within(Drift_per_K));
        _bottomDrift = Array.ConvertAll(dividers, _ => random.Within(Drift_per_K));
        _ratio = new double[dividers.Length];
        _fault = new TapFault[dividers.Length];
        _source = new int[dividers.Length];
        Clear();
    }

    /// <summary>Number of taps.</summary>
    public int Taps => _ratio.Length;

    /// <summary>Voltage at the converter's pin for a tap, in volt.</summary>
    public double Pin_V(int tap)
    {
        double tap_V = _tap_V(_source[tap]);
        return _fault[tap] switch
        {
            TapFault.OpenWire => 0,
            TapFault.OpenBottom => tap_V,
            _ => tap_V * Ratio(tap),
        };
    }

    /// <summary>Real ratio of pin to tap voltage at the present temperature.</summary>
    public double Ratio(int tap)
    {
        double temperature_C = _temperature_C();
        if (temperature_C != _ratiosAt_C)
        {
            UpdateRatios(temperature_C);
        }

        return _ratio[tap];
    }

    /// <summary>Breaks or mends one tap.</summary>
    public void SetFault(int tap, TapFault fault) => _fault[tap] = fault;

    /// <summary>Two wires change places at the connector.</summary>
    public void Swap(int first, int second) => (_source[first], _source[second]) = (_source[second], _source[first]);

    /// <summary>Mends every tap.</summary>
    public void Clear()
    {
        for (int tap = 0; tap < Taps; tap++)
        {
            _fault[tap] = TapFault.None;
            _source[tap] = tap;
        }
    }

    private void UpdateRatios(double temperature_C)
    {
        double rise_K = temperature_C - 25;
        for (int tap = 0; tap < Taps; tap++)
        {
            double top = _top_ohm[tap] * (1 + (_topDrift[tap] * rise_K));
            double bottom = 1 / ((1 / (_bottom_ohm[tap] * (1 + (_bottomDrift[tap] * rise_K)))) + _load_S);
            _ratio[tap] = bottom / (top + bottom);
        }

        _ratiosAt_C = temperature_C;
    }
}
