namespace Bms.World;

/// <summary>What is read and set of a single cell.</summary>
internal sealed partial class CellStack
{
    /// <summary>Puts a cell into its first state: at rest, at one temperature.</summary>
    public void Place(int cell, double soc, double capacityFactor, double resistanceFactor, double temperature_C)
    {
        _soc[cell] = soc;
        _core_C[cell] = temperature_C;
        _surface_C[Lanes + cell] = temperature_C;
        _cooling_W_per_K[cell] = _spec.Thermal.SurfaceToAmbient_W_per_K;
        _resistanceFactor[cell] = resistanceFactor;
        SetCapacity(cell, capacityFactor);
    }

    /// <summary>Looks every table up; call once all cells are placed.</summary>
    public void Begin()
    {
        // Lanes without a cell must never ask for their piece of the curve.
        for (int lane = Cells; lane < _padded; lane++) (_low[lane], _high[lane]) = (double.NegativeInfinity, double.PositiveInfinity);
        for (int cell = 0; cell < Cells; cell++) FindPiece(cell);
        LookUpAll();
        UpdateVoltages();
        BeginBalance();
    }

    public double Soc(int cell) => _soc[cell];

    public double Ocv_V(int cell) => _ocv_V[cell] + _hysteresis[cell] * _gap_V[cell];

    public double Core_C(int cell) => _core_C[cell];

    public double Surface_C(int cell) => _surface_C[Lanes + cell];

    /// <summary>Changes the capacity at constant SoC: the charge that goes with the lost capacity leaves the balance.</summary>
    public void SetCapacity(int cell, double factor)
    {
        double capacity_C = _spec.Capacity_Ah * 3600.0 * factor;
        _withCapacity_C += _soc[cell] * (capacity_C - _capacity_C[cell]);
        _capacity_C[cell] = capacity_C;
        _perCapacity[cell] = 1.0 / capacity_C;
    }

    public void SetResistance(int cell, double factor)
    {
        _resistanceFactor[cell] = factor;
        Refresh(cell);
    }

    public void SetShort(int cell, double conductance_S)
    {
        _short_S[cell] = conductance_S;
        Refresh(cell);
    }

    public void SetLink(int cell, double resistance_ohm)
    {
        _link_ohm[cell] = resistance_ohm;
        UpdateVoltages();
    }

    public void SetHeater(int cell, double power_W) => _heater_W[cell] = power_W;

    public Extrapolation Extrapolated(int cell)
    {
        Extrapolation flags = Extrapolation.None;
        if (_soc[cell] < 0.0) flags |= Extrapolation.BelowEmpty;
        if (_soc[cell] > 1.0) flags |= Extrapolation.AboveFull;
        if (_core_C[cell] < _table.ColdestMeasured_C) flags |= Extrapolation.TooCold;
        if (_core_C[cell] > _table.HottestMeasured_C) flags |= Extrapolation.TooHot;
        return flags;
    }

    private void Refresh(int cell)
    {
        LookUp(cell);
        UpdateVoltages();
    }
}
