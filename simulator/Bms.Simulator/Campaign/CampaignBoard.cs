namespace Bms.Simulator.Campaign;

/// <summary>
/// What the campaign must know of a board and does not ask the firmware, because a broken firmware would shift it too: the limits from
/// the board's page, what its sensors err by, and which chip measures what.
/// </summary>
internal sealed record CampaignBoard(string Name)
{
    /// <summary>Limits of a cell in V with what its taps are off by already on the safe side, and the temperatures in degC.</summary>
    internal double OverVoltage_V { get; init; } = 4.26;

    internal double UnderVoltage_V { get; init; } = 2.79;

    internal double ChargeHot_C { get; init; } = 46;

    internal double ChargeCold_C { get; init; } = -1;

    internal double DischargeHot_C { get; init; } = 61;

    internal double DischargeCold_C { get; init; } = -21;

    /// <summary>Currents in A, magnitudes: what the pack offers, and where its levels are sure to see it.</summary>
    internal double Offered_A { get; init; }

    internal double ChargeOver_A { get; init; }

    internal double DischargeOver_A { get; init; }

    internal double Peak_A { get; init; }

    /// <summary>Names of chips whose silence blinds the firmware, with the longest time in ms until both switches are open.</summary>
    internal required IReadOnlyList<(string Chip, int Within_ms)> Sensors { get; init; }

    /// <summary>The charger's chip.</summary>
    internal required string Charger { get; init; }

    /// <summary>bench-4s: hardware/bench-4s/README.md and ACCURACY.md.</summary>
    internal static CampaignBoard Bench4s { get; } = new("bench-4s")
    {
        Offered_A = 7, ChargeOver_A = 3.6, DischargeOver_A = 9.2, Peak_A = 14.3,
        Sensors = [("ads1115", 700), ("ina219", 700), ("mcp9808-1", 2600), ("mcp9808-2", 2600), ("mcp9808-3", 2600), ("mcp9808-4", 2600)],
        Charger = "bq25798",
    };

    /// <summary>Every board that the campaign runs on.</summary>
    internal static IReadOnlyList<CampaignBoard> All { get; } = [Bench4s];
}
