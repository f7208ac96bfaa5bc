using Bms.World.Numerics;

namespace Bms.World.Health;

/// <summary>The published laws. Their constants stand here as they were published; what was converted is said.</summary>
public static class AgeingLaws
{
    private const double Gas_J = 8.314, Room_K = 298.15, Day_s = 86400.0;

    // Schmalstieg's throughput counts charge and discharge of a cell of 2.15 Ah.
    private const double SchmalstiegCycle_Ah = 2.0 * 2.15;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AgeingLaw> All { get; } = [Schmalstieg(), Naumann(), Wang(), Nca(), Nmc811()];

    private static AgeingLaw Schmalstieg() => new("nmc-schmalstieg-2014",
        "Schmalstieg et al. 2014, doi 10.1016/j.jpowsour.2014.02.012: Sanyo UR18650E, NMC111, 35 to 50 degC, 1C; no knee",
        new(0.75, s => Math.Max(0.0, (7.543 * s.Ocv_V - 23.75) * 1e6 * Exp(-6976.0 / s.Temperature_K))),
        new(0.5, s => Math.Sqrt(SchmalstiegCycle_Ah) * (7.348e-3 * Square(s.Ocv_V - 3.667) + 7.6e-4 + 4.081e-3 * s.Depth)),
        new(0.75, s => Math.Max(0.0, (5.270 * s.Ocv_V - 16.32) * 1e5 * Exp(-5986.0 / s.Temperature_K))),
        new(1.0, s => Math.Max(0.0, SchmalstiegCycle_Ah * (2.153e-4 * Square(s.Ocv_V - 3.725) - 1.521e-5 + 2.798e-4 * s.Depth))));

    private static AgeingLaw Naumann() => new("lfp-naumann-2018",
        "Naumann et al. 2018 and 2020, as in SimSES (BSD-3): Sony US26650FTC1, LFP, 0 to 60 degC, 0.2C to 1C",
        new(0.5, s => 1.2571e-5 * Arrhenius(17126.0, s) * (2.8575 * Cube(s.Soc - 0.5) + 0.60225) * Math.Sqrt(Day_s)),
        new(0.5, s => 0.01 * (0.0630 * s.Rate_per_h + 0.0971) * (4.0253 * Cube(s.Depth - 0.6) + 1.0923)),
        new(1.0, s => 3.4194e-10 * Arrhenius(71827.0, s) * (-3.3903 * Square(s.Soc - 0.5) + 1.5604) * Day_s),
        new(1.0, s => Math.Max(0.0, 0.01 * (-0.0020 * s.Rate_per_h + 0.0021) * (6.8477 * Cube(s.Depth - 0.5) + 0.9182))));

    // Throughput of discharge only, for 2.2 Ah; B between its published values of 31,630 at C/2 and 21,681 at 2C.
    private static AgeingLaw Wang() => new("lfp-wang-2011",
        "Cycles: Wang et al. 2011, J. Power Sources 196, 3942 (A123 26650, 15 to 60 degC, C/2 to 2C). Time: Swierczynski et al. 2015",
        new(0.8, s => 0.01 * (0.019 * Power(100.0 * s.Soc, 0.823) + 0.5195)
            * (3.258e-9 * Power(Math.Max(1.0, s.Temperature_C), 5.087) + 0.295) * Power(1.0 / 30.44, 0.8)),
        new(0.55, s => 0.01 * Math.Clamp(31630.0 - 9949.0 * (2.0 * s.Rate_per_h - 1.0) / 3.0, 21681.0, 31630.0)
            * Exp((-31700.0 + 370.3 * s.Rate_per_h) / (Gas_J * s.Temperature_K)) * Power(2.2, 0.55)),
        null, null);

    private static AgeingLaw Nca() => new("nca-panasonic-2018",
        "NREL BLAST-Lite (BSD-3), nca_gr_Panasonic3Ah_2018: Panasonic NCA of 3 Ah",
        new(0.512, s => 75.4 * Exp(-3340.0 / s.Temperature_K) * Exp(353.0 * s.Soc / s.Temperature_K)),
        new(0.699, s => (1.86e-6 + 4.74e-11 * s.Rate_per_h + 1.77e-4 * s.Depth)
            * (Exp(3.34e-11 / s.Temperature_K) + Exp(-2.81e-9 / s.Temperature_K))),
        null, null);

    private static AgeingLaw Nmc811() => new("nmc811-mj1",
        "NREL BLAST-Lite (BSD-3), LG MJ1 of the project EVERLASTING: NMC811 against graphite with silicon; worse when cold",
        new(0.743, s => 0.0353 * Exp(-1030.0 / s.Temperature_K) * Exp(57.7 * s.Soc / s.Temperature_K)),
        new(0.695, s => (1.77e-7 + 8.08e-13 * s.Rate_per_h + 2.21e-7 * s.Depth)
            * (Exp(2250.0 / s.Temperature_K) + Exp(-11400.0 / s.Temperature_K))),
        null, null);

    private static double Arrhenius(double energy_J, AgeingStress s) => Exp(-energy_J / Gas_J * (1.0 / s.Temperature_K - 1.0 / Room_K));

    private static double Exp(double x) => DeterministicMath.Exp(x);

    private static double Power(double x, double exponent) => x > 0.0 ? Exp(exponent * DeterministicMath.Log(x)) : 0.0;

    private static double Square(double x) => x * x;

    private static double Cube(double x) => x * x * x;
}
