using static Bms.Simulator.Campaign.CampaignFamilies;

namespace Bms.Simulator.Campaign;

/// <summary>Limits that are passed: voltage, current and temperature, each by what passes it in the world.</summary>
internal static class LimitFamilies
{
    internal static IReadOnlyList<CampaignFamily> All { get; } =
    [
        new("charger-ignores-its-voltage", RunawayVoltage),
        new("charger-ignores-its-current", RunawayCurrent),
        new("overload", Overload),
        new("peak", Peak),
        new("runs-empty", Empty),
        new("deep-discharge", Deep),
        new("hot-while-charging", HotCharge),
        new("hot-while-driving", HotDrive),
        new("cold-while-charging", ColdCharge),
        new("cold-while-driving", ColdDrive),
        new("overload-then-nobody-asks", NobodyAsks),
        new("overload-then-somebody-asks", SomebodyAsks),
    ];

    private static CampaignPlan RunawayVoltage(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = draw.Between(20, 40);
        CampaignPlan plan = InCharge("charger-ignores-its-voltage", board, draw, duration_s).Set("initial_soc", draw.Between(0.985, 0.995))
            .Fault("charger-runs-away", at_s, null, ("voltage_V", board.Stacked(draw.Between(18, 22))),
                ("current_A", board.Scaled(draw.Between(2.2, 3.3))))
            .Raises("CellOverVoltage", "charger-runs-away", (int)((duration_s - at_s - 1) * 1000))
            .Expect("cell-voltage", ("max_V", 4.29));
        return plan;
    }

    private static CampaignPlan RunawayCurrent(CampaignBoard board, Draw draw, double duration_s) =>
        InCharge("charger-ignores-its-current", board, draw, duration_s).Set("initial_soc", draw.Between(0.3, 0.6))
            .Fault("charger-runs-away", Moment(draw, duration_s), null, ("voltage_V", board.Stacked(20)),
                ("current_A", board.Scaled(draw.Between(3.8, 5))))
            .Raises("ChargeOverCurrent", "charger-runs-away", 700).Opens("charge", "charger-runs-away", 700);

    private static CampaignPlan Overload(CampaignBoard board, Draw draw, double duration_s) => Steps("overload", board, draw, duration_s)
        .At(duration_s * 0.7, ("name", "overload"), ("load_A", Over_A(board, draw)))
        .OpensBy("discharge", "overload", 600).Raises("DischargeOverCurrent", "overload", 600)
        .Holds("discharge", false, (duration_s * 0.7) + 1, duration_s);

    private static CampaignPlan Peak(CampaignBoard board, Draw draw, double duration_s) => Steps("peak", board, draw, duration_s)
        .At(duration_s * 0.7, ("name", "peak"), ("load_A", draw.Between(board.Peak_A + board.Scaled(0.4), board.Strongest_A)))
        .OpensBy("discharge", "peak", 300);

    private static CampaignPlan Steps(string family, CampaignBoard board, Draw draw, double duration_s) =>
        new CampaignPlan(board.Name, family, draw, duration_s).Drive(("load_A", board.Scaled(draw.Between(0.5, 5))))
            .At(draw.Between(10, duration_s * 0.3), ("load_A", board.Scaled(draw.Between(0.5, 6))))
            .At(draw.Between(duration_s * 0.3, duration_s * 0.6), ("load_A", board.Scaled(draw.Between(0.5, 6))))
            .Holds("both", true, 6, duration_s * 0.7);

    private static CampaignPlan Empty(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = new CampaignPlan(board.Name, "runs-empty", draw, duration_s).Set("initial_soc", draw.Between(0.01, 0.03))
            .Drive(("load_A", board.Scaled(draw.Between(2.5, 6))))
            .Expect("row-raised", ("row", "CellUnderVoltage"), ("within_ms", (int)(duration_s * 1000) - 1000))
            .Expect("cell-voltage", ("min_V", 2.0));
        return plan;
    }

    // A cell that leaks inside takes itself down; that a person must look is what the latch is for.
    private static CampaignPlan Deep(CampaignBoard board, Draw draw, double duration_s)
    {
        CampaignPlan plan = new CampaignPlan(board.Name, "deep-discharge", draw, duration_s).Set("initial_soc", draw.Between(0.01, 0.02))
            .Fault("cell-internal-short", 5, null, ("cell", board.AnyCell(draw)), ("ohm", draw.Between(0.03, 0.06) / board.Scale))
            .Expect("row-raised", ("row", "CellDeepDischarge"), ("within_ms", (int)(duration_s * 1000) - 2000), ("stays", true))
            .At(3, ("ask", "Standby"));
        return plan;
    }

    private static CampaignPlan HotCharge(CampaignBoard board, Draw draw, double duration_s) =>
        InCharge("hot-while-charging", board, draw, duration_s)
            .Heats(board, draw, draw.Between(20, 30), draw.Between(22, 35))
            .Expect("row-raised", ("row", "ChargeOverTemperature"), ("within_ms", (int)(duration_s * 1000) - 1000));

    private static CampaignPlan HotDrive(CampaignBoard board, Draw draw, double duration_s) =>
        InDrive("hot-while-driving", board, draw, duration_s, 0.5)
            .Heats(board, draw, draw.Between(20, 25), draw.Between(40, 50))
            .Expect("row-raised", ("row", "DischargeOverTemperature"), ("within_ms", (int)(duration_s * 1000) - 1000));

    private static CampaignPlan ColdCharge(CampaignBoard board, Draw draw, double duration_s) =>
        InCharge("cold-while-charging", board, draw, duration_s).Set("ambient_C", draw.Between(5, 10))
            .Heats(board, draw, draw.Between(20, 30), -draw.Between(20, 30))
            .Expect("row-raised", ("row", "ChargeUnderTemperature"), ("within_ms", (int)(duration_s * 1000) - 1000));

    private static CampaignPlan ColdDrive(CampaignBoard board, Draw draw, double duration_s) =>
        InDrive("cold-while-driving", board, draw, duration_s, 0.15).Set("ambient_C", draw.Between(-10, -5))
            .Heats(board, draw, draw.Between(20, 25), -draw.Between(20, 30))
            .Expect("row-raised", ("row", "DischargeUnderTemperature"), ("within_ms", (int)(duration_s * 1000) - 1000));

    // After a trip nothing closes by itself, nor because somebody afar asks: on a bench a person is beside the pack.
    private static CampaignPlan NobodyAsks(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        return new CampaignPlan(board.Name, "overload-then-nobody-asks", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.5, 4))))
            .At(at_s, ("name", "overload"), ("load_A", draw.Between(board.DischargeOver_A + board.Scaled(0.4), board.Strongest_A)))
            .At(at_s + 2, ("load_A", 0)).At(at_s + 12, ("ask_remotely", "Discharge")).At(at_s + 14, ("load_A", board.Scaled(1)))
            .Opens("discharge", "overload", 600).Holds("discharge", false, at_s + 1, duration_s);
    }

    private static CampaignPlan SomebodyAsks(CampaignBoard board, Draw draw, double duration_s)
    {
        double at_s = Moment(draw, duration_s);
        return new CampaignPlan(board.Name, "overload-then-somebody-asks", draw, duration_s)
            .Drive(("load_A", board.Scaled(draw.Between(0.5, 4))))
            .At(at_s, ("name", "overload"), ("load_A", Over_A(board, draw)))
            .At(at_s + 2, ("load_A", 0)).At(at_s + 12, ("ask", "Discharge")).At(at_s + 14, ("load_A", board.Scaled(1)))
            .Opens("discharge", "overload", 600).Holds("discharge", false, at_s + 1, at_s + 11.9)
            .Holds("discharge", true, at_s + 13, duration_s);
    }
}
