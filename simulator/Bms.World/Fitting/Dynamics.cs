using Bms.World.Numerics;

namespace Bms.World.Fitting;

/// <summary>What is searched step by step, because the voltage is not linear in it. Everything else follows by least squares.</summary>
internal sealed record Dynamics
{
    // What is believed of activations before the runs speak: contacts and electrolyte 10 kJ/mol, charge transfer 50, the slower ones and
    // solid diffusion 30 (O'Regan et al. 2022, doi 10.1016/j.electacta.2022.140700, gives this order).
    private static readonly double[] s_activation_K = [1200.0, 6000.0, 4000.0, 4000.0];
    private static readonly double[] s_activationSigma_K = [600.0, 1000.0, 1000.0, 1000.0];
    private const double TypicalDiffusion_K = 3500.0, DiffusionSigma_K = 800.0;

    /// <summary>Time constants of the three branches, in s.</summary>
    public double[] Tau_s { get; init; } = [1.5, 25.0, 300.0];

    /// <summary>Activation temperatures E/R of R0 and of the branches, in K.</summary>
    public double[] Activation_K { get; init; } = [.. s_activation_K];

    /// <summary>Diffusion inside the particles.</summary>
    public ParticleSpec Particles { get; init; } = new(2000.0, TypicalDiffusion_K);

    /// <summary>See <see cref="CellSpec.HysteresisRate"/>.</summary>
    public double HysteresisRate { get; init; } = 30.0;

    /// <summary>The quantities in the order of <see cref="From"/>, as they are searched: times by their logarithm.</summary>
    /// <param name="oneTemperature">Whether activations stay where they are because the runs do not show them.</param>
    public Searched[] Quantities(bool oneTemperature)
    {
        double free = oneTemperature ? 0.0 : 1.0;
        return
        [
            Time("tau1", Tau_s[0], 0.8, 8.0), Time("tau2", Tau_s[1], 8.0, 120.0), Time("tau3", Tau_s[2], 120.0, 3000.0),
            Activated("R0", Activation_K[0], 600.0 * free), Activated("R1", Activation_K[1], 1000.0 * free),
            Activated("R2", Activation_K[2], 1000.0 * free), Activated("R3", Activation_K[3], 1000.0 * free),
            Time("diffusion", Particles.Diffusion_s, 30.0, 20_000.0), Activated("diffusion", Particles.Activation_K, 800.0 * free),
            new("hysteresis", HysteresisRate, 15.0, 5.0, 200.0),
        ];
    }

    /// <summary>What it costs to leave what is believed, in squared standard deviations.</summary>
    public double Penalty()
    {
        double sum = Square((Particles.Activation_K - TypicalDiffusion_K) / DiffusionSigma_K);
        for (int i = 0; i < Activation_K.Length; i++) sum += Square((Activation_K[i] - s_activation_K[i]) / s_activationSigma_K[i]);
        return sum;
    }

    /// <summary>The dynamics at a place of the search.</summary>
    public static Dynamics From(double[] place) => new()
    {
        Tau_s = [Exp(place[0]), Exp(place[1]), Exp(place[2])],
        Activation_K = place[3..7],
        Particles = new ParticleSpec(Exp(place[7]), place[8]),
        HysteresisRate = place[9],
    };

    private static Searched Time(string name, double start_s, double low_s, double high_s) =>
        new(name, DeterministicMath.Log(start_s), 0.5, DeterministicMath.Log(low_s), DeterministicMath.Log(high_s));

    private static Searched Activated(string name, double start_K, double step_K) => new(name, start_K, step_K, 0.0, 9000.0);

    private static double Square(double x) => x * x;

    private static double Exp(double logarithm) => DeterministicMath.Exp(logarithm);
}
