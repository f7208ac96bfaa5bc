namespace UnitsNet;

public struct Power
{
    private const double Milli = 1e-3;

    private readonly double _watts;

    private Power(double watts) => _watts = watts;

    public double Watts => _watts;

    public double Milliwatts => _watts / Milli;

    public double Value => _watts;

    public static Power FromWatts(double value) => new(value);

    public static Power FromMilliwatts(double value) => new(value * Milli);
}
