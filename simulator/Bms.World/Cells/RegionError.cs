namespace Bms.World;

/// <summary>How far the model is from the runs it was fitted to, in one region of state of charge, current and temperature.</summary>
/// <param name="SocLow">Lower end of the region's SoC, 0..1.</param>
/// <param name="SocHigh">Upper end.</param>
/// <param name="RateLow_per_h">Lower end of the current over the capacity, in 1/h; positive = charge.</param>
/// <param name="RateHigh_per_h">Upper end.</param>
/// <param name="ColdEnd_C">Lower end of the core temperature in degC.</param>
/// <param name="HotEnd_C">Upper end.</param>
/// <param name="Rmse_mV">Root of the mean squared error of the voltage, weighted by time.</param>
/// <param name="Hours">How long the runs were there.</param>
public readonly record struct RegionError(
    double SocLow, double SocHigh, double RateLow_per_h, double RateHigh_per_h, double ColdEnd_C, double HotEnd_C,
    double Rmse_mV, double Hours)
{
    internal static RegionError From(double[] v) => new(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7]);

    internal double[] Values => [SocLow, SocHigh, RateLow_per_h, RateHigh_per_h, ColdEnd_C, HotEnd_C, Rmse_mV, Hours];
}
