namespace Bms.World.Health;

/// <summary>How a reaction's rate depends on how far it has gone.</summary>
public enum ReactionKind
{
    /// <summary>Proportional to what is left.</summary>
    FirstOrder = 0,

    /// <summary>Proportional to what is left and to what has reacted: it has to get going.</summary>
    Autocatalytic = 1,

    /// <summary>Proportional to what is left, and held back by the layer that the reaction itself builds: lithium of the anode.</summary>
    BehindLayer = 2,
}

/// <summary>One decomposition reaction of a whole cell: rate = frequency exp(-activation / T), heat when all of it has reacted.</summary>
public readonly record struct Reaction(ReactionKind Kind, double Frequency_per_s, double Activation_K, double Heat_J)
{
    internal void Validate()
    {
        Allowed.Between("runaway kind", (int)Kind, 0, 2);
        Allowed.Between("runaway frequency_per_s", Frequency_per_s, 1e3, 1e40);
        Allowed.Between("runaway activation_K", Activation_K, 1e3, 1e5);
        Allowed.Between("runaway heat_J", Heat_J, 0.0, 1e8);
    }
}

/// <summary>What drives a cell into thermal runaway: its reactions, and the separator whose melting shorts the electrodes.</summary>
/// <param name="Reactions">
/// Reactions, each for a full cell. The last is that of the electrolyte: what is left of it carries the current of the short.
/// </param>
/// <param name="SeparatorFrequency_per_s">Rate of the separator's melting without its exponential.</param>
/// <param name="SeparatorActivation_K">Its activation.</param>
/// <param name="Short_ohm">Resistance between the electrodes once it has gone.</param>
public sealed record RunawaySpec(
    IReadOnlyList<Reaction> Reactions, double SeparatorFrequency_per_s, double SeparatorActivation_K, double Short_ohm)
{
    internal void Validate()
    {
        Allowed.Between("runaway reactions", Reactions.Count, 1, 8);
        foreach (Reaction reaction in Reactions) reaction.Validate();
        Allowed.Between("runaway separator frequency_per_s", SeparatorFrequency_per_s, 1e3, 1e80);
        Allowed.Between("runaway separator activation_K", SeparatorActivation_K, 1e3, 1e5);
        Allowed.Between("runaway separator short_ohm", Short_ohm, 1e-4, 10.0);
    }
}
