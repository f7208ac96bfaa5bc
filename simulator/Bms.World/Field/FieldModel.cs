using Bms.World.Cells;
using Bms.World.Numerics;

namespace Bms.World.Field;

/// <summary>What a cell of a log is like beside the base cell, and where it stands at the start of each stretch.</summary>
/// <param name="StartSoc">State of charge at the first row of each stretch.</param>
/// <param name="Capacity">Capacity over the nominal one.</param>
/// <param name="Resistance">All resistances over those of the base cell of the nominal size.</param>
/// <param name="Offset_V">Added to the voltage.</param>
/// <param name="Zero_A">Added to the measured current.</param>
/// <param name="Leak_A">What the cell loses beside the measured current.</param>
internal sealed record FieldPlace(
    double[] StartSoc, double Capacity = 1.0, double Resistance = 1.0, double Offset_V = 0.0, double Zero_A = 0.0, double Leak_A = 0.0);

/// <summary>What the model says at each row of a log, and how it would move with the cell.</summary>
internal sealed class FieldTrace(int rows)
{
    /// <summary>Voltage of the cell, without its curve's correction.</summary>
    public double[] Voltage_V { get; } = new double[rows];

    /// <summary>State of charge.</summary>
    public double[] Soc { get; } = new double[rows];

    /// <summary>State of charge at the surface of the particles: that which makes the voltage.</summary>
    public double[] Surface { get; } = new double[rows];

    /// <summary>Change of the voltage over the change of the SoC, in V.</summary>
    public double[] Slope_V { get; } = new double[rows];

    /// <summary>Voltage over all resistances, of a cell whose factor is 1.</summary>
    public double[] Over_V { get; } = new double[rows];
}

/// <summary>
/// Drives a base cell along a log, row by row with the exact solution between two rows. A group of cells in parallel is one large cell: its
/// current is divided by as much as its capacity is larger, so a pack of any size has the base cell's resistances, heat and rates.
/// </summary>
internal sealed class FieldModel
{
    private const double Kelvin = 273.15;
    private const double Reference_C = 25.0;
    private const double TableStep_s = 0.1;
    private const double HalfSlope = 0.01;
    private const double LongestHeat_s = 10.0;
    private const double MostHeatSteps = 100.0;

    private readonly CellSpec _base;
    private readonly FieldLog _log;
    private readonly FieldSegments _segments;
    private readonly CellTable _table;
    private readonly double _perBase;

    /// <param name="cell">The base cell.</param>
    /// <param name="log">The log.</param>
    /// <param name="segments">Its stretches.</param>
    /// <param name="nominal_Ah">Capacity that the factor 1 stands for.</param>
    public FieldModel(CellSpec cell, FieldLog log, FieldSegments segments, double nominal_Ah)
    {
        (_base, _log, _segments, Nominal_Ah) = (cell, log, segments, nominal_Ah);
        _table = CellTable.For(cell, TableStep_s);
        _perBase = cell.Capacity_Ah / nominal_Ah;
    }

    public double Nominal_Ah { get; }

    /// <summary>The place of a voltage at rest on the base cell's curve, by bisection, and the slope there.</summary>
    public double SocAt(double voltage_V, out double slope_V)
    {
        (double low, double high) = (-0.02, 1.02);
        for (int i = 0; i < 40; i++)
        {
            double middle = 0.5 * (low + high);
            if (_table.Equilibrium(middle).Ocv_V < voltage_V) low = middle;
            else high = middle;
        }

        slope_V = (_table.Equilibrium(low + 0.02).Ocv_V - _table.Equilibrium(low - 0.02).Ocv_V) / 0.04;
        return low;
    }

    /// <summary>Resistance that acts at once and that of all branches, in ohm, of a group at a SoC and temperature.</summary>
    public (double AtOnce_ohm, double Whole_ohm) Resistance(double soc, double temperature_C)
    {
        Span<double> column = stackalloc double[CellTable.Columns];
        LookUp(soc, temperature_C, column);
        return (column[0] * _perBase, (column[0] + column[1] + column[2] + column[3]) * _perBase);
    }

    /// <summary>Fills the trace.</summary>
    public void Walk(FieldPlace place, double[]? temperature_C, FieldTrace trace)
    {
        State state = new() { Surface_C = temperature_C is null ? _log.Ambient_C : temperature_C[0] };
        state.Core_C = state.Surface_C;
        double perAmpere = _perBase / (3600.0 * _base.Capacity_Ah * place.Capacity);
        Paces paces = new(_base);
        Span<double> column = stackalloc double[CellTable.Columns];
        for (int row = 0; row < _log.Rows; row++)
        {
            int segment = _segments.Of[row];
            bool starts = row == _segments.Start[segment];
            double duration_s = _log.Duration_s(row);
            double now_A = (_log.Current_A[row] + place.Zero_A) * _perBase;
            double flowing_A = starts ? 0.0 : now_A;
            paces.Set(duration_s, state.Core_C);
            if (starts) state.Soc = place.StartSoc[segment];
            double before = state.Soc;
            if (!starts) state.Soc += (_log.Current_A[row] + place.Zero_A - place.Leak_A) * perAmpere * duration_s;
            LookUp(state.Soc, state.Core_C, column);
            state.Move(paces, column, flowing_A, duration_s, starts ? 0.0 : state.Soc - before, _base.HysteresisRate);
            Write(trace, row, state, column, place, now_A);
            Warm(ref state, trace, row, temperature_C, flowing_A, duration_s);
        }
    }

    private void Write(FieldTrace trace, int row, in State state, ReadOnlySpan<double> column, FieldPlace place, double now_A)
    {
        double surface = state.Soc + state.Lead1 + state.Lead2;
        (double ocv_V, double gap_V, double entropy) = _table.Equilibrium(surface);
        double over_V = now_A * column[0] + state.U1 + state.U2 + state.U3;
        trace.Soc[row] = state.Soc;
        trace.Surface[row] = surface;
        trace.Over_V[row] = over_V;
        trace.Slope_V[row] = (Branch_V(surface + HalfSlope, state.Side) - Branch_V(surface - HalfSlope, state.Side)) / (2.0 * HalfSlope);
        trace.Voltage_V[row] = ocv_V + state.Side * gap_V + entropy * (state.Core_C - Reference_C) + place.Resistance * over_V
            + place.Offset_V;
    }

    private double Branch_V(double surface, double side)
    {
        (double ocv_V, double gap_V, _) = _table.Equilibrium(surface);
        return ocv_V + side * gap_V;
    }

    // What the core has over the measured surface; where nothing was measured, over ambient. Backward steps, stable at any length.
    private void Warm(ref State state, FieldTrace trace, int row, double[]? temperature_C, double flowing_A, double duration_s)
    {
        if (duration_s > 0.0)
        {
            (double ocv_V, _, double entropy) = _table.Equilibrium(trace.Soc[row]);
            double heat_W = flowing_A * (trace.Voltage_V[row] - ocv_V) + flowing_A * (state.Core_C + Kelvin) * entropy;
            ThermalSpec thermal = _base.Thermal;
            double cooling_W_per_K = _base.StandConvection_W_per_m2K * thermal.Surface_m2;
            int steps = (int)Math.Min(MostHeatSteps, Math.Ceiling(duration_s / LongestHeat_s));
            double step_s = duration_s / steps;
            double toCore = step_s / thermal.Core_J_per_K, toSurface = step_s / thermal.Surface_J_per_K;
            double through = thermal.CoreToSurface_W_per_K;
            double a = 1.0 + toCore * through, d = 1.0 + toSurface * (through + cooling_W_per_K);
            for (int i = 0; i < steps; i++)
            {
                double core = state.Core_C + toCore * heat_W, surface = state.Surface_C + toSurface * cooling_W_per_K * _log.Ambient_C;
                if (temperature_C is not null)
                {
                    state.Core_C = (core + toCore * through * state.Surface_C) / a;
                    continue;
                }

                double determinant = a * d - toCore * through * toSurface * through;
                (state.Core_C, state.Surface_C) = (
                    (d * core + toCore * through * surface) / determinant, (a * surface + toSurface * through * core) / determinant);
            }
        }

        // A model of heat that is wrong for this pack must not carry the resistances away.
        if (temperature_C is not null) state.Surface_C = temperature_C[row];
        state.Core_C = Math.Clamp(state.Core_C, state.Surface_C - 10.0, state.Surface_C + 30.0);
        state.Surface_C = Math.Clamp(state.Surface_C, -60.0, 120.0);
    }

    private void LookUp(double soc, double core_C, Span<double> column)
    {
        double atSoc = Math.Clamp(soc * CellTable.NodesPerSoc - CellTable.FirstPercent, 0.0, CellTable.SocNodes - 1.001);
        double atCore = Math.Clamp((core_C - CellTable.ColdestNode_C) / CellTable.NodeStep_K, 0.0, CellTable.TemperatureNodes - 1.001);
        (int node, int t) = ((int)atSoc, (int)atCore);
        (double right, double hot) = (atSoc - node, atCore - t);
        int cold = (t * CellTable.SocNodes + node) * CellTable.Columns, hotter = cold + CellTable.SocNodes * CellTable.Columns;
        ReadOnlySpan<double> all = _table.Dynamics;
        for (int i = 0; i < 8; i++)
        {
            double low = all[cold + i] + right * (all[cold + CellTable.Columns + i] - all[cold + i]);
            double high = all[hotter + i] + right * (all[hotter + CellTable.Columns + i] - all[hotter + i]);
            column[i] = low + hot * (high - low);
        }
    }

    private struct State
    {
        public double Soc, Lead1, Lead2, U1, U2, U3, Side, Core_C, Surface_C;

        public void Move(Paces pace, ReadOnlySpan<double> column, double current_A, double duration_s, double change, double rate)
        {
            if (duration_s <= 0.0) return;
            int first = current_A > 0.0 ? 5 : 1;
            U1 = pace.Decay1 * U1 + (1.0 - pace.Decay1) * current_A * column[first];
            U2 = pace.Decay2 * U2 + (1.0 - pace.Decay2) * current_A * column[first + 1];
            U3 = pace.Decay3 * U3 + (1.0 - pace.Decay3) * current_A * column[first + 2];
            double perSecond = change / duration_s;
            Lead1 = pace.Fade1 * Lead1 + pace.Lead1_s * perSecond;
            Lead2 = pace.Fade2 * Lead2 + pace.Lead2_s * perSecond;
            Side += (1.0 - DeterministicMath.Exp(-Math.Abs(change) * rate)) * (Math.Sign(change) - Side);
        }
    }

    // The exponentials of an interval, kept while its length and the temperature stay.
    private sealed class Paces(CellSpec cell)
    {
        private double _duration_s = -1.0, _core_C = double.NaN;

        public double Decay1, Decay2, Decay3, Fade1, Fade2, Lead1_s, Lead2_s;

        public void Set(double duration_s, double core_C)
        {
            double tenth_C = Math.Round(core_C * 2.0) / 2.0;
            if (duration_s == _duration_s && tenth_C == _core_C) return;
            (_duration_s, _core_C) = (duration_s, tenth_C);
            Decay1 = DeterministicMath.Exp(-duration_s / cell.Tau_s[0]);
            Decay2 = DeterministicMath.Exp(-duration_s / cell.Tau_s[1]);
            Decay3 = DeterministicMath.Exp(-duration_s / cell.Tau_s[2]);
            double diffusion_s = ParticleDiffusion.Time_s(cell.Particles, tenth_C);
            Fade1 = ParticleDiffusion.Decay(duration_s, diffusion_s * ParticleDiffusion.SlowTau);
            Fade2 = ParticleDiffusion.Decay(duration_s, diffusion_s * ParticleDiffusion.FastTau);
            Lead1_s = (1.0 - Fade1) * diffusion_s * ParticleDiffusion.SlowLead;
            Lead2_s = (1.0 - Fade2) * diffusion_s * ParticleDiffusion.FastLead;
        }
    }
}
