using Bms.World.Numerics;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// The hours before a cell with a growing internal short runs away. The short's current doubles again and again; dips, when the short
/// opens and closes, come ever more often.
/// </summary>
internal static class PreRunaway
{
    private const double First_C = 0.001;
    private const double Last_C = 0.5;

    /// <summary>Self-discharge in C after so many hours of a growth that takes length_h from C/1000 to C/2.</summary>
    internal static double Leak_C(double hours, double length_h) =>
        First_C * DeterministicMath.Exp(DeterministicMath.Log(Last_C / First_C) * Math.Clamp(hours / length_h, 0, 1));

    /// <summary>Dip in V: 20 to 80 mV for 1 to 5 s, every 20 minutes at first and every minute at the end.</summary>
    internal static double Dip_V(double since_s, double length_h)
    {
        double share = Math.Clamp(since_s / 3600 / length_h, 0, 1);

        // Phase of a frequency that grows along a straight line from 1 in 1200 s to 1 in 60 s.
        double turns = since_s * ((1 / 1200.0) + (0.5 * share * ((1 / 60.0) - (1 / 1200.0))));
        double period_s = 1 / ((1 / 1200.0) + (share * ((1 / 60.0) - (1 / 1200.0))));
        double since_dip_s = (turns - Math.Floor(turns)) * period_s;
        return since_dip_s < 1 + (Math.Floor(turns) % 5) ? 0.02 + (0.06 * share) : 0;
    }
}
