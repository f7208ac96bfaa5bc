using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>What the second level may have done, by the names that scenarios use.</summary>
public static class SecondLevelStates
{
    private static readonly (string Name, string Text, Func<SecondLevelTruth, bool> Is)[] s_all =
    [
        ("protector-open", "the protector is open", t => !t.ProtectorCharge || !t.ProtectorDischarge),
        ("protector-charge-open", "the protector has opened charging", t => !t.ProtectorCharge),
        ("protector-discharge-open", "the protector has opened discharging", t => !t.ProtectorDischarge),
        ("fuse-blown", "the fuse is blown", t => !t.Fuse),
        ("cut-off-open", "the thermal cut-off is open", t => !t.CutOff),
        ("watchdog-open", "the watchdog holds the switches open", t => !t.Watchdog),
    ];

    /// <summary>The field that names one of them.</summary>
    public static Field Field { get; } =
        Format.Field.Choice("second_level", [.. s_all.Select(s => s.Name)], "a part of the second level has opened");

    /// <summary>A state in words.</summary>
    public static string Text(string name) => Find(name).Text;

    /// <summary>Whether it is so.</summary>
    public static Func<SecondLevelTruth, bool> Is(string name) => Find(name).Is;

    private static (string Name, string Text, Func<SecondLevelTruth, bool> Is) Find(string name) => s_all.First(s => s.Name == name);
}
