using System.Text.Json.Nodes;
using static Bms.Simulator.Campaign.CampaignFamilies;

namespace Bms.Simulator.Campaign;

/// <summary>Days on which nothing may trip: a healthy pack, and noise that a protection must live with.</summary>
internal static class QuietFamilies
{
    internal static IReadOnlyList<CampaignFamily> All { get; } =
    [
        new("healthy", Healthy),
        new("healthy-charge-to-full", ChargeToFull),
        new("charge-at-full-current", FullCurrent),
        new("charge-is-ended", ChargeEnds),
        new("steady-load", SteadyLoad),
        new("warm-charge-is-derated", WarmCharge),
        new("short-silence", ShortSilence),
        new("bus-noise-at-its-worst", WorstNoise),
        new("cold-charge-is-derated", ColdCharge),
        new("drive-cycle", DriveCycle),
        new("bus-noise", BusNoise),
        new("bus-noise-and-overload", BusNoiseAndOverload),
        new("chip-brown-out", BrownOut),
        new("network-trouble", Network),
        new("clock-jumps", ClockJumps),
    ];

    private static CampaignPlan Healthy(CampaignBoard board, Draw draw, double duration_s)
    {
        bool charges = draw.Chance(0.3);
        CampaignPlan plan = charges ? InCharge("healthy", board, draw, duration_s) : InDrive("healthy", board, draw, duration_s);
        plan.Quiet = true;
        return plan.Expect("mode-held", ("mode", charges ? "Charge" : "Discharge"), ("from_s", 5))
            .Holds("both", true, 6, duration_s).Expect("no-rows", ("except", Rows("TelemetrySilent")))
            .Expect("soc-error", ("min", -0.12), ("max", 0.12), ("from_s", 10))
            .Expect("records", ("verified_min", (int)(duration_s / 20)), ("missing_max", 0));
    }

    // The loop takes current away before a cell passes its target; the charge ends by itself when it is full.
    private static CampaignPlan ChargeToFull(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InCharge("healthy-charge-to-full", board, draw, duration_s).Set("initial_soc", draw.Between(0.92, 0.95))
            .Expect("cell-voltage", ("max_V", 4.2));
        plan.Quiet = true;
        return plan;
    }

    // Half of 1C, which the ramp reaches within half a minute.
    private static CampaignPlan FullCurrent(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InCharge("charge-at-full-current", board, draw, duration_s).Set("initial_soc", draw.Between(0.2, 0.4))
            .Set("ambient_C", draw.Between(20, 28))
            .Expect("current", ("min_A", board.Scaled(2.2)), ("max_A", board.Scaled(2.7)), ("from_s", 45));
        plan.Quiet = true;
        return plan;
    }

    // What is asked for is obeyed at once: the charger is off before its own watchdog would end it.
    private static CampaignPlan ChargeEnds(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = InCharge("charge-is-ended", board, draw, duration_s).At(at_s, ("ask", "Standby"))
            .Expect("charger-held", ("on", false), ("from_s", Math.Round(at_s + 1.5, 3))).Holds("both", false, at_s + 1, duration_s);
        plan.Quiet = true;
        return plan;
    }

    // Much flows and all of it is counted: a fifth of the charge in ten minutes.
    private static CampaignPlan SteadyLoad(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = new CampaignPlan(board.Name, "steady-load", draw, duration_s).Set("initial_soc", draw.Between(0.6, 0.75))
            .Drive(("load_A", 0.9 * board.Offered_A)).Holds("both", true, 6, duration_s)
            .Expect("soc-error", ("min", -0.06), ("max", 0.06), ("from_s", 10));
        plan.Quiet = true;
        return plan;
    }

    // Nmc811.cs: nothing is taken at 40 degC and all at 45.
    private static CampaignPlan WarmCharge(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InCharge("warm-charge-is-derated", board, draw, duration_s).Set("ambient_C", draw.Between(42.5, 43.5))
            .Set("initial_soc", draw.Between(0.3, 0.5)).Expect("current", ("max_A", board.Scaled(1.7)));
        plan.Quiet = true;
        return plan;
    }

    // A chip that says nothing for two or three cycles is no lost sensor.
    private static CampaignPlan ShortSilence(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("short-silence", board, draw, duration_s);
        for (int i = draw.Whole(1, 4); i > 0; i--)
        {
            plan.Fault("bus-refuses", Moment(draw, duration_s), draw.Between(0.15, 0.25),
                ("chip", draw.Pick<(string Chip, int)>([.. board.Sensors]).Chip));
        }

        plan.Quiet = true;
        return plan;
    }

    private static CampaignPlan WorstNoise(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("bus-noise-at-its-worst", board, draw, duration_s)
            .Fault(draw.Pick("bus-refuses", "bus-breaks-off"), 5, null, ("probability", 0.01)).Holds("both", true, 6, duration_s);
        plan.Quiet = true;
        return plan;
    }

    // Nmc811.cs: 400 permille at 5 degC, none at 0.
    private static CampaignPlan ColdCharge(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InCharge("cold-charge-is-derated", board, draw, duration_s).Set("ambient_C", draw.Between(2, 4))
            .Expect("current", ("max_A", board.Scaled(1.15)));
        plan.Quiet = true;
        return plan;
    }

    private static CampaignPlan DriveCycle(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = new CampaignPlan(board.Name, "drive-cycle", draw, duration_s)
            .Drive(("drive_cycle", draw.Pick("commute", "pulses", "town"))).Holds("discharge", true, 6, duration_s);
        plan.Quiet = true;
        return plan;
    }

    // Refused and broken transfers are tried again up to one in a hundred; a flipped bit has no checksum to show it, so of these one in
    // a thousand must pass without a trip.
    private static CampaignPlan BusNoise(CampaignBoard board, Draw draw, double duration_s)
    {
        string kind = draw.Pick("bus-refuses", "bus-breaks-off", "bus-flips-bits");
        double share = draw.Magnitude(1e-4, kind == "bus-flips-bits" ? 1e-3 : 1e-2);
        CampaignPlan plan = InEither("bus-noise", board, draw, duration_s).Fault(kind, 5, null, ("probability", share));
        plan.Quiet = true;
        return plan.Holds("both", true, 6, duration_s);
    }

    private static CampaignPlan BusNoiseAndOverload(CampaignBoard board, Draw draw, double duration_s)
    {
        string kind = draw.Pick("bus-refuses", "bus-breaks-off", "bus-flips-bits");
        double at_s = Moment(draw, duration_s);
        CampaignPlan plan = new CampaignPlan(board.Name, "bus-noise-and-overload", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.5, 4))))
            .Fault(kind, 5, null, ("probability", draw.Magnitude(1e-4, 1e-2)))
            .At(at_s, ("name", "overload"), ("load_A", Over_A(board, draw)))
            .Opens("discharge", "overload", 1200);
        plan.Grace_s = 0.6;
        return plan;
    }

    private static CampaignPlan BrownOut(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("chip-brown-out", board, draw, duration_s);
        plan.Quiet = true;
        int times = draw.Whole(1, 4);
        for (int i = 0; i < times; i++)
        {
            plan.Fault("chip-brown-out", Moment(draw, duration_s), null, ("chip", board.QuietChip(draw)));
        }

        return plan;
    }

    private static CampaignPlan Network(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = InEither("network-trouble", board, draw, duration_s);
        plan.Quiet = true;
        int times = draw.Whole(1, 3);
        for (int i = 0; i < times; i++)
        {
            double at_s = Moment(draw, duration_s), for_s = draw.Between(1, duration_s / 4);
            _ = draw.Whole(0, 4) switch
            {
                0 => plan.Fault("network-down", at_s, for_s),
                1 => plan.Fault("broker-down", at_s, for_s),
                2 => plan.Fault("network-slow", at_s, for_s, ("latency_ms", draw.Between(100, 20_000))),
                3 => plan.Fault("network-half-open", at_s, for_s),
                _ => plan.Fault("broker-refuses", at_s, for_s),
            };
        }

        // An outage longer than the outbox costs live records, which the firmware tells; never an event.
        return plan.Holds("both", true, 6, duration_s)
            .Expect("records", ("verified_min", 1), ("missing_max", (int)duration_s), ("lost_events_max", 0));
    }

    // 2^31 and 2^32 ms of uptime pass in the midst of the run; the wall clock jumps by years. No delay may notice.
    private static CampaignPlan ClockJumps(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        double wrap_s = draw.Pick(2_147_483.648, 4_294_967.296) - draw.Between(0, at_s + 10);
        return new CampaignPlan(board.Name, "clock-jumps", draw, duration_s).Set("uptime_s", Math.Round(wrap_s, 3))
            .At(2, ("utc_s", 1_700_000_000 + draw.Whole(0, 100_000_000))).Drive(("load_A", board.Scaled(1)))
            .At(draw.Between(10, 30), ("utc_s", draw.Whole(0, 2_000_000_000)))
            .Holds("both", true, 6, at_s)
            .At(at_s, ("name", "overload"), ("load_A", Over_A(board, draw)))
            .Opens("discharge", "overload", 700);
    }

    private static JsonArray Rows(params string[] rows) => [.. rows.Select(r => (JsonNode)r)];
}
