using Bms.World.Numerics;

namespace Bms.World.SecondLevel;

/// <summary>
/// A fuse as one heat capacity: it approaches the temperature that belongs to its current with one time constant and melts for good. A
/// current that is little above the least that melts it takes long, a large one takes the melting integral over its square.
/// </summary>
public sealed record FuseSpec
{
    /// <summary>Rated current in A, 0.1..1,000.</summary>
    public required double Rated_A { get; init; }

    /// <summary>The least current that melts it at last, as a multiple of the rated one, 1.1..2.</summary>
    public required Rated Melting { get; init; }

    /// <summary>Current squared times time of a fast melting, in A2s, 0.01..1e6.</summary>
    public required Rated Melting_A2s { get; init; }

    /// <summary>Cold resistance, 0..1 ohm.</summary>
    public required double Resistance_ohm { get; init; }

    /// <summary>
    /// Blade fuse of 10 A, 32 V. Least melting current and integral from the time windows of ISO 8820-3 (135 %: 0.75 to 600 s, 200 %:
    /// 0.15 to 5 s, 600 %: 0.02 to 0.1 s; a tenth above the rated current must be carried), which a test goes through.
    /// </summary>
    public static FuseSpec Blade10A { get; } = new()
    {
        Rated_A = 10.0,
        Melting = new(1.20, 0.08),
        Melting_A2s = new(150.0, 40.0),
        Resistance_ohm = 0.0076,
    };

    internal void Validate()
    {
        Allowed.Between(nameof(Rated_A), Rated_A, 0.1, 1000.0);
        Melting.Validate(nameof(Melting), 1.1, 2.0);
        Melting_A2s.Validate(nameof(Melting_A2s), 0.01, 1e6);
        Allowed.Between(nameof(Resistance_ohm), Resistance_ohm, 0.0, 1.0);
    }
}

/// <summary>A fuse in operation. Its heat is a share of what melts it: 0 cold, 1 molten.</summary>
internal sealed class Fuse
{
    private readonly double _melting_A2, _time_s;
    private double _heat;
    private double _decayFor_s, _decay = 1.0;

    public Fuse(FuseSpec spec, SeededRandom? random)
    {
        double melting_A = spec.Rated_A * spec.Melting.Draw(random);
        _melting_A2 = melting_A * melting_A;
        _time_s = spec.Melting_A2s.Draw(random) / _melting_A2;
    }

    /// <summary>Share of its melting current at which it melts, above 0 to 1.</summary>
    public double Strength { get; set; } = 1.0;

    /// <summary>Carries a constant current for a time.</summary>
    public void Carry(double current_A, double duration_s)
    {
        if (duration_s != _decayFor_s) (_decayFor_s, _decay) = (duration_s, DeterministicMath.Exp(-duration_s / _time_s));
        double end = End(current_A);
        _heat = end + (_heat - end) * _decay;
    }

    /// <summary>How long it stands a current from now on, in s; infinity = for ever.</summary>
    public double Left_s(double current_A)
    {
        double end = End(current_A);
        if (end <= 1.0) return double.PositiveInfinity;
        return _heat >= 1.0 ? 0.0 : _time_s * DeterministicMath.Log((end - _heat) / (end - 1.0));
    }

    // Heat that a current ends at. A weak element gets as hot from less, so a division by 1 keeps the bits of a sound one.
    private double End(double current_A) => current_A * current_A / _melting_A2 / (Strength * Strength);
}
