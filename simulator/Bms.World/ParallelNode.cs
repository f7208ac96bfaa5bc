using System.Runtime.CompilerServices;
using Lanes = System.Runtime.Intrinsics.Vector256<double>;

namespace Bms.World;

/// <summary>
/// Four places in series, each with some cells in parallel between the same two nodes. Every cell is a voltage E behind a resistance R
/// (series resistance, internal short and link together), so the node is solved in closed form, without iteration:
/// <code>
/// V = (I + sum(E / R)) / sum(1 / R),  current of a cell = (V - E) / R = share * I + circulating
/// </code>
/// The sums run over the rows in their order.
/// </summary>
internal struct ParallelNode
{
    /// <summary>Voltage between the nodes without current; 0 in a lane without a place.</summary>
    public Lanes Emf_V;

    /// <summary>Resistance between the nodes; 0 in a lane without a place.</summary>
    public Lanes Resistance_ohm;

    /// <summary>1 ohm in a lane without a place, 0 in the others: keeps infinite conductances out.</summary>
    public Lanes Missing_ohm;

    /// <summary>Finds the nodes and tells each cell its part of the current.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(Span<CellQuad> rows)
    {
        if (rows.Length == 1)
        {
            ref CellQuad only = ref rows[0];
            Emf_V = only.ShortShare * only.Emf_V;
            Resistance_ohm = only.ShortShare * only.R0_ohm + only.Link_ohm;
            only.Share = Lanes.One;
            return;
        }

        Lanes conductance_S = Lanes.Zero;
        Lanes shortCircuit_A = Lanes.Zero;
        for (int row = 0; row < rows.Length; row++)
        {
            ref CellQuad quad = ref rows[row];
            quad.Share = Lanes.One / (quad.ShortShare * quad.R0_ohm + quad.Link_ohm + Missing_ohm);
            conductance_S += quad.Share;
            shortCircuit_A += quad.ShortShare * quad.Emf_V * quad.Share;
        }

        Lanes together_ohm = Lanes.One / conductance_S;
        Emf_V = shortCircuit_A * together_ohm;
        for (int row = 0; row < rows.Length; row++)
        {
            ref CellQuad quad = ref rows[row];
            quad.Circulating_A = (Emf_V - quad.ShortShare * quad.Emf_V) * quad.Share;
            quad.Share *= together_ohm;
        }

        Resistance_ohm = together_ohm * (Lanes.One - Missing_ohm);
    }
}
