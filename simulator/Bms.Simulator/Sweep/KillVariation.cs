using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>
/// How a processor dies and what comes after: at any microsecond of the scenario, its pins released, frozen or at their worst, its
/// heartbeat stopped or toggled for ever by a timer, and around it a charger that goes on or runs away, a load that draws until the pack is
/// empty, a short circuit, cold or heat.
/// </summary>
internal static class KillVariation
{
    // A dead processor with a beating heart, a charger that ignores its thermistor, and frost are three faults at once: nothing on the
    // board but the charger feels cold, and over a cold cell's resistance 3 A pass its limit until the protector's delay is over.
    private const double RunawayFrom_C = -5;

    internal static IEnumerable<Deviation> Of(Scenario nominal, LatinCase place)
    {
        double last_s = Math.Max(0.5, (nominal.Duration_us / 1e6) - 0.001);
        yield return Deviation.Number("kill.at_s", place.Between("kill.at_s", 0.0001, last_s), null, 6);
        yield return new Deviation("kill.pins", place.Pick("kill.pins", "released", "frozen", "worst"));
        yield return new Deviation("kill.heartbeat", place.Pick("kill.heartbeat", "stopped", "toggling"));
        bool supply = place.At("kill.supply") < 0.6;
        bool runsAway = nominal.Faults.Any(f => f.Node.Shape.Name == "charger-runs-away");
        yield return new Deviation("kill.supply", supply ? "true" : "false");
        if (supply && place.At("kill.runaway_V") < 0.5)
        {
            runsAway = true;
            yield return Deviation.Number("kill.runaway_V", place.Between("kill.runaway", 16.8, 24), null, 2);
        }

        if (Load(place) is Deviation load)
        {
            yield return load;
        }

        double coldest_C = runsAway ? RunawayFrom_C : -20;
        yield return Deviation.Number("kill.ambient_C", place.Between("kill.ambient_C", coldest_C, 55), null, 1);
        yield return Deviation.Number("kill.turn_s", place.Between("kill.turn_s", 600, 9000), null, 1);
    }

    private static Deviation? Load(LatinCase place) => place.Pick("kill.load", 0, 0, 1, 1, 1, 2) switch
    {
        1 => Deviation.Number("kill.load_A", place.Between("kill.load_A", 0.5, 20), null, 2),
        2 => Deviation.Number("kill.load_ohm", place.Between("kill.load_ohm", 0.02, 2), null, 3),
        _ => null,
    };
}
