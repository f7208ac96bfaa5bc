using System.Runtime.Intrinsics;
using Bms.World.Cells;

namespace Bms.World;

/// <summary>Everything that depends on the tables: found anew once a second, or when a cell leaves its piece of the OCV curve.</summary>
internal sealed partial class CellStack
{
    private void LookUpAll()
    {
        _stepsToLookUp = _stepsPerLookUp;
        for (int q = 0; q < _quads.Length; q++) _quads[q].DropResidue();
        for (int cell = 0; cell < Cells; cell++) LookUp(cell);
    }

    /// <summary>Resistances, decays and self-discharge of a cell: bilinear over SoC and core temperature.</summary>
    private void LookUp(int cell)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        double x = quad.Soc.GetElement(lane) * CellTable.NodesPerSoc - CellTable.FirstPercent;
        double y = (quad.Core_C.GetElement(lane) - CellTable.ColdestNode_C) / CellTable.NodeStep_K;
        (int column, double fx) = Split(x, CellTable.SocNodes);
        (int row, double fy) = Split(y, CellTable.TemperatureNodes);
        int cold = (row * CellTable.SocNodes + column) * CellTable.Columns;
        int hot = cold + CellTable.SocNodes * CellTable.Columns;
        Vector256<double> r = Bilinear(cold, hot, fx, fy) * quad.ResistanceFactor.GetElement(lane);
        Vector256<double> decay = Bilinear(cold + 4, hot + 4, fx, fy);
        Vector256<double> conductance = Vector256<double>.One / r;

        CellQuad.Lane(ref quad.R0_ohm, lane) = r.GetElement(0);
        CellQuad.Lane(ref quad.ShortShare, lane) = 1.0 / (1.0 + r.GetElement(0) * quad.Short_S.GetElement(lane));
        CellQuad.Lane(ref quad.Decay1, lane) = decay.GetElement(0);
        CellQuad.Lane(ref quad.Decay2, lane) = decay.GetElement(1);
        CellQuad.Lane(ref quad.Decay3, lane) = decay.GetElement(2);
        CellQuad.Lane(ref quad.Gain1_ohm, lane) = r.GetElement(1) * (1.0 - decay.GetElement(0));
        CellQuad.Lane(ref quad.Gain2_ohm, lane) = r.GetElement(2) * (1.0 - decay.GetElement(1));
        CellQuad.Lane(ref quad.Gain3_ohm, lane) = r.GetElement(3) * (1.0 - decay.GetElement(2));
        CellQuad.Lane(ref quad.G1_S, lane) = conductance.GetElement(1);
        CellQuad.Lane(ref quad.G2_S, lane) = conductance.GetElement(2);
        CellQuad.Lane(ref quad.G3_S, lane) = conductance.GetElement(3);
        CellQuad.Lane(ref quad.Leak_A, lane) = decay.GetElement(3) * quad.Capacity_C.GetElement(lane);
    }

    private Vector256<double> Bilinear(int cold, int hot, double fx, double fy)
    {
        double[] table = _table.Dynamics;
        Vector256<double> atCold = Mix(Vector256.Create(table, cold), Vector256.Create(table, cold + CellTable.Columns), fx);
        Vector256<double> atHot = Mix(Vector256.Create(table, hot), Vector256.Create(table, hot + CellTable.Columns), fx);
        return Mix(atCold, atHot, fy);
    }

    private static Vector256<double> Mix(Vector256<double> a, Vector256<double> b, double weight) => a + (b - a) * weight;

    // Node and weight of a position on a uniform grid; the edges are held.
    private static (int Node, double Weight) Split(double position, int nodes)
    {
        double inside = Math.Clamp(position, 0.0, nodes - 1.0);
        int node = Math.Min((int)inside, nodes - 2);
        return (node, inside - node);
    }

    private void FindPieces(int q)
    {
        int first = q / Parallel * CellQuad.Count;
        int end = Math.Min(first + CellQuad.Count, Places);
        for (int place = first; place < end; place++) FindPiece(place * Parallel + q % Parallel);
    }

    /// <summary>The piece of the equilibrium curves that holds a cell's SoC; flat beyond both ends of the table.</summary>
    private void FindPiece(int cell)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        double node = Math.Floor(quad.Soc.GetElement(lane) * CellTable.NodesPerSoc) - CellTable.FirstPercent;
        int left = (int)Math.Clamp(node, 0.0, CellTable.SocNodes - 1.0);
        int right = node < 0.0 ? 0 : Math.Min(left + 1, CellTable.SocNodes - 1);
        double soc = SocOf(left);
        CellQuad.Lane(ref quad.Low, lane) = node < 0.0 ? double.NegativeInfinity : soc;
        CellQuad.Lane(ref quad.High, lane) = left == right && node >= 0.0 ? double.PositiveInfinity : SocOf(right);
        Line(_table.Ocv_V, left, right, soc, out CellQuad.Lane(ref quad.OcvOffset_V, lane), out CellQuad.Lane(ref quad.OcvSlope_V, lane));
        Line(_table.HalfGap_V, left, right, soc,
            out CellQuad.Lane(ref quad.GapOffset_V, lane), out CellQuad.Lane(ref quad.GapSlope_V, lane));
        Line(
            _table.Entropy_V_per_K, left, right, soc,
            out CellQuad.Lane(ref quad.EntropyOffset_V_per_K, lane), out CellQuad.Lane(ref quad.EntropySlope_V_per_K, lane));
    }

    private static double SocOf(int node) => (node + CellTable.FirstPercent) / (double)CellTable.NodesPerSoc;

    private static void Line(double[] table, int left, int right, double soc, out double offset, out double slope)
    {
        slope = (table[right] - table[left]) * CellTable.NodesPerSoc;
        offset = table[left] - slope * soc;
    }
}
