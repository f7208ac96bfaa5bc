using static Bms.Simulator.Campaign.CampaignFamilies;

namespace Bms.Simulator.Campaign;

/// <summary>
/// Trouble of a board whose protector chip drives the switches: loads that are filled first, switches that only the load's voltage gives
/// away, and a chip that is left alone.
/// </summary>
internal static class PackFamilies
{
    private const double Dead_s = 2.6;

    // What needs a chip that precharges, looks at the load and hears its host. Without a resistor an empty capacitor is a short circuit.
    private static readonly string[] s_whole = ["load-fills", "load-does-not-fill", "switch-welded", "switch-broken", "chip-stands-alone"];

    internal static IReadOnlyList<CampaignFamily> All { get; } =
    [
        Of("load-fills", Fills),
        Of("load-does-not-fill", DoesNotFill),
        Of("switch-welded", Welded),
        Of("switch-broken", Broken),
        Of("short-circuit", ShortCircuit),
        Of("chip-stands-alone", Alone),
        Of("protector-brown-out", BrownOut),
        Of("protector-dips-again-and-again", Dips),
        Of("protector-silent", Silent),
        Of("noise-on-the-protector", Noise),
    ];

    private static CampaignFamily Of(string name, Func<CampaignBoard, Draw, double, CampaignPlan> plan) =>
        new(name, plan) { Fits = board => board.HasWholeFront || (board.Front != null && !s_whole.Contains(name)) };

    // An empty capacitor of up to 4 mF through 100 ohm: without the resistor thousands of amperes, with it less than one.
    private static CampaignPlan Fills(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "load-fills", draw, duration_s).At(2, ("load_uF", draw.Between(300, 4000)))
            .At(at_s, ("name", "request"), ("ask", "Discharge")).Expect("switch-closes", ("switch", "discharge"), ("after", "request"),
                ("within_ms", 3000)).Holds("both", true, at_s + 3, duration_s)
            .Expect("current", ("min_A", -60), ("max_A", 5));
        plan.Quiet = true;
        return plan;
    }

    private static CampaignPlan DoesNotFill(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "load-does-not-fill", draw, duration_s);
        _ = draw.Whole(0, 2) switch
        {
            0 => plan.At(2, ("load_uF", draw.Between(60_000, 500_000))),
            1 => plan.At(2, ("load_ohm", draw.Magnitude(0.05, 50))),
            _ => plan.At(2, ("load_A", draw.Between(5, 70))),
        };
        plan.Told = (at_s, 3);
        return plan.At(at_s, ("name", "request"), ("ask", "Discharge")).Raises("PrechargeFailed", "request", 2700)
            .Holds("discharge", false, 0, duration_s);
    }

    // Shorted, with a read-back that shows the gate, and no current that would tell: the load stays at the pack's voltage.
    private static CampaignPlan Welded(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "switch-welded", draw, duration_s)
            .At(3, ("ask", "Discharge")).At(at_s - 5, ("ask", "Standby"))
            .Fault("switch-read-back-stuck", at_s - 4, null, ("switch", "discharge"), ("closed", false))
            .Fault("switch-stuck-closed", at_s, null, ("switch", "discharge")).Raises("SwitchWelded", "switch-stuck-closed", 12_000);
        plan.Told = (at_s, 12);
        return plan;
    }

    private static CampaignPlan Broken(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "switch-broken", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.5, 4))))
            .Fault("switch-read-back-stuck", at_s - 1, null, ("switch", "discharge"), ("closed", true))
            .Fault("switch-stuck-open", at_s, null, ("switch", "discharge")).Raises("SwitchStuckOpen", "switch-stuck-open", 1300)
            .Holds("charge", false, at_s + 2, duration_s);
        plan.Told = (at_s, 1.3);
        return plan;
    }

    private static CampaignPlan ShortCircuit(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s) + draw.Between(0, 0.1);
        return new CampaignPlan(board.Name, "short-circuit", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.1, 4))))
            .At(at_s, ("name", "short"), ("load_ohm", draw.Between(0.02, 0.1))).Opens("discharge", "short", 1)
            .Raises("ProtectorShortCircuit", "short", 300).Holds("both", false, at_s + 1, duration_s);
    }

    // Watchdog bridged, processor hung: what is left is the chip, by its own limits or because it hears nothing.
    private static CampaignPlan Alone(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = draw.Between(45, Math.Max(46, duration_s * 0.6));

        // In turn and not drawn: each of its limits comes once in five cases.
        int kind = (int)(draw.Seed % 5);
        bool charges = kind == 0;
        CampaignPlan plan = (charges ? InCharge("chip-stands-alone", board, draw, duration_s)
            : new CampaignPlan(board.Name, "chip-stands-alone", draw, duration_s).Drive(("load_A", board.Scaled(draw.Between(0.5, 4)))))
            .Fault("watchdog-bridged", at_s - 2, null).Fault("processor-hangs", at_s, null);
        plan.Grace_s = 10;
        _ = kind switch
        {
            0 => plan.Fault("tap-offset", at_s + 0.3, null, ("tap", board.Cells), ("offset_V", draw.Between(0.75, 1.2)))
                .Opens("charge", "tap-offset", 1700),
            1 => plan.Fault("tap-offset", at_s + 0.3, null, ("tap", board.Cells), ("offset_V", -draw.Between(1.3, 1.9)))
                .Opens("discharge", "tap-offset", 1700),
            2 => plan.At(at_s + 0.3, ("name", "over"), ("load_A", draw.Between(130, 160))).Opens("discharge", "over", 600),
            3 => plan.At(at_s + 0.3, ("name", "fast"), ("load_A", draw.Between(185, 200))).Opens("discharge", "fast", 60),
            _ => plan.Opens("both", "processor-hangs", 5300),
        };
        return plan;
    }

    // A brown-out that heals is told and goes on by itself. While something draws a load is not closed onto: then a person is needed.
    private static CampaignPlan BrownOut(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        bool charges = draw.Chance(0.5);
        CampaignPlan plan = charges ? InCharge("protector-brown-out", board, draw, duration_s)
            : new CampaignPlan(board.Name, "protector-brown-out", draw, duration_s).At(3, ("ask", "Discharge"));
        plan.Fault("chip-brown-out", at_s, null, ("chip", board.Front!)).Opens("both", "chip-brown-out", 10)
            .Raises("ProtectorReset", "chip-brown-out", 400).Raises("ProtectorSettingsWarning", "chip-brown-out", 1500)
            .Holds("both", true, at_s + 4, duration_s);
        plan.Told = (at_s, 0.4);
        return plan;
    }

    private static CampaignPlan Dips(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s * 0.7);
        CampaignPlan plan = InCharge("protector-dips-again-and-again", board, draw, duration_s);
        for (int i = 0; i < 7; i++)
        {
            plan.Fault("chip-brown-out", at_s + (i * draw.Between(2, 3.5)), null, ("chip", board.Front!));
        }

        return plan.Raises("ProtectorSettings", "chip-brown-out", 26_000).Holds("both", false, at_s + 30, duration_s);
    }

    private static CampaignPlan Silent(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("protector-silent", board, draw, duration_s)
            .Fault("chip-dead", at_s, draw.Between(5, 60), ("chip", board.Front!)).Raises("ProtectorSilent", "chip-dead", 1300)
            .OpensBy("both", "chip-dead", board.Sensors.First(s => s.Chip == board.Front).Within_ms)
            .Holds("both", false, at_s + 2, duration_s);
        plan.Told = (at_s, 0.8);
        return plan;
    }

    // A CRC on each byte: what is disturbed is tried again, and nothing that was disturbed is ever believed.
    private static CampaignPlan Noise(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("noise-on-the-protector", board, draw, duration_s)
            .Fault("bus-flips-bits", 5, null, ("chip", board.Front!), ("probability", draw.Magnitude(1e-3, 1e-2)));
        plan.Quiet = true;
        return plan.Holds("both", true, 6, duration_s);
    }
}
