using static Bms.Simulator.Campaign.CampaignFamilies;

namespace Bms.Simulator.Campaign;

/// <summary>Bus lines, supply, processor, memory and switches that fail.</summary>
internal static class BoardFamilies
{
    // The slowest watchdog of the tray, and a tick.
    private const double Watchdog_s = 2.6;

    internal static IReadOnlyList<CampaignFamily> All { get; } =
    [
        new("line-held", LineHeld),
        new("processor-hangs", Hangs),
        new("processor-stalls", Stalls),
        new("processor-dies", Dies),
        new("memory-exhausted", Exhausted),
        new("restart", Restart),
        new("supply-dips", SupplyDips),
        new("flash-fails", FlashFails),
        new("switch-stuck", SwitchStuck),
        new("switch-shorted", SwitchShorted),
    ];

    private static CampaignPlan LineHeld(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("line-held", board, draw, duration_s).Fault("bus-hangs", at_s, draw.Between(1.2, 30))
            .Opens("both", "bus-hangs", 1300).Raises("BusStuck", "bus-hangs", 2500).Holds("both", false, at_s + 3, duration_s);
        plan.Grace_s = 1.3;
        return plan;
    }

    private static CampaignPlan Hangs(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("processor-hangs", board, draw, duration_s).Fault("processor-hangs", at_s, draw.Between(4, 30))
            .Opens("both", "processor-hangs", (int)(Watchdog_s * 1000)).Holds("both", false, at_s + 3, duration_s);
        (plan.Restarts, plan.Grace_s) = (1, Watchdog_s);
        return plan;
    }

    private static CampaignPlan Stalls(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("processor-stalls", board, draw, duration_s)
            .Fault("processor-stalls", at_s, null, ("stall_ms", draw.Between(1000, 20_000)))
            .Opens("both", "processor-stalls", (int)(Watchdog_s * 1000)).Holds("both", false, at_s + 22, duration_s)
            .Raises("LoopStalled", "processor-stalls", 21_000);
        plan.Grace_s = Watchdog_s;
        return plan;
    }

    private static CampaignPlan Dies(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("processor-dies", board, draw, duration_s)
            .Fault("processor-dies", at_s, draw.Between(4, 30), ("pins", draw.Pick("released", "frozen", "worst")))
            .Opens("both", "processor-dies", (int)(Watchdog_s * 1000)).Holds("both", false, at_s + 3, duration_s);
        (plan.Restarts, plan.Grace_s) = (1, Watchdog_s);
        return plan;
    }

    // An allocation fails in the midst of a cycle: the app closes in order and restarts.
    private static CampaignPlan Exhausted(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("memory-exhausted", board, draw, duration_s);
        double at_s = Moment(draw, duration_s);
        int times = draw.Whole(1, 3);
        for (int i = 0; i < times; i++)
        {
            plan.Fault("memory-exhausted", at_s + (i * 15), null);
        }

        (plan.Restarts, plan.Grace_s) = (times, 0.5);
        return plan.Opens("both", "memory-exhausted", 300).Holds("both", false, at_s + 0.4, duration_s)
            .Expect("records", ("verified_min", 1), ("missing_max", 0));
    }

    private static CampaignPlan Restart(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InEither("restart", board, draw, duration_s)
            .At(at_s, ("name", "restart"), (draw.Pick("reboot", "restart"), true))
            .Opens("both", "restart", 300).Holds("both", false, at_s + 0.4, duration_s).Expect("records", ("verified_min", 2));
        plan.Restarts = 1;
        return plan;
    }

    private static CampaignPlan SupplyDips(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("supply-dips", board, draw, duration_s);
        double first_s = Moment(draw, duration_s), at_s = first_s;
        for (int i = draw.Whole(1, 5); i > 0 && at_s < duration_s - 3; i--)
        {
            plan.Fault("board-loses-supply", at_s, null);
            plan.Restarts++;
            at_s += draw.Between(0.7, 25);
        }

        return plan.Opens("both", "board-loses-supply", 300).Holds("both", false, first_s + 0.4, duration_s)
            .Expect("records", ("verified_min", 2));
    }

    // Torn writes, rotten bits and a memory that is broken for a while, around starts: no number of a record may come twice.
    private static CampaignPlan FlashFails(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("flash-fails", board, draw, duration_s);
        double at_s = Moment(draw, duration_s);
        for (int i = draw.Whole(1, 3); i > 0 && at_s < duration_s - 25; i--)
        {
            _ = draw.Whole(0, 2) switch
            {
                0 => plan.Fault("flash-write-torn", at_s - 1, null, ("bytes", draw.Whole(0, 63))),
                1 => plan.Fault("flash-bits-flip", at_s - 1, null, ("slot", draw.Whole(0, 1)), ("byte", draw.Whole(0, 23)),
                    ("mask", draw.Whole(1, 255))),
                _ => plan.Fault("flash-broken", at_s - 1, draw.Between(2, 20)),
            };
            plan.At(at_s, ("reboot", true));
            plan.Restarts++;
            at_s += draw.Between(25, 40);
        }

        return plan.Expect("records", ("verified_min", 1));
    }

    private static CampaignPlan SwitchStuck(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        string which = draw.Pick("charge", "discharge");
        CampaignPlan plan = InEither("switch-stuck", board, draw, duration_s);
        string kind = draw.Pick("switch-stuck-open", "switch-read-back-stuck");
        _ = kind == "switch-stuck-open" ? plan.Fault(kind, at_s, null, ("switch", which))
            : plan.Fault(kind, at_s, null, ("switch", which), ("closed", false));
        plan.Told = (at_s, 0.8);
        return plan.Raises("SwitchMismatch", kind, 600).Holds("both", false, at_s + 1, duration_s);
    }

    // A shorted switch whose read-back shows the gate: only the current can tell.
    private static CampaignPlan SwitchShorted(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "switch-shorted", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.5, 4))))
            .Fault("switch-stuck-closed", at_s, null, ("switch", "discharge"))
            .Fault("switch-read-back-stuck", at_s + 1, null, ("switch", "discharge"), ("closed", false))
            .At(at_s + 1, ("name", "standby"), ("ask", "Standby")).Raises("OpenSwitchCurrent", "standby", 900)
            .At(at_s + 30, ("load_A", 0));
        plan.Told = (at_s + 1, 1.0);
        return plan;
    }
}
