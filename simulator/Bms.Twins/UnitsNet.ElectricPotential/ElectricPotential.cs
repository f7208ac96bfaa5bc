namespace UnitsNet;

public struct ElectricPotential
{
    private const double Milli = 1e-3;

    private readonly double _volts;

    private ElectricPotential(double volts) => _volts = volts;

    public double Volts => _volts;

    public double Millivolts => _volts / Milli;

    public double Value => _volts;

    public static ElectricPotential FromVolts(double value) => new(value);

    public static ElectricPotential FromMillivolts(double value) => new(value * Milli);
}
