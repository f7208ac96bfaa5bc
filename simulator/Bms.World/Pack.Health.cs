using Bms.World.Health;
using Bms.World.Numerics;

namespace Bms.World;

/// <summary>
/// What happens to cells slowly or rarely: plating, ageing, decomposition by heat. It runs beside the grid: once a second, once a minute,
/// or at every step of it while a cell is hot; a healthy pack at rest pays next to nothing for it.
/// </summary>
public sealed partial class Pack
{
    private const double Look_s = 1.0, AgeingLook_s = 60.0;

    private readonly NegativeElectrode[] _electrodes;
    private readonly CellAgeing[] _ages;
    private readonly Runaway?[] _runaways;
    private readonly double[] _userCapacity, _userResistance, _heater_W, _separator_S;
    private readonly int _stepsToLook, _looksToAge;
    private int _steps, _looks;
    private double _charge_C, _through_C;
    private bool _hot;

    /// <summary>Whether the pack computes the potential of the graphite of its cells: asked for, and known for the cell.</summary>
    public bool KnowsPlating => _electrodes.Length > 0;

    /// <summary>
    /// Potential of a cell's graphite against lithium in V, as of the last second; below 0 V lithium is deposited on it. With cells in
    /// parallel the lowest. NaN where <see cref="KnowsPlating"/> is false.
    /// </summary>
    public double PlatingMargin_V(int cell)
    {
        if (!KnowsPlating) return double.NaN;
        int first = First(cell);
        double lowest_V = _electrodes[first].Potential_V;
        for (int row = 1; row < ParallelCells; row++) lowest_V = Math.Min(lowest_V, _electrodes[first + row].Potential_V);
        return lowest_V;
    }

    /// <summary>Share of a cell's capacity that ageing and plating have taken, 0..0.9; with cells in parallel of the worst.</summary>
    public double CapacityLoss(int cell) => Worst(cell, i => _ages.Length > 0 ? _ages[i].Loss : 0.0);

    /// <summary>Share of a cell's capacity that plating alone has taken; with cells in parallel of the worst.</summary>
    public double PlatedLoss(int cell) => Worst(cell, i => _ages.Length > 0 ? _ages[i].Plated : 0.0);

    /// <summary>Rise of a cell's resistances by ageing, as a fraction; with cells in parallel of the worst.</summary>
    public double ResistanceRise(int cell) => Worst(cell, i => _ages.Length > 0 ? _ages[i].Rise : 0.0);

    /// <summary>Heat that decomposition has set free in a cell, in J; with cells in parallel of the worst.</summary>
    public double ReactionHeat_J(int cell) => Worst(cell, i => _runaways[i]?.Released_J ?? 0.0);

    /// <summary>Whether any cell has ever been hot enough to decompose.</summary>
    public bool HasReacted { get; private set; }

    /// <summary>Whether a cell is in thermal runaway: a tenth of its decomposition heat is out.</summary>
    public bool RunsAway(int cell) => Worst(cell, i => _runaways[i] is { Runs: true } ? 1.0 : 0.0) > 0.0;

    /// <summary>Gives every cell a life that it has behind it; each ages at its own pace (<see cref="PackSpec.AgeingSigma"/>).</summary>
    /// <exception cref="ArgumentException">A field is out of its range, or no law of ageing is known for the cell.</exception>
    public void Age(AgedBy life)
    {
        ArgumentNullException.ThrowIfNull(life);
        life.Validate();
        if (Spec.Cell.AgeingLaw is null) throw new ArgumentException($"aged: no law of ageing is known for {Spec.Cell.Name}");
        AgeingStress rest = Stress(life.RestSoc, life.Temperature_C) with { Depth = life.Depth, Rate_per_h = life.Rate_per_h };
        AgeingStress cycling = rest with { Ocv_V = _stack.RestVoltage_V(0.5), Soc = 0.5 };
        BeforeChange();
        for (int i = 0; i < _ages.Length; i++)
        {
            _ages[i].Jump(life, rest, cycling);
            ApplyAge(i);
        }
    }

    private static CellAgeing[] MakeAges(PackSpec spec, int cells)
    {
        if (spec.Cell.AgeingLaw is not { } name) return [];
        AgeingLaw law = AgeingLaw.Of(name);
        return [.. Enumerable.Range(0, cells).Select(i => new CellAgeing(law, Pace(spec, i)))];
    }

    // Equal cells under equal load age apart (Baumhoefer et al. 2014, doi 10.1016/j.jpowsour.2013.08.108).
    private static double Pace(PackSpec spec, int cell) => spec.AgeingSigma == 0.0
        ? 1.0 : Math.Max(0.2, 1.0 + spec.AgeingSigma * new SeededRandom(spec.Seed, $"ageing {cell}").NextNormal());

    // After each step of the grid.
    private void LookAtHealth()
    {
        if (_hot) React();
        if (++_steps < _stepsToLook) return;
        double duration_s = _steps * _step_s;
        _steps = 0;
        if (!_hot && Spec.Cell.Runaway is not null) _hot = _stack.Hottest_C() > Runaway.Silent_C;
        if (KnowsPlating) Plate(_charge_C / duration_s, duration_s);
        _charge_C = 0.0;
        if (!Spec.Ages || ++_looks < _looksToAge) return;
        PassAge(_looks * duration_s);
        _looks = 0;
    }

    private void Plate(double pack_A, double duration_s)
    {
        for (int i = 0; i < _electrodes.Length; i++)
        {
            double core_C = _stack.Core_C(i);
            double potential_V = _electrodes[i].Step(_stack.Current_A(i, pack_A), _stack.Soc(i), core_C, duration_s);
            if (potential_V >= 0.0 || _ages.Length == 0) continue;
            double plated_C = _electrodes[i].Plating_A(potential_V, core_C) * duration_s;
            _ages[i].Plated += plated_C * Spec.Cell.Negative!.LostShare / (Spec.Cell.Capacity_Ah * 3600.0);
            ApplyAge(i);
        }
    }

    private void PassAge(double duration_s)
    {
        for (int i = 0; i < _ages.Length; i++)
        {
            double soc = _stack.Soc(i), core_C = _stack.Core_C(i);
            double charge = _through_C / (ParallelCells * Spec.Cell.Capacity_Ah * 3600.0);
            _ages[i].Pass(duration_s, charge, Stress(soc, core_C));
            ApplyAge(i);
        }

        _through_C = 0.0;
    }

    private AgeingStress Stress(double soc, double core_C) =>
        new(core_C, Math.Clamp(soc, 0.0, 1.0), _stack.RestVoltage_V(Math.Clamp(soc, 0.0, 1.0)), 0.0, 0.0);

    // Hot cells react at every step; once all are cool again the second's look is enough.
    private void React()
    {
        _hot = false;
        for (int i = 0; i < _runaways.Length; i++)
        {
            double core_C = _stack.Core_C(i);
            Runaway? runaway = _runaways[i];
            if (core_C > Runaway.Silent_C) runaway = _runaways[i] ??= new Runaway(Spec.Cell.Runaway!, Spec.Cell.Thermal.Core_J_per_K);
            if (runaway is null) continue;
            HasReacted = true;
            double heat_J = core_C > Runaway.Silent_C ? runaway.React(core_C, _step_s) : 0.0;
            _stack.SetHeater(i, _heater_W[i] + heat_J / _step_s);
            _hot |= core_C > Runaway.Silent_C;
            MeltSeparator(i, runaway.Short_S);
        }
    }

    // A look-up of the cell's tables for each hundredth of the short that it will be.
    private void MeltSeparator(int i, double short_S)
    {
        if (Math.Abs(short_S - _separator_S[i]) * Spec.Cell.Runaway!.Short_ohm < 0.01) return;
        _separator_S[i] = short_S;
        _solved = false;
        _stack.SetShort(i, Short_S(i));
    }

    private double Short_S(int i) =>
        _separator_S[i] + (i % ParallelCells == 0 ? _short_S[i / ParallelCells] + _bleed_S[i / ParallelCells] : 0.0);

    private void ApplyAge(int i)
    {
        double loss = _ages.Length > 0 ? _ages[i].Loss : 0.0, rise = _ages.Length > 0 ? _ages[i].Rise : 0.0;
        _stack.SetCapacity(i, _spreadCapacity[i] * _userCapacity[i] * (1.0 - loss));
        _stack.SetResistance(i, _spreadResistance[i] * _userResistance[i] * (1.0 + rise));
        _solved = false;
    }

    private double Worst(int cell, Func<int, double> value)
    {
        int first = First(cell);
        double worst = value(first);
        for (int row = 1; row < ParallelCells; row++) worst = Math.Max(worst, value(first + row));
        return worst;
    }
}
