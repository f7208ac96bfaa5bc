using Bms.World.Numerics;

namespace Bms.World.Health;

/// <summary>
/// The decomposition of one hot cell. Each reaction moves by its exact exponential over pieces so short that the cell warms by less than a
/// kelvin in each; what it gives is counted, so heat and consumption agree to rounding whatever the step. Kinetics in the form of Hatchard
/// et al. 2001 (doi 10.1149/1.1377592) and Kim, Pesaran and Spotnitz 2007 (doi 10.1016/j.jpowsour.2007.04.018).
/// </summary>
internal sealed class Runaway
{
    /// <summary>Below this nothing noticeable happens within hours, in degC.</summary>
    public const double Silent_C = 60.0;

    private const double Kelvin = 273.15, MostRise_K = 1.0, FirstReacted = 0.04;
    private const double FirstLayer = 0.033, AnodeLithium = 0.75, ShortestShare = 1.0 / 256.0;

    private readonly RunawaySpec _spec;
    private readonly double _perKelvin_J;
    private readonly double[] _left;
    private double _separator = 1.0;

    public Runaway(RunawaySpec spec, double core_J_per_K)
    {
        (_spec, _perKelvin_J) = (spec, core_J_per_K);
        _left = [.. spec.Reactions.Select(r => r.Kind == ReactionKind.Autocatalytic ? 1.0 - FirstReacted : 1.0)];
    }

    /// <summary>Heat of all reactions so far, in J.</summary>
    public double Released_J { get; private set; }

    /// <summary>Conductance between the electrodes where the separator has gone and electrolyte is left, in S.</summary>
    public double Short_S => (1.0 - _separator) * _left[^1] / _spec.Short_ohm;

    /// <summary>Whether a tenth of its heat has come out: there is no way back.</summary>
    public bool Runs => Released_J > 0.1 * _spec.Reactions.Sum(r => r.Heat_J);

    /// <summary>Reacts for a time from a temperature on and returns the heat in J.</summary>
    public double React(double core_C, double duration_s)
    {
        double before_J = Released_J, left_s = duration_s, warm_C = core_C;
        while (left_s > 0.0)
        {
            double piece_s = left_s;
            double heat_J = Heat_J(warm_C, piece_s);
            while (heat_J > MostRise_K * _perKelvin_J && piece_s > duration_s * ShortestShare)
            {
                piece_s *= 0.5;
                heat_J = Heat_J(warm_C, piece_s);
            }

            Take(warm_C, piece_s);
            Released_J += heat_J;
            warm_C += heat_J / _perKelvin_J;
            left_s -= piece_s;
        }

        return Released_J - before_J;
    }

    private double Heat_J(double core_C, double piece_s)
    {
        double sum_J = 0.0;
        for (int i = 0; i < _left.Length; i++) sum_J += _spec.Reactions[i].Heat_J * (_left[i] - After(i, core_C, piece_s));
        return sum_J;
    }

    private void Take(double core_C, double piece_s)
    {
        for (int i = 0; i < _left.Length; i++) _left[i] = After(i, core_C, piece_s);
        double rate_per_s = _spec.SeparatorFrequency_per_s * DeterministicMath.Exp(-_spec.SeparatorActivation_K / (core_C + Kelvin));
        _separator *= DeterministicMath.Exp(-rate_per_s * piece_s);
    }

    // What is left of a reaction after a piece.
    private double After(int i, double core_C, double piece_s)
    {
        Reaction reaction = _spec.Reactions[i];
        double rate_per_s = reaction.Frequency_per_s * DeterministicMath.Exp(-reaction.Activation_K / (core_C + Kelvin));
        double held = reaction.Kind switch
        {
            ReactionKind.Autocatalytic => 1.0 - _left[i],
            ReactionKind.BehindLayer => DeterministicMath.Exp(-(FirstLayer + AnodeLithium * (1.0 - _left[i]))),
            _ => 1.0,
        };
        return _left[i] * DeterministicMath.Exp(-rate_per_s * held * piece_s);
    }
}
