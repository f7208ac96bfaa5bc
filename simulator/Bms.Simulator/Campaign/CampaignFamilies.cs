namespace Bms.Simulator.Campaign;

/// <summary>A kind of trouble: how a case of it is drawn.</summary>
internal sealed record CampaignFamily(string Name, Func<CampaignBoard, Draw, double, CampaignPlan> Plan)
{
    /// <summary>Whether a board has what this needs.</summary>
    internal Func<CampaignBoard, bool> Fits { get; init; } = _ => true;
}

/// <summary>
/// Every kind of trouble that the campaign makes, in one list: a new kind is a new line here. A case draws when, how much and what
/// the pack does meanwhile.
/// </summary>
internal static class CampaignFamilies
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<CampaignFamily> All { get; } =
        [.. QuietFamilies.All, .. LimitFamilies.All, .. SensorFamilies.All, .. BoardFamilies.All, .. PackFamilies.All];

    /// <summary>Those that a board can have.</summary>
    internal static IReadOnlyList<CampaignFamily> On(CampaignBoard board) => [.. All.Where(f => f.Fits(board))];

    internal static CampaignFamily Of(string name) => All.First(f => f.Name == name);

    /// <summary>A pack that supplies its load from 3 s on; the load moves every few seconds, within what is offered.</summary>
    internal static CampaignPlan InDrive(string family, CampaignBoard board, Draw draw, double duration_s, double share = 0.8)
    {
        var plan = new CampaignPlan(board.Name, family, draw, duration_s);
        plan.Drive(("load_A", draw.Between(0.5, share * board.Offered_A)));
        for (double at_s = 8; at_s < duration_s; at_s += draw.Between(4, 40))
        {
            plan.At(at_s, ("load_A", draw.Between(0.5, share * board.Offered_A)));
        }

        return plan;
    }

    /// <summary>A pack that is charged from 3 s on.</summary>
    internal static CampaignPlan InCharge(string family, CampaignBoard board, Draw draw, double duration_s) =>
        new CampaignPlan(board.Name, family, draw, duration_s).At(2, ("supply", true)).At(3, ("ask", "Charge"));

    /// <summary>A current that the slower of the two levels is sure to see and the faster is sure not to.</summary>
    internal static double Over_A(CampaignBoard board, Draw draw) =>
        draw.Between(board.DischargeOver_A + board.Scaled(0.4), board.Peak_A - board.Scaled(0.6));

    /// <summary>One of the two.</summary>
    internal static CampaignPlan InEither(string family, CampaignBoard board, Draw draw, double duration_s) =>
        draw.Chance(0.5) ? InDrive(family, board, draw, duration_s) : InCharge(family, board, draw, duration_s);

    /// <summary>A moment for a fault: after the start and the ramp of a charge, and early enough to see what comes of it.</summary>
    internal static double Moment(Draw draw, double duration_s) => draw.Between(40, Math.Max(41, duration_s * 0.7));
}
