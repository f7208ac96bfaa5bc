namespace Bms.Simulator.Chips;

/// <summary>What a front end is connected to: the world as its pins see it. Each function is asked whenever the chip looks.</summary>
public sealed class FrontWiring
{
    /// <summary>Voltage between the pins of an input, 0 = the lowest cell (VC1 - VC0), in volt.</summary>
    public required Func<int, double> Cell_V { get; init; }

    /// <summary>Current through the shunt in ampere, positive = charge.</summary>
    public required Func<double> Current_A { get; init; }

    /// <summary>Temperature of the thermistor at TS1, TS2, TS3 (0 to 2) in degC; a broken wire is far below -40.</summary>
    public required Func<int, double> Thermistor_C { get; init; }

    /// <summary>Temperature of the chip in degC.</summary>
    public required Func<double> Die_C { get; init; }

    /// <summary>Voltage behind the switches in volt, at the pins PACK and LD.</summary>
    public required Func<double> Load_V { get; init; }

    /// <summary>Shunt in ohm.</summary>
    public double Shunt_ohm { get; init; } = 1e-3;

    /// <summary>Resistor between the topmost cell and its pin in ohm: the balancing switches are driven through it.</summary>
    public double TopFilter_ohm { get; init; } = 20;
}
