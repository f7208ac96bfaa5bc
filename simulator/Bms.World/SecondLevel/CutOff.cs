using Bms.World.Numerics;

namespace Bms.World.SecondLevel;

/// <summary>A thermal cut-off on the can of one cell, in the pack's current.</summary>
public sealed record CutOffSpec
{
    /// <summary>Temperature at which it opens, in degC.</summary>
    public required Rated Opens_C { get; init; }

    /// <summary>Temperature at which it closes again, in degC; null = it opens once and for good.</summary>
    public double? Closes_C { get; init; }

    /// <summary>Time in which it follows the can to 1/e, 0.1..600 s.</summary>
    public required double Lag_s { get; init; }

    /// <summary>The cell that it sits on, from 0.</summary>
    public required int Cell { get; init; }

    /// <summary>Resistance when closed, 0..1 ohm.</summary>
    public required double Resistance_ohm { get; init; }

    /// <summary>
    /// SEFUSE SF70E of Schott, 10 A: rated for 73 degC, opens between 68 and 72 degC, once (catalogue of thermal cut-offs). The lag, of a
    /// pellet taped to a can, is an assumption.
    /// </summary>
    public static CutOffSpec Sf70E { get; } =
        new() { Opens_C = new(70.0, 2.0), Lag_s = 20.0, Cell = 1, Resistance_ohm = 0.0015 };

    internal void Validate()
    {
        Opens_C.Validate(nameof(Opens_C), 0.0, 300.0);
        if (Closes_C is double closes_C) Allowed.Between(nameof(Closes_C), closes_C, -50.0, Opens_C.Least);
        Allowed.Between(nameof(Lag_s), Lag_s, 0.1, 600.0);
        Allowed.Between(nameof(Cell), Cell, 0, 255);
        Allowed.Between(nameof(Resistance_ohm), Resistance_ohm, 0.0, 1.0);
    }
}

/// <summary>A thermal cut-off in operation.</summary>
internal sealed class CutOff
{
    private readonly CutOffSpec _spec;
    private readonly double _opens_C;

    public CutOff(CutOffSpec spec, SeededRandom? random, double ambient_C)
    {
        _spec = spec;
        _opens_C = spec.Opens_C.Draw(random);
        Own_C = ambient_C;
    }

    /// <summary>Its own temperature, in degC.</summary>
    public double Own_C { get; private set; }

    /// <summary>True while it conducts.</summary>
    public bool Closed { get; private set; } = true;

    /// <summary>True when it is about to change.</summary>
    public bool Changes => Closed ? Own_C >= _opens_C : _spec.Closes_C is double closes_C && Own_C <= closes_C;

    /// <summary>The cell that it sits on.</summary>
    public int Cell => _spec.Cell;

    /// <summary>Follows the can for a step of the grid.</summary>
    public void Follow(double can_C, double step_s) => Own_C += (can_C - Own_C) * Math.Min(1.0, step_s / _spec.Lag_s);

    /// <summary>Changes.</summary>
    public string Act(double can_C)
    {
        Closed = !Closed;
        string verb = Closed ? "closes again" : "opens";
        return FormattableString.Invariant($"thermal cut-off {verb}: cell {Cell + 1} at {can_C:0.0} degC");
    }
}
