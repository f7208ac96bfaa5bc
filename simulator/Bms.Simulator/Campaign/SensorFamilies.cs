using static Bms.Simulator.Campaign.CampaignFamilies;

namespace Bms.Simulator.Campaign;

/// <summary>
/// Sensors that fall silent or lie. What is not known any more opens both switches; what lies is found by its neighbours.
/// </summary>
internal static class SensorFamilies
{
    internal static IReadOnlyList<CampaignFamily> All { get; } =
    [
        new("sensor-lost", Lost),
        new("charger-lost", ChargerLost),
        new("tap-lies", TapLies),
        new("tap-lies-a-little", TapLiesALittle),
        new("deep-discharge-is-kept", DeepIsKept),
        new("tap-stands-still", TapFrozen),
        new("current-lies", CurrentLies),
        new("current-stands-still", CurrentFrozen),
        new("stack-voltage-lies", StackLies),
        new("probe-lies", ProbeLies),
        new("charger-register-disturbed", ChargerDisturbed) { Fits = board => board.HasChargerRegisters },
    ];

    private static CampaignPlan Lost(CampaignBoard board, Draw draw, double duration_s)
    {
        (string chip, int within_ms) = draw.Pick<(string Chip, int Within_ms)>([.. board.Sensors]);
        string how = draw.Pick("chip-dead", "bus-refuses", "bus-breaks-off");
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("sensor-lost", board, draw, duration_s).Fault(how, at_s, draw.Between(5, 60), ("chip", chip))
            .OpensBy("both", how, within_ms).Holds("both", false, at_s + 3, duration_s);
        plan.Told = (at_s, within_ms / 1000.0);
        return plan;
    }

    private static CampaignPlan ChargerLost(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        return InCharge("charger-lost", board, draw, duration_s).Fault("chip-dead", at_s, draw.Between(8, 60), ("chip", board.Charger))
            .Raises("ChargerMismatch", "chip-dead", 4500).Opens("charge", "chip-dead", 4500);
    }

    private static CampaignPlan TapLies(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s), sign = draw.Chance(0.5) ? 1 : -1;
        CampaignPlan plan = InDrive("tap-lies", board, draw, duration_s, 0.6);
        int tap = board.AnyCell(draw);
        _ = draw.Whole(0, board.HasDividers ? 4 : 1) switch
        {
            0 => plan.Fault("tap-offset", at_s, null, ("tap", tap), ("offset_V", sign * draw.Between(0.8, 2))),
            1 => plan.Fault("tap-stuck", at_s, null, ("tap", tap), ("value_V", draw.Pick(0.0, 2.0, 20.0))),
            2 => plan.Fault("tap-wire-broken", at_s, null, ("tap", tap)),
            3 => plan.Fault("tap-divider-broken", at_s, null, ("tap", tap)),
            _ => plan.Fault("taps-swapped", at_s, null, ("tap", tap), ("other_tap", (tap % board.Cells) + 1)),
        };
        plan.Told = (at_s, 1.5);
        return plan.Holds("both", false, at_s + 2, duration_s);
    }

    // One cell seems higher and its neighbour lower, each within its limits: only the spread tells.
    private static CampaignPlan TapLiesALittle(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s), sign = draw.Chance(0.5) ? 1 : -1;
        CampaignPlan plan = InDrive("tap-lies-a-little", board, draw, duration_s, 0.3).Set("initial_soc", draw.Between(0.45, 0.55))
            .Fault("tap-offset", at_s, null, ("tap", draw.Whole(1, board.Cells - 1)),
                ("offset_V", sign * draw.Between(0.36, 0.42)))
            .Raises("CellSpread", "tap-offset", 1000).Opens("both", "tap-offset", 1000);
        plan.Told = (at_s, 1.0);
        return plan;
    }

    // The topmost tap shows an empty cell for some seconds: whoever has seen that asks for a person, whatever it shows afterwards.
    private static CampaignPlan DeepIsKept(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        return new CampaignPlan(board.Name, "deep-discharge-is-kept", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.5, 2))))
            .Fault("tap-offset", at_s, draw.Between(3, 10), ("tap", board.Cells), ("offset_V", -draw.Between(2.1, 2.5)))
            .Expect("row-raised", ("row", "CellDeepDischarge"), ("after", "tap-offset"), ("within_ms", 1300), ("stays", true));
    }

    private static CampaignPlan TapFrozen(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s), load_A = board.Scaled(draw.Between(0.5, 2));
        CampaignPlan plan = new CampaignPlan(board.Name, "tap-stands-still", draw, duration_s)
            .Drive(("load_A", load_A)).Fault("tap-frozen", at_s, null, ("tap", board.AnyCell(draw)))
            .At(at_s + 5, ("name", "step"), ("load_A", load_A + board.Scaled(draw.Between(2.5, 4)))).Opens("both", "step", 1500);
        plan.Told = (at_s + 5, 1.5);
        return plan;
    }

    private static CampaignPlan CurrentLies(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        bool up = draw.Chance(0.5);
        CampaignPlan plan = InDrive("current-lies", board, draw, duration_s, 0.3);
        _ = draw.Chance(0.5)
            ? plan.Fault("current-offset", at_s, null, ("offset_A", board.Scaled(up ? draw.Between(7, 15) : -draw.Between(11, 15))))
            : plan.Fault("current-stuck", at_s, null, ("value_A", board.Scaled(up ? draw.Between(4, 15) : -draw.Between(10, 20))));
        plan.Told = (at_s, 1.0);
        return plan.Holds("both", false, at_s + 30, duration_s);
    }

    // The cells step and the sensor does not.
    private static CampaignPlan CurrentFrozen(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "current-stands-still", draw, duration_s)
            .Drive(("load_A", board.Scaled(0.5))).Fault("current-stuck", at_s, null, ("value_A", -board.Scaled(0.5)))
            .At(at_s + 8, ("name", "step"), ("load_A", board.Scaled(draw.Between(5, 7)))).Opens("both", "step", 1500);
        plan.Told = (at_s + 8, 1.5);
        return plan;
    }

    private static CampaignPlan StackLies(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s), sign = draw.Chance(0.5) ? 1 : -1;
        CampaignPlan plan = InEither("stack-voltage-lies", board, draw, duration_s)
            .Fault("stack-voltage-offset", at_s, null, ("offset_V", sign * draw.Between(board.StackLie_V, board.StackLie_V + 2.2)))
            .Raises("CellSumImplausible", "stack-voltage-offset", 700).Opens("both", "stack-voltage-offset", 700);
        plan.Told = (at_s, 0.8);
        return plan;
    }

    private static CampaignPlan ProbeLies(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s), offset_C = draw.Chance(0.5) ? draw.Between(45, 80) : -draw.Between(55, 70);
        CampaignPlan plan = InEither("probe-lies", board, draw, duration_s)
            .Fault("temperature-offset", at_s, null, ("probe", draw.Whole(1, 4)), ("offset_C", offset_C));
        plan.Told = (at_s, 2.7);
        return plan.Holds("charge", false, at_s + 4, duration_s);
    }

    // The charger is told once a second, and read back: what a disturbance wrote is set right without a word, or is told.
    private static CampaignPlan ChargerDisturbed(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InCharge("charger-register-disturbed", board, draw, duration_s).Set("initial_soc", draw.Between(0.3, 0.8));
        for (int i = draw.Whole(1, 3); i > 0; i--)
        {
            plan.Fault("chip-register-flips", Moment(draw, duration_s), null, ("chip", board.Charger),
                ("register", draw.Pick(0x01, 0x03)), ("bits", 1 << draw.Whole(0, 7)));
        }

        plan.Grace_s = 1.0;
        return plan.Expect("cell-voltage", ("max_V", 4.25));
    }
}
