using Bms.World.SecondLevel;

namespace Bms.Simulator.Bench;

/// <summary>
/// What bench-4s is made of besides its chips: everything that opens the pack without its firmware. The board as designed, and others to
/// compare it with.
/// </summary>
public sealed record Bench4sSpec(string Name, string Meaning)
{
    /// <summary>A resistor holds the charger's CE high, that is off, while no pin drives it.</summary>
    public bool ChargerPulledOff { get; init; } = true;

    /// <summary>A resistor opens each switch while no pin drives its gate; without it the gate keeps its last level.</summary>
    public bool GatesPulledDown { get; init; } = true;

    /// <summary>The external watchdog gates both switches.</summary>
    public bool WatchdogGates { get; init; } = true;

    /// <summary>Protector module, fuse and thermal cut-off; null = the cells are wired through.</summary>
    public SafetyPathSpec? Safety { get; init; }

    /// <summary>The board of hardware/README.md.</summary>
    public static Bench4sSpec Designed { get; } =
        new("designed", "the board as its page has it") { Safety = SafetyPathSpec.Bench4s };

    /// <summary>Pulls and watchdog only: what the firmware must hold alone.</summary>
    public static Bench4sSpec Bare { get; } =
        new("bare", "without protector module, fuse and thermal cut-off: the firmware holds the cells alone");

    /// <summary>What is often built: a charger that needs no host, a switch on a pin, and a fuse.</summary>
    public static Bench4sSpec Naive { get; } = new("naive",
        "no pull at the charger's CE nor at the gates, no watchdog, no protector module, no thermal cut-off; a fuse")
    {
        ChargerPulledOff = false,
        GatesPulledDown = false,
        WatchdogGates = false,
        Safety = new SafetyPathSpec { Fuse = FuseSpec.Blade10A },
    };

    /// <summary>Every board that there is to compare; the first is what a scenario runs on.</summary>
    public static IReadOnlyList<Bench4sSpec> All { get; } = [Designed, Bare, Naive];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(h => h.Name)];

    /// <summary>One of <see cref="Names"/>.</summary>
    public static Bench4sSpec Of(string name) => All.First(h => h.Name == name);
}
