using Bms.World.Numerics;

namespace Bms.World;

/// <summary>One of the cells that are in parallel in a place of the series.</summary>
/// <param name="Current_A">Its own current, positive = charge.</param>
/// <param name="Soc">Its state of charge.</param>
/// <param name="Core_C">Temperature of its core in degC.</param>
/// <param name="Surface_C">Temperature of its can in degC.</param>
public readonly record struct ParallelCell(double Current_A, double Soc, double Core_C, double Surface_C);

/// <summary>What is seen and set of single cells.</summary>
public sealed partial class Pack
{
    private const double Broken_ohm = 1e6;

    /// <summary>Temperature of a cell's can, in degC; with cells in parallel, of the first one, which carries the probe.</summary>
    public double CellSurface_C(int cell) => _stack.Surface_C(First(cell));

    /// <summary>Temperature of a cell's core, in degC; with cells in parallel, of the hottest.</summary>
    public double CellCore_C(int cell)
    {
        int first = First(cell);
        double hottest_C = _stack.Core_C(first);
        for (int row = 1; row < ParallelCells; row++) hottest_C = Math.Max(hottest_C, _stack.Core_C(first + row));
        return hottest_C;
    }

    /// <summary>
    /// State of charge of a cell; below 0 and above 1 in deep discharge and overcharge. With cells in parallel, of their whole charge.
    /// </summary>
    public double Soc(int cell)
    {
        int first = First(cell);
        if (ParallelCells == 1) return _stack.Soc(first);
        double charge_C = 0.0, capacity_C = 0.0;
        for (int row = 0; row < ParallelCells; row++)
        {
            charge_C += _stack.Soc(first + row) * _stack.Capacity_C(first + row);
            capacity_C += _stack.Capacity_C(first + row);
        }

        return charge_C / capacity_C;
    }

    /// <summary>Open-circuit voltage of a cell on its present branch of the hysteresis, in V; with cells in parallel, their mean.</summary>
    public double Ocv_V(int cell)
    {
        int first = First(cell);
        double sum_V = _stack.Ocv_V(first);
        for (int row = 1; row < ParallelCells; row++) sum_V += _stack.Ocv_V(first + row);
        return ParallelCells == 1 ? sum_V : sum_V / ParallelCells;
    }

    /// <summary>Why a cell's values are extrapolated now, if they are.</summary>
    public Extrapolation Extrapolated(int cell)
    {
        int first = First(cell);
        Extrapolation flags = Extrapolation.None;
        for (int row = 0; row < ParallelCells; row++) flags |= _stack.Extrapolated(first + row);
        return flags;
    }

    /// <summary>One of the cells in a place, counted from 0.</summary>
    public ParallelCell Branch(int cell, int row)
    {
        int number = Row(cell, row);
        return new ParallelCell(
            _stack.Current_A(number, Current_A), _stack.Soc(number), _stack.Core_C(number), _stack.Surface_C(number));
    }

    /// <summary>Internal short of a cell, 0.1 mohm..infinity (none); with cells in parallel, of the first.</summary>
    public void SetInternalShort_ohm(int cell, double resistance)
    {
        Allowed.Between("internal short_ohm", resistance, 1e-4, double.PositiveInfinity);
        _short_S[Checked(cell)] = 1.0 / resistance;
        SetShunts(cell);
    }

    /// <summary>
    /// Resistor that a board puts across a cell to bleed it, 0.1 ohm..infinity (none); with cells in parallel across the first. Its heat is
    /// taken for the cell's, as that of a resistor close to it.
    /// </summary>
    public void SetBleed_ohm(int cell, double resistance)
    {
        Allowed.Between("bleed_ohm", resistance, 0.1, double.PositiveInfinity);
        double bleed_S = 1.0 / resistance;
        if (_bleed_S[Checked(cell)] == bleed_S) return;
        _bleed_S[cell] = bleed_S;
        SetShunts(cell);
    }

    private void SetShunts(int cell)
    {
        BeforeChange();
        _stack.SetShort(First(cell), Short_S(First(cell)));
    }

    /// <summary>Scales a cell's capacity at constant SoC, 0.05..1.5; 1 is the new cell with its spread. All cells of the place.</summary>
    public void SetCapacityFactor(int cell, double factor)
    {
        Allowed.Between("capacity factor", factor, 0.05, 1.5);
        BeforeChange();
        int first = First(cell);
        for (int i = first; i < first + ParallelCells; i++)
        {
            _userCapacity[i] = factor;
            ApplyAge(i);
        }
    }

    /// <summary>Scales all resistances of a cell, 0.2..100; 1 is the new cell with its spread. All cells of the place.</summary>
    public void SetResistanceFactor(int cell, double factor)
    {
        Allowed.Between("resistance factor", factor, 0.2, 100);
        BeforeChange();
        int first = First(cell);
        for (int i = first; i < first + ParallelCells; i++)
        {
            _userResistance[i] = factor;
            ApplyAge(i);
        }
    }

    /// <summary>
    /// Extra resistance of a cell's link, inside its tap voltage, 0..10 ohm; 0 is a good weld. With cells in parallel the link of the whole
    /// place, so that each cell's own is that many times worse.
    /// </summary>
    public void SetContactResistance_ohm(int cell, double resistance)
    {
        Allowed.Between("contact resistance_ohm", resistance, 0, 10);
        BeforeChange();
        int first = First(cell);
        for (int i = first; i < first + ParallelCells; i++) _stack.SetLink(i, _link_ohm[i] + resistance * ParallelCells);
    }

    /// <summary>Breaks or mends the weld of one of several cells in parallel: the others carry its current.</summary>
    public void SetWeld(int cell, int row, bool broken)
    {
        int number = Row(cell, row);
        if (ParallelCells == 1) throw new ArgumentException("weld: the only cell of a place cannot be cut off, allowed are parallel ones");
        BeforeChange();
        _stack.SetLink(number, broken ? Broken_ohm : _link_ohm[number]);
    }

    /// <summary>Heat from outside into a cell's core, -1,000..1,000 W; with cells in parallel, into the first one's.</summary>
    public void SetHeater_W(int cell, double power)
    {
        _heater_W[First(cell)] = Allowed.Between("heater_W", power, -1000, 1000);
        _stack.SetHeater(First(cell), power);
    }

    /// <summary>Heat that every cell gives to the surroundings, 0..1 of the ordinary: a fan that stands, a blocked duct.</summary>
    public void SetCoolingFactor(double factor)
    {
        double cooling_W_per_K = Cooling_W_per_K * Allowed.Between("cooling factor", factor, 0, 1);
        for (int cell = 0; cell < _link_ohm.Length; cell++) _stack.SetCooling(cell, cooling_W_per_K);
    }

    private double Cooling_W_per_K => Spec.Convection_W_per_m2K * Spec.Cell.Thermal.Surface_m2;

    private void PlaceCell(int cell)
    {
        // The first cell of each place draws what it would draw alone: adding parallel cells changes no other.
        (int place, int row) = Math.DivRem(cell, ParallelCells);
        SeededRandom random = new(Spec.Seed, row == 0 ? $"cell {place}" : $"cell {place} row {row}");
        _spreadCapacity[cell] = Math.Max(0.5, 1.0 + Spec.CapacitySigma * random.NextNormal());
        _spreadResistance[cell] = Math.Max(0.3, 1.0 + Spec.ResistanceSigma * random.NextNormal());
        double soc = Math.Clamp(Spec.InitialSoc + Spec.SocSigma * random.NextNormal(), 0.0, 1.0);
        _stack.Place(cell, soc, _spreadCapacity[cell], _spreadResistance[cell], Spec.Ambient_C, Cooling_W_per_K);
        _link_ohm[cell] = Link_ohm(place, row);
        _stack.SetLink(cell, _link_ohm[cell]);
    }

    // A joint draws from a stream of its own, so that a spread of joints changes no cell. Half is the least that a joint can have.
    private double Link_ohm(int place, int row)
    {
        if (Spec.JointSigma == 0.0) return Spec.BusbarResistance_ohm;
        SeededRandom random = new(Spec.Seed, $"joint {place} row {row}");
        return Spec.BusbarResistance_ohm * Math.Max(0.5, 1.0 + Spec.JointSigma * random.NextNormal());
    }

    private int First(int cell) => Checked(cell) * ParallelCells;

    private int Row(int cell, int row)
    {
        if ((uint)row < (uint)ParallelCells) return First(cell) + row;
        throw new ArgumentOutOfRangeException(nameof(row), $"row {row}: a place has rows 0 to {ParallelCells - 1}");
    }
}
