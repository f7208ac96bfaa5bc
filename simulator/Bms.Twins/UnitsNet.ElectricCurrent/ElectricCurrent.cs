namespace UnitsNet;

public struct ElectricCurrent
{
    private const double Milli = 1e-3;

    private readonly double _amperes;

    private ElectricCurrent(double amperes) => _amperes = amperes;

    public double Amperes => _amperes;

    public double Milliamperes => _amperes / Milli;

    public double Value => _amperes;

    public static ElectricCurrent FromAmperes(double value) => new(value);

    public static ElectricCurrent FromMilliamperes(double value) => new(value * Milli);
}
