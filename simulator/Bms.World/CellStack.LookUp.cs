using System.Runtime.Intrinsics;
using Bms.World.Cells;

namespace Bms.World;

/// <summary>Everything that depends on the tables: found anew once a second, or when a cell leaves its piece of the OCV curve.</summary>
internal sealed partial class CellStack
{
    private void LookUpAll()
    {
        _stepsToLookUp = _stepsPerLookUp;
        _lookedUpCharging = _charging;
        for (int q = 0; q < _quads.Length; q++) _quads[q].DropResidue();
        for (int cell = 0; cell < Cells; cell++) LookUp(cell);
    }

    /// <summary>Resistances, diffusion and self-discharge of a cell: bilinear over SoC and core temperature.</summary>
    private void LookUp(int cell)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        double x = quad.Soc.GetElement(lane) * CellTable.NodesPerSoc - CellTable.FirstPercent;
        double y = (quad.Core_C.GetElement(lane) - CellTable.ColdestNode_C) / CellTable.NodeStep_K;
        (int column, double fx) = Split(x, CellTable.SocNodes);
        (int row, double fy) = Split(y, CellTable.TemperatureNodes);
        int cold = (row * CellTable.SocNodes + column) * CellTable.Columns;
        int hot = cold + CellTable.SocNodes * CellTable.Columns;
        Vector256<double> discharge = Bilinear(cold, hot, fx, fy);
        Vector256<double> charge = Bilinear(cold + 4, hot + 4, fx, fy);
        Vector256<double> diffusion = Bilinear(cold + 8, hot + 8, fx, fy);
        Vector256<double> branches = (_charging ? charge : discharge) * quad.ResistanceFactor.GetElement(lane);
        double r0_ohm = discharge.GetElement(0) * quad.ResistanceFactor.GetElement(lane);

        CellQuad.Lane(ref quad.R0_ohm, lane) = r0_ohm;
        CellQuad.Lane(ref quad.ShortShare, lane) = 1.0 / (1.0 + r0_ohm * quad.Short_S.GetElement(lane));
        CellQuad.Lane(ref quad.Gain1_ohm, lane) = branches.GetElement(1) * (1.0 - _input.Decay1);
        CellQuad.Lane(ref quad.Gain2_ohm, lane) = branches.GetElement(2) * (1.0 - _input.Decay2);
        CellQuad.Lane(ref quad.Gain3_ohm, lane) = branches.GetElement(3) * (1.0 - _input.Decay3);
        CellQuad.Lane(ref quad.Leak_A, lane) = charge.GetElement(0) * quad.Capacity_C.GetElement(lane);
        LookUpDiffusion(ref quad, lane, diffusion);
    }

    private void LookUpDiffusion(ref CellQuad quad, int lane, Vector256<double> diffusion)
    {
        double perCapacity = quad.PerCapacity.GetElement(lane);
        (double decay1, double decay2) = (diffusion.GetElement(0), diffusion.GetElement(1));
        CellQuad.Lane(ref quad.Decay1, lane) = decay1;
        CellQuad.Lane(ref quad.Decay2, lane) = decay2;
        CellQuad.Lane(ref quad.LeadGain1_per_A, lane) = diffusion.GetElement(2) * (1.0 - decay1) * perCapacity;
        CellQuad.Lane(ref quad.LeadGain2_per_A, lane) = diffusion.GetElement(3) * (1.0 - decay2) * perCapacity;
        double soc = quad.Soc.GetElement(lane);
        double outer = soc + quad.Lead1.GetElement(lane) + quad.Lead2.GetElement(lane);
        CellQuad.Lane(ref quad.Behind_V, lane) = outer == soc ? 0.0 : _table.Equilibrium(outer).Ocv_V - _table.Equilibrium(soc).Ocv_V;
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

    /// <summary>The piece of the equilibrium curves that holds the SoC at a cell's surface; flat beyond both ends of the table.</summary>
    private void FindPiece(int cell)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        double node = Math.Floor(quad.Outer.GetElement(lane) * CellTable.NodesPerSoc) - CellTable.FirstPercent;
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
