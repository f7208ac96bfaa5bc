using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Bms.World.Cells;

namespace Bms.World;

/// <summary>
/// The cells of a pack: places in series, each with the same number of cells in parallel. Their state, one step of all of them, and what is
/// read and set of a single cell. A quad holds the cells of one parallel row in four neighbouring places.
/// </summary>
internal sealed partial class CellStack
{
    private readonly CellSpec _spec;
    private readonly CellTable _table;
    private readonly CellQuad[] _quads;
    private readonly ParallelNode[] _nodes;
    private readonly double[] _lastOfRow_C;
    private readonly int _stepsPerLookUp;
    private StepInput _input;
    private BalanceBook _book;
    private readonly double _leastDirected_A, _toNeighbour_W_per_K;
    private int _stepsToLookUp;
    private bool _charging, _lookedUpCharging;

    public CellStack(CellSpec spec, int places, double step_s, int parallel = 1, double? toNeighbour_W_per_K = null)
    {
        _toNeighbour_W_per_K = toNeighbour_W_per_K ?? spec.Thermal.ToNeighbour_W_per_K;
        _spec = spec;
        _table = CellTable.For(spec, step_s);
        _stepsPerLookUp = Math.Max(1, (int)Math.Round(1.0 / step_s));
        int blocks = (places + CellQuad.Count - 1) / CellQuad.Count;
        _quads = new CellQuad[blocks * parallel];
        _nodes = new ParallelNode[blocks];
        _lastOfRow_C = new double[parallel];
        ThermalSpec thermal = spec.Thermal;
        _input = new StepInput(
            step_s, spec.HysteresisRate, _table.Decay[0], _table.Decay[1], _table.Decay[2], thermal.CoreToSurface_W_per_K,
            step_s / thermal.Core_J_per_K, step_s / thermal.Surface_J_per_K, 0.0, 0.0, 0.0);
        _leastDirected_A = 0.001 * spec.Capacity_Ah * parallel;
        Places = places;
        Parallel = parallel;
    }

    /// <summary>Places in series.</summary>
    public int Places { get; }

    /// <summary>Cells in parallel in each place.</summary>
    public int Parallel { get; }

    /// <summary>All cells; number place * Parallel + row.</summary>
    public int Cells => Places * Parallel;

    /// <summary>Sum of the tap voltages without current.</summary>
    public double Emf_V { get; private set; }

    /// <summary>Sum of what acts at once: series resistances and links.</summary>
    public double Resistance_ohm { get; private set; }

    /// <summary>Advances every cell by one step of the grid.</summary>
    /// <param name="current_A">Mean pack current over the step.</param>
    /// <param name="square_A2">Mean of its square.</param>
    /// <param name="ambient_C">Temperature around the pack.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(double current_A, double square_A2, double ambient_C)
    {
        _packCharge_C += current_A * _input.Duration_s;
        _energyIn_J += (Emf_V * current_A + Resistance_ohm * square_A2) * _input.Duration_s;
        _input = _input with { Current_A = current_A, Square_A2 = square_A2, Ambient_C = ambient_C };

        for (int q = 0, row = 0; q < _quads.Length; q++)
        {
            ref CellQuad quad = ref _quads[q];
            double last_C = quad.Surface_C.GetElement(CellQuad.Count - 1);
            double next_C = q + Parallel < _quads.Length ? _quads[q + Parallel].Surface_C.GetElement(0) : 0.0;
            quad.Step(_input, _lastOfRow_C[row], next_C, ref _book);
            _lastOfRow_C[row] = last_C;
            row = row + 1 < Parallel ? row + 1 : 0;
        }

        // Below a thousandth of the capacity per hour the direction is noise.
        if (Math.Abs(current_A) > _leastDirected_A) _charging = current_A > 0.0;
        if (--_stepsToLookUp <= 0 || _charging != _lookedUpCharging) LookUpAll();
        UpdateVoltages();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void UpdateVoltages()
    {
        Vector256<double> emf = Vector256<double>.Zero;
        Vector256<double> resistance = Vector256<double>.Zero;
        for (int block = 0, q = 0; block < _nodes.Length; block++)
        {
            Span<CellQuad> rows = _quads.AsSpan(q, Parallel);
            for (int row = 0; row < rows.Length; row++, q++)
            {
                ref CellQuad quad = ref rows[row];
                if (quad.LeftPiece()) FindPieces(q);
                quad.UpdateVoltages();
            }

            ref ParallelNode node = ref _nodes[block];
            node.Solve(rows);
            emf += node.Emf_V;
            resistance += node.Resistance_ohm;
        }

        Emf_V = CellQuad.Sum(emf);
        Resistance_ohm = CellQuad.Sum(resistance);
    }
}
