using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>What an entry of the timeline may do; an entry may do several things at once, in this order.</summary>
public static class Actions
{
    /// <summary>Fields of the actions.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        Field.Number("ambient_C", -40, 85, "ambient temperature"),
        Field.Flag("supply", "the charger's input supply is there"),
        Field.Number("load_A", -100, 200, "the load draws this current; negative feeds back"),
        Field.Number("load_W", 0, 5000, "the load draws this power"),
        Field.Number("load_ohm", 0.01, 1_000_000, "the load is this resistance"),
        Field.Choice("drive_cycle", DriveCycle.Names, "the load repeats this drive cycle"),
        Field.Flag("clear_latched", "true = an operator resets the latched protections"),
        Field.Flag("reboot", "true = the processor restarts"),
        Field.Choice("ask", Enum.GetNames<Request>(), "what the BMS is asked for"),
    ];

    /// <summary>The actions that set the load: one at a time.</summary>
    public static IReadOnlyList<string> Loads { get; } = ["load_A", "load_W", "load_ohm", "drive_cycle"];
}
