using Bms.Config;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>What a scenario says about where its pack is used.</summary>
public static class ScenarioUse
{
    private const string Profile = "profile", Current = "limp_A", Time = "limp_s";
    private const double Limp_A = 2, Limp_s = 60;

    private static readonly string[] s_profiles = ["bench", "stationary", "vehicle"];

    /// <summary>The fields of a scenario about it.</summary>
    public static IReadOnlyList<Field> Fields { get; } =
    [
        Field.Choice(Profile, s_profiles, "where the pack is used, as the firmware is told (bench without it)"),
        Field.Number(Current, 0.1, 100, "discharge current that a vehicle with a lost sensor keeps (2 without it)"),
        Field.Number(Time, 1, 600, "how long it keeps it (60 without it)"),
    ];

    /// <summary>What a file says.</summary>
    internal static PackUse Of(Node node)
    {
        var profile = (ApplicationProfile)Array.IndexOf(s_profiles, node.Has(Profile) ? node.Text(Profile) : s_profiles[0]);
        return profile == ApplicationProfile.Vehicle ? new PackUse(profile, node.Number(Current, Limp_A), node.Number(Time, Limp_s))
            : new PackUse(profile);
    }

    /// <summary>Refuses what the firmware would refuse, with the field that is wrong.</summary>
    /// <exception cref="BadInputException">A limp without a vehicle, or a larger current than the board may give.</exception>
    internal static void Check(string file, Scenario scenario)
    {
        string? limp = new[] { Current, Time }.FirstOrDefault(scenario.Node.Has);
        if (limp != null && scenario.Use.Profile != ApplicationProfile.Vehicle)
        {
            throw new BadInputException(file, limp, $"is not allowed, only with {Profile} vehicle");
        }

        double most_A = scenario.Config().DischargeCurrent_mA / 1000.0;
        if (scenario.Use.Limp_A > most_A)
        {
            throw new BadInputException(file, Current, $"{scenario.Use.Limp_A} is not allowed, only up to {most_A} on this board");
        }
    }
}
