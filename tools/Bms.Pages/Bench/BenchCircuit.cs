namespace Bms.Pages.Bench;

/// <summary>
/// The parts of bench-4s around its modules, as values, and what follows from them. Resistors in ohm, capacitors in farad.
/// </summary>
public static class BenchCircuit
{
    /// <summary>From a GPIO to the base of a driver, and from the base to ground: the pull-down.</summary>
    public const double BaseSeries_ohm = 4_700, BasePullDown_ohm = 10_000;

    /// <summary>From a driver's collector to the gate, and from gate to source: what opens the FET when nothing drives it.</summary>
    public const double GateSeries_ohm = 2_200, GateSource_ohm = 10_000;

    /// <summary>In series with the LED of the optocoupler that sees the gate, and its forward voltage.</summary>
    public const double Led_ohm = 4_700, Led_V = 1.2;

    /// <summary>Zener diode between gate and source.</summary>
    public const double GateClamp_V = 12;

    /// <summary>From a state pin to ground.</summary>
    public const double StatePullDown_ohm = 10_000;

    /// <summary>Timing of the watchdog: 0.7 R C, data sheet of the 74HC4538.</summary>
    public const double WatchdogTiming_ohm = 1e6, WatchdogTiming_F = 2.2e-6;

    /// <summary>Between the board's ground and that of the cell converter.</summary>
    public const double GroundBridge_ohm = 10;

    /// <summary>In series with each of the two request switches.</summary>
    public const double Request_ohm = 1_000;

    /// <summary>PROG resistor of the BQ25798 for four cells at 750 kHz, SLUSDV2B table 9-1.</summary>
    public const double Prog_ohm = 27_000;

    /// <summary>A module's pull-up on the bus, and how many modules bring one: converter, current sensor, four probes.</summary>
    public const double BusPullUp_ohm = 10_000;
    public const int BusPullUps = 6;

    /// <summary>On-resistance of one FET at 10 V and 25 degC, and the factor to 125 degC.</summary>
    public const double Fet_ohm = 0.0093, FetHot = 1.6;

    /// <summary>Time constant that the filters of all taps are brought near to, in s: well below a conversion of 4 ms.</summary>
    public const double Filter_s = 0.75e-3;

    /// <summary>Four equal resistors that stand for the cells at the first test.</summary>
    public const double Ladder_ohm = 47;

    private static readonly double[] s_decade = [1.0, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 3.9, 4.7, 5.6, 6.8, 8.2];

    /// <summary>Time without a heartbeat after which the watchdog's output falls, in s.</summary>
    public static double Watchdog_s => 0.7 * WatchdogTiming_ohm * WatchdogTiming_F;

    /// <summary>Voltage between gate and source of a closed FET, in V (a magnitude), with its source at a voltage.</summary>
    public static double Gate_V(double source_V)
    {
        double conductance = (1 / GateSource_ohm) + (1 / Led_ohm) + (1 / GateSeries_ohm);
        double gate_V = ((Led_V / Led_ohm) + (source_V / GateSeries_ohm)) / conductance;
        return Math.Min(gate_V, GateClamp_V);
    }

    /// <summary>What a closed FET's driver takes from the pack, in A.</summary>
    public static double Driver_A(double source_V) => (source_V - Gate_V(source_V)) / GateSeries_ohm;

    /// <summary>Current of the optocoupler's LED while its FET is closed, in A.</summary>
    public static double LedCurrent_A(double source_V) => (Gate_V(source_V) - Led_V) / Led_ohm;

    /// <summary>Pull-up of the whole bus in ohm.</summary>
    public static double Bus_ohm => BusPullUp_ohm / BusPullUps;

    /// <summary>The capacitor of a decade (E12) that brings a source resistance nearest to <see cref="Filter_s"/>.</summary>
    public static double Filter_F(double source_ohm)
    {
        double wanted_F = Filter_s / source_ohm;
        return s_decade.SelectMany(step => new[] { step * 1e-9, step * 1e-8, step * 1e-7 })
            .MinBy(value_F => Math.Abs(Math.Log(value_F / wanted_F)));
    }

    /// <summary>
    /// One resistor of a decade (E24, and those of E96 that the dividers use), or the two most equal ones, that make up a value exactly,
    /// the larger one first.
    /// </summary>
    /// <exception cref="ArgumentException">No two of them do.</exception>
    public static IReadOnlyList<double> Orderable(double value_ohm)
    {
        double[] steps = [.. s_decade, 1.1, 1.3, 1.6, 2.0, 2.4, 3.0, 3.6, 4.3, 5.1, 6.2, 7.5, 9.1, 2.32, 3.48, 4.32];
        double[] values = [.. steps.SelectMany(step => new[] { step * 100, step * 1e3, step * 1e4, step * 1e5 }).Order()];
        bool Same(double a, double b) => Math.Abs(a - b) < 1e-6 * b;
        if (values.Any(value => Same(value, value_ohm)))
        {
            return [value_ohm];
        }

        double first = values.FirstOrDefault(a => 2 * a >= value_ohm && values.Any(b => Same(a + b, value_ohm)));
        return first > 0 ? [first, value_ohm - first]
            : throw new ArgumentException($"{value_ohm} ohm is no sum of two resistors of a decade", nameof(value_ohm));
    }
}
