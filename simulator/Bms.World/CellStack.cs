using System.Runtime.Intrinsics;
using Bms.World.Cells;

namespace Bms.World;

/// <summary>
/// The cells of a pack in series: state, coefficients and one time step. Arrays instead of cell objects, four cells at a
/// time (<see cref="Vector256{T}"/> has the same bits with and without hardware support). Lanes beyond the last cell
/// hold zeros, so that they add nothing to any sum.
/// <code>
/// each cell:  E = OCV(SoC) + dU/dT (T - 25) + h H(SoC) + U1 + U2      behind R0, internal short of conductance G across both
/// at the tap: V = k (E + I R0) + I Rlink,  k = 1 / (1 + R0 G),  current through E: k (I - G E)
/// </code>
/// </summary>
internal sealed partial class CellStack
{
    private const int Lanes = 4;
    private const double Kelvin = 273.15;
    private const double TableReference_C = 25.0;

    private readonly CellSpec _spec;
    private readonly CellTable _table;
    private readonly double _step_s;
    private readonly int _stepsPerLookup;
    private readonly int _padded;
    private int _stepsToLookup;

    // State. The surface temperatures have a guard vector on both sides for the neighbours at the ends.
    private readonly double[] _soc, _u1_V, _u2_V, _hysteresis, _core_C;
    private double[] _surface_C, _surfaceNext_C;

    // Constants of each cell; a fault changes them.
    private readonly double[] _capacity_C, _perCapacity, _resistanceFactor, _link_ohm, _short_S, _heater_W, _cooling_W_per_K;

    // Coefficients of the last table look-up.
    private readonly double[] _r0_ohm, _shortShare, _gain1_ohm, _decay1, _gain2_ohm, _decay2, _g1_S, _g2_S, _leak_A;

    // The straight piece of the OCV table each cell is on: value = offset + slope * SoC while low <= SoC < high.
    private readonly double[] _low, _high, _ocvOffset, _ocvSlope, _gapOffset, _gapSlope, _entropyOffset, _entropySlope;

    // Results of the last step.
    private readonly double[] _emf_V, _ocv_V, _gap_V, _entropy;

    public CellStack(CellSpec spec, int cells, double step_s)
    {
        _spec = spec;
        _table = new CellTable(spec, step_s);
        _step_s = step_s;
        _stepsPerLookup = Math.Max(1, (int)Math.Round(1.0 / step_s));
        Cells = cells;
        _padded = (cells + Lanes - 1) / Lanes * Lanes;
        double[] New() => new double[_padded];
        (_soc, _u1_V, _u2_V, _hysteresis, _core_C) = (New(), New(), New(), New(), New());
        (_surface_C, _surfaceNext_C) = (new double[_padded + 2 * Lanes], new double[_padded + 2 * Lanes]);
        (_capacity_C, _perCapacity, _resistanceFactor) = (New(), New(), New());
        (_link_ohm, _short_S, _heater_W, _cooling_W_per_K) = (New(), New(), New(), New());
        (_r0_ohm, _shortShare, _gain1_ohm, _decay1, _gain2_ohm) = (New(), New(), New(), New(), New());
        (_decay2, _g1_S, _g2_S, _leak_A) = (New(), New(), New(), New());
        (_low, _high, _ocvOffset, _ocvSlope, _gapOffset) = (New(), New(), New(), New(), New());
        (_gapSlope, _entropyOffset, _entropySlope) = (New(), New(), New());
        (_emf_V, _ocv_V, _gap_V, _entropy) = (New(), New(), New(), New());
    }

    public int Cells { get; }

    /// <summary>Sum of the cells' open voltages as seen at the taps without current.</summary>
    public double Emf_V { get; private set; }

    /// <summary>Sum of what acts at once: R0 and links.</summary>
    public double Resistance_ohm { get; private set; }

    public double TapVoltage_V(int cell, double current_A) =>
        _shortShare[cell] * (_emf_V[cell] + current_A * _r0_ohm[cell]) + current_A * _link_ohm[cell];

    /// <summary>Advances every cell by one step of the grid.</summary>
    /// <param name="current_A">Mean pack current over the step.</param>
    /// <param name="square_A2">Mean of its square.</param>
    /// <param name="ambient_C">Temperature around the pack.</param>
    public void Step(double current_A, double square_A2, double ambient_C)
    {
        _packCharge_C += current_A * _step_s;
        _energyIn_J += (Emf_V * current_A + Resistance_ohm * square_A2) * _step_s;
        MirrorEnds();
        for (int i = 0; i < _padded; i += Lanes) StepLanes(i, current_A, square_A2, ambient_C);
        (_surface_C, _surfaceNext_C) = (_surfaceNext_C, _surface_C);
        if (--_stepsToLookup <= 0) LookUpAll();
        UpdateVoltages();
    }

    private void StepLanes(int i, double packCurrent_A, double packSquare_A2, double ambient_C)
    {
        Vector256<double> h = Vector256.Create(_step_s);
        Vector256<double> pack = Vector256.Create(packCurrent_A);
        Vector256<double> packSquare = Vector256.Create(packSquare_A2);

        // What flows through the cell itself; an internal short takes its part before.
        Vector256<double> r0 = Load(_r0_ohm, i);
        Vector256<double> emf = Load(_emf_V, i);
        Vector256<double> g = Load(_short_S, i);
        Vector256<double> share = Load(_shortShare, i);
        Vector256<double> ge = g * emf;
        Vector256<double> current = share * (pack - ge);
        Vector256<double> square = share * share * (packSquare - ge * (pack + pack - ge));
        Vector256<double> shortHeat = g * share * share * (emf * emf + r0 * (pack * emf * 2.0 + r0 * packSquare));

        // Charge, and the two RC branches with the exact solution for a constant current.
        Vector256<double> leak = Load(_leak_A, i);
        Vector256<double> change = h * (current - leak) * Load(_perCapacity, i);
        Vector256<double> u1 = Load(_u1_V, i);
        Vector256<double> u2 = Load(_u2_V, i);
        Vector256<double> u1Next = Load(_decay1, i) * u1 + Load(_gain1_ohm, i) * current;
        Vector256<double> u2Next = Load(_decay2, i) * u2 + Load(_gain2_ohm, i) * current;
        Store(Load(_soc, i) + change, _soc, i);
        Store(u1Next, _u1_V, i);
        Store(u2Next, _u2_V, i);

        // The branch a cell is on follows the direction of its charge.
        Vector256<double> branch = Load(_hysteresis, i);
        Vector256<double> moved = Vector256.Min(Vector256.Abs(change) * _spec.HysteresisRate, Vector256<double>.One);
        Vector256<double> target = Vector256.CopySign(Vector256<double>.One, change);
        Store(branch + moved * (target - branch), _hysteresis, i);

        // Losses: R0, the branches (mean of start and end), the hysteresis loop, self-discharge, the short; then the reversible part.
        Vector256<double> core = Load(_core_C, i);
        Vector256<double> mean1 = (u1 + u1Next) * 0.5;
        Vector256<double> mean2 = (u2 + u2Next) * 0.5;
        Vector256<double> loss = r0 * square + mean1 * mean1 * Load(_g1_S, i) + mean2 * mean2 * Load(_g2_S, i)
            + current * branch * Load(_gap_V, i) + leak * Load(_ocv_V, i) + shortHeat;
        Vector256<double> linkLoss = packSquare * Load(_link_ohm, i);
        Vector256<double> reversible = current * (core + Vector256.Create(Kelvin)) * Load(_entropy, i);
        Vector256<double> heater = Load(_heater_W, i);

        // Heat flows out of the core into the surface, from there to the neighbours and to ambient.
        ThermalSpec thermal = _spec.Thermal;
        Vector256<double> surface = Load(_surface_C, i + Lanes);
        Vector256<double> neighbours = Load(_surface_C, i + Lanes - 1) + Load(_surface_C, i + Lanes + 1) - surface * 2.0;
        Vector256<double> outward = (core - surface) * thermal.CoreToSurface_W_per_K;
        Vector256<double> cooling = (surface - Vector256.Create(ambient_C)) * Load(_cooling_W_per_K, i);
        Vector256<double> coreHeat = loss + reversible + heater - outward;
        Vector256<double> surfaceHeat = outward + linkLoss + neighbours * thermal.ToNeighbour_W_per_K - cooling;
        Store(core + coreHeat * (_step_s / thermal.Core_J_per_K), _core_C, i);
        Store(surface + surfaceHeat * (_step_s / thermal.Surface_J_per_K), _surfaceNext_C, i + Lanes);

        _leaked_A += pack - current + leak;
        _chemical_W += (current - leak) * Load(_ocv_V, i);
        _loss_W += loss + linkLoss;
        _reversible_W += reversible;
        _heated_W += heater;
        _cooled_W += cooling;
    }

    // No heat flows through the ends of the row: each end cell sees its own temperature beyond it.
    private void MirrorEnds()
    {
        _surface_C[Lanes - 1] = _surface_C[Lanes];
        _surface_C[Lanes + Cells] = _surface_C[Lanes + Cells - 1];
    }

    /// <summary>Open voltage of every cell at its present state; must follow any change of state or coefficient.</summary>
    private void UpdateVoltages()
    {
        Vector256<double> sumEmf = Vector256<double>.Zero;
        Vector256<double> sumResistance = Vector256<double>.Zero;
        for (int i = 0; i < _padded; i += Lanes)
        {
            Vector256<double> soc = Load(_soc, i);
            if (Vector256.LessThanAny(soc, Load(_low, i)) || Vector256.GreaterThanOrEqualAny(soc, Load(_high, i))) FindPieces(i);
            Vector256<double> entropy = Load(_entropyOffset, i) + Load(_entropySlope, i) * soc;
            Vector256<double> gap = Load(_gapOffset, i) + Load(_gapSlope, i) * soc;
            Vector256<double> ocv = Load(_ocvOffset, i) + Load(_ocvSlope, i) * soc
                + entropy * (Load(_core_C, i) - Vector256.Create(TableReference_C));
            Vector256<double> emf = ocv + Load(_hysteresis, i) * gap + Load(_u1_V, i) + Load(_u2_V, i);
            Vector256<double> share = Load(_shortShare, i);
            Store(entropy, _entropy, i);
            Store(gap, _gap_V, i);
            Store(ocv, _ocv_V, i);
            Store(emf, _emf_V, i);
            sumEmf += share * emf;
            sumResistance += share * Load(_r0_ohm, i) + Load(_link_ohm, i);
        }

        Emf_V = SumOf(sumEmf);
        Resistance_ohm = SumOf(sumResistance);
    }

    private static Vector256<double> Load(double[] array, int i) => Vector256.Create(array, i);

    private static void Store(Vector256<double> value, double[] array, int i) => value.CopyTo(array, i);

    private static double SumOf(Vector256<double> v) =>
        ((v.GetElement(0) + v.GetElement(1)) + v.GetElement(2)) + v.GetElement(3);
}
