using System.Runtime.Intrinsics;

namespace Bms.World;

/// <summary>What is read and set of a single cell.</summary>
internal sealed partial class CellStack
{
    /// <summary>Puts a cell into its first state: at rest, between the hysteresis branches, at one temperature.</summary>
    public void Place(int cell, double soc, double capacityFactor, double resistanceFactor, double temperature_C, double cooling_W_per_K)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        CellQuad.Lane(ref quad.Soc, lane) = soc;
        CellQuad.Lane(ref quad.Core_C, lane) = temperature_C;
        CellQuad.Lane(ref quad.Surface_C, lane) = temperature_C;
        CellQuad.Lane(ref quad.Cooling_W_per_K, lane) = cooling_W_per_K;
        CellQuad.Lane(ref quad.ResistanceFactor, lane) = resistanceFactor;

        // The row ends without a neighbour: no conductance.
        int place = cell / Parallel;
        CellQuad.Lane(ref quad.ToPrevious_W_per_K, lane) = place > 0 ? _toNeighbour_W_per_K : 0.0;
        CellQuad.Lane(ref quad.ToNext_W_per_K, lane) = place < Places - 1 ? _toNeighbour_W_per_K : 0.0;
        SetCapacity(cell, capacityFactor);
    }

    /// <summary>Looks every table up and opens the books; call once all cells are placed.</summary>
    public void Begin()
    {
        // A lane without a cell passes the current on and never asks for its piece of the curves.
        for (int place = Places; place < _nodes.Length * CellQuad.Count; place++)
        {
            int lane = place % CellQuad.Count;
            CellQuad.Lane(ref _nodes[^1].Missing_ohm, lane) = 1.0;
            foreach (ref CellQuad quad in _quads.AsSpan(_quads.Length - Parallel))
            {
                CellQuad.Lane(ref quad.ShortShare, lane) = 1.0;
                CellQuad.Lane(ref quad.High, lane) = double.PositiveInfinity;
            }
        }

        LookUpAll();
        UpdateVoltages();
        BeginBalance();
    }

    public double Soc(int cell) => Quad(cell, out int lane).Soc.GetElement(lane);

    public double Capacity_C(int cell) => Quad(cell, out int lane).Capacity_C.GetElement(lane);

    public double Core_C(int cell) => Quad(cell, out int lane).Core_C.GetElement(lane);

    public double Surface_C(int cell) => Quad(cell, out int lane).Surface_C.GetElement(lane);

    /// <summary>Hottest core of all cells; a lane without a cell stays at 0 degC.</summary>
    public double Hottest_C()
    {
        Vector256<double> hottest = Vector256<double>.Zero;
        foreach (ref readonly CellQuad quad in _quads.AsSpan()) hottest = Vector256.Max(hottest, quad.Core_C);
        return Math.Max(Math.Max(hottest[0], hottest[1]), Math.Max(hottest[2], hottest[3]));
    }

    /// <summary>Mean open-circuit voltage of a cell of this type at 25 degC.</summary>
    public double RestVoltage_V(double soc) => _table.Equilibrium(soc).Ocv_V;

    /// <summary>Open-circuit voltage on the present branch of the hysteresis, once all is at rest.</summary>
    public double Ocv_V(int cell)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        (double ocv_V, double halfGap_V, double entropy_V_per_K) = _table.Equilibrium(quad.Soc.GetElement(lane));
        return ocv_V + entropy_V_per_K * (quad.Core_C.GetElement(lane) - 25.0) + quad.Branch.GetElement(lane) * halfGap_V;
    }

    /// <summary>Voltage between the taps of a place at a pack current.</summary>
    public double TapVoltage_V(int place, double current_A)
    {
        ref ParallelNode node = ref _nodes[place / CellQuad.Count];
        int lane = place % CellQuad.Count;
        return CellQuad.Lane(ref node.Emf_V, lane) + current_A * CellQuad.Lane(ref node.Resistance_ohm, lane);
    }

    /// <summary>Current of a cell at a pack current.</summary>
    public double Current_A(int cell, double pack_A)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        return quad.Share.GetElement(lane) * pack_A + quad.Circulating_A.GetElement(lane);
    }

    /// <summary>Changes the capacity at constant SoC; the charge that goes with the capacity is booked.</summary>
    public void SetCapacity(int cell, double factor)
    {
        ref CellQuad quad = ref Quad(cell, out int lane);
        double capacity_C = _spec.Capacity_Ah * 3600.0 * factor;
        _withCapacity_C += quad.Soc.GetElement(lane) * (capacity_C - quad.Capacity_C.GetElement(lane));
        CellQuad.Lane(ref quad.Capacity_C, lane) = capacity_C;
        CellQuad.Lane(ref quad.PerCapacity, lane) = 1.0 / capacity_C;
    }

    public void SetResistance(int cell, double factor)
    {
        CellQuad.Lane(ref Quad(cell, out int lane).ResistanceFactor, lane) = factor;
        LookUp(cell);
        UpdateVoltages();
    }

    public void SetShort(int cell, double conductance_S)
    {
        CellQuad.Lane(ref Quad(cell, out int lane).Short_S, lane) = conductance_S;
        LookUp(cell);
        UpdateVoltages();
    }

    public void SetLink(int cell, double resistance_ohm)
    {
        CellQuad.Lane(ref Quad(cell, out int lane).Link_ohm, lane) = resistance_ohm;
        UpdateVoltages();
    }

    public void SetHeater(int cell, double power_W) => CellQuad.Lane(ref Quad(cell, out int lane).Heater_W, lane) = power_W;

    /// <summary>Conductance from a cell's surface to the surroundings.</summary>
    public void SetCooling(int cell, double cooling_W_per_K) =>
        CellQuad.Lane(ref Quad(cell, out int lane).Cooling_W_per_K, lane) = cooling_W_per_K;

    public Extrapolation Extrapolated(int cell)
    {
        Extrapolation flags = Extrapolation.None;
        if (Soc(cell) < _table.LowestMeasuredSoc) flags |= Extrapolation.BelowEmpty;
        if (Soc(cell) > _table.HighestMeasuredSoc) flags |= Extrapolation.AboveFull;
        if (Core_C(cell) < _table.ColdestMeasured_C) flags |= Extrapolation.TooCold;
        if (Core_C(cell) > _table.HottestMeasured_C) flags |= Extrapolation.TooHot;
        return flags;
    }

    private ref CellQuad Quad(int cell, out int lane)
    {
        (int place, int row) = Math.DivRem(cell, Parallel);
        lane = place % CellQuad.Count;
        return ref _quads[place / CellQuad.Count * Parallel + row];
    }
}
