using System.Runtime.CompilerServices;

namespace Bms.Simulator.Speed;

/// <summary>
/// The simplest model of a cell that anybody steps: two RC branches behind a resistance, one heat capacity, a straight open-circuit
/// voltage, every parameter constant. It does no work for the simulator; it is the yardstick that tells a slow machine from slow code.
/// </summary>
internal sealed class PlainKernel(int cells)
{
    private const double Step_s = 0.1, Capacity_C = 18_000, Ambient_C = 25;
    private const double R0_ohm = 0.028, R1_ohm = 0.002, R2_ohm = 0.008, Decay1 = 0.90483741803596, Decay2 = 0.99501247919268;
    private const double Heat_J_per_K = 70, Cooling_W_per_K = 0.05, Empty_V = 3.0, Slope_V = 1.2;

    private readonly double[] _soc = Filled(cells, 0.5), _u1_V = new double[cells], _u2_V = new double[cells];
    private readonly double[] _temperature_C = Filled(cells, Ambient_C), _voltage_V = new double[cells];

    /// <summary>Voltage of all cells in series after a number of steps at a current, positive = charge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Run(double current_A, int steps)
    {
        double stack_V = 0;
        for (int step = 0; step < steps; step++)
        {
            stack_V = 0;
            for (int cell = 0; cell < _soc.Length; cell++)
            {
                _soc[cell] += current_A * (Step_s / Capacity_C);
                _u1_V[cell] = (Decay1 * _u1_V[cell]) + (R1_ohm * (1 - Decay1) * current_A);
                _u2_V[cell] = (Decay2 * _u2_V[cell]) + (R2_ohm * (1 - Decay2) * current_A);
                double drop_V = (R0_ohm * current_A) + _u1_V[cell] + _u2_V[cell];
                double heat_W = (drop_V * current_A) - (Cooling_W_per_K * (_temperature_C[cell] - Ambient_C));
                _temperature_C[cell] += heat_W * (Step_s / Heat_J_per_K);
                _voltage_V[cell] = Empty_V + (Slope_V * _soc[cell]) + drop_V;
                stack_V += _voltage_V[cell];
            }
        }

        return stack_V;
    }

    private static double[] Filled(int cells, double value)
    {
        var values = new double[cells];
        Array.Fill(values, value);
        return values;
    }
}
