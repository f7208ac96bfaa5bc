using System.Runtime.Intrinsics;
using Bms.World.Cells;

namespace Bms.World;

/// <summary>Everything that depends on the tables: found anew once a second, or when a cell leaves its piece of the OCV curve.</summary>
internal sealed partial class CellStack
{
    private void LookUpAll()
    {
        _stepsToLookup = _stepsPerLookup;
        for (int cell = 0; cell < Cells; cell++) LookUp(cell);
    }

    /// <summary>Resistances, decays and self-discharge of a cell: bilinear over SoC and core temperature.</summary>
    private void LookUp(int cell)
    {
        double x = Math.Clamp(_soc[cell] * CellTable.NodesPerSoc - CellTable.FirstPercent, 0.0, CellTable.Nodes - 1.001);
        double y = (_core_C[cell] - CellTable.ColdestNode_C) / CellTable.NodeStep_K;
        y = Math.Clamp(y, 0.0, CellTable.TemperatureNodes - 1.001);
        int ix = (int)x;
        int iy = (int)y;
        double fx = x - ix;
        double fy = y - iy;
        int cold = (iy * CellTable.Nodes + ix) * CellTable.Columns;
        int hot = cold + CellTable.Nodes * CellTable.Columns;
        Vector256<double> resistances = Bilinear(cold, hot, fx, fy);
        Vector256<double> decays = Bilinear(cold + Lanes, hot + Lanes, fx, fy);

        double factor = _resistanceFactor[cell];
        double r1 = resistances.GetElement(1) * factor;
        double r2 = resistances.GetElement(2) * factor;
        _r0_ohm[cell] = resistances.GetElement(0) * factor;
        _leak_A[cell] = resistances.GetElement(3) * _capacity_C[cell];
        _decay1[cell] = decays.GetElement(0);
        _decay2[cell] = decays.GetElement(1);
        _gain1_ohm[cell] = r1 * (1.0 - _decay1[cell]);
        _gain2_ohm[cell] = r2 * (1.0 - _decay2[cell]);
        _g1_S[cell] = 1.0 / r1;
        _g2_S[cell] = 1.0 / r2;
        _shortShare[cell] = 1.0 / (1.0 + _r0_ohm[cell] * _short_S[cell]);
    }

    private Vector256<double> Bilinear(int cold, int hot, double fx, double fy)
    {
        double[] d = _table.Dynamics;
        Vector256<double> atCold = Load(d, cold) * (1.0 - fx) + Load(d, cold + CellTable.Columns) * fx;
        Vector256<double> atHot = Load(d, hot) * (1.0 - fx) + Load(d, hot + CellTable.Columns) * fx;
        return atCold * (1.0 - fy) + atHot * fy;
    }

    private void FindPieces(int i)
    {
        for (int cell = i; cell < Math.Min(i + Lanes, Cells); cell++) FindPiece(cell);
    }

    /// <summary>The piece of the equilibrium curves that holds a cell's SoC; flat beyond both ends of the table.</summary>
    private void FindPiece(int cell)
    {
        double position = Math.Floor(_soc[cell] * CellTable.NodesPerSoc) - CellTable.FirstPercent;
        if (position < 0.0 || position >= CellTable.Nodes - 1)
        {
            bool below = position < 0.0;
            int end = below ? 0 : CellTable.Nodes - 1;
            _low[cell] = below ? double.NegativeInfinity : CellTable.LastPercent / (double)CellTable.NodesPerSoc;
            _high[cell] = below ? CellTable.FirstPercent / (double)CellTable.NodesPerSoc : double.PositiveInfinity;
            (_ocvOffset[cell], _ocvSlope[cell]) = (_table.Ocv_V[end], 0.0);
            (_gapOffset[cell], _gapSlope[cell]) = (_table.Hysteresis_V[end], 0.0);
            (_entropyOffset[cell], _entropySlope[cell]) = (_table.Entropy_V_per_K[end], 0.0);
            return;
        }

        int node = (int)position;
        _low[cell] = (node + CellTable.FirstPercent) / (double)CellTable.NodesPerSoc;
        _high[cell] = (node + 1 + CellTable.FirstPercent) / (double)CellTable.NodesPerSoc;
        (_ocvOffset[cell], _ocvSlope[cell]) = Line(_table.Ocv_V, node, _low[cell]);
        (_gapOffset[cell], _gapSlope[cell]) = Line(_table.Hysteresis_V, node, _low[cell]);
        (_entropyOffset[cell], _entropySlope[cell]) = Line(_table.Entropy_V_per_K, node, _low[cell]);
    }

    private static (double Offset, double Slope) Line(double[] table, int node, double low)
    {
        double slope = (table[node + 1] - table[node]) * CellTable.NodesPerSoc;
        return (table[node] - slope * low, slope);
    }
}
