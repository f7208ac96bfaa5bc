using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Campaign;

/// <summary>
/// What the campaign must know of a board and does not ask the firmware, because a broken firmware would shift it too: the limits from
/// the board's page, what its sensors err by, and which chip measures what.
/// </summary>
internal sealed record CampaignBoard(string Name)
{
    /// <summary>What its cells must not be exposed to.</summary>
    internal BoardLimits Limits => BoardLimits.Of(Name);

    /// <summary>Cells in series.</summary>
    internal int Cells { get; init; } = 4;

    /// <summary>Cells that share a probe, which lies on the first of them.</summary>
    internal int CellsOnAProbe { get; init; } = 1;

    /// <summary>Capacity over that of bench-4s: what currents, heat and leaks are multiplied by.</summary>
    internal double Scale { get; init; } = 1;

    /// <summary>Whether dividers lie before the converter of the taps: then a tap may lie in more ways.</summary>
    internal bool HasDividers { get; init; }

    /// <summary>The chip that drives the switches itself, so that they open when it loses its supply; null = pins do.</summary>
    internal string? Front { get; init; }

    /// <summary>Whether that chip also precharges the load, looks at its voltage, and hears when its host is silent.</summary>
    internal bool HasWholeFront { get; init; }

    /// <summary>Currents in A, magnitudes: what the pack offers, and where its levels are sure to see it.</summary>
    internal double Offered_A { get; init; }

    /// <inheritdoc cref="Offered_A"/>
    internal double DischargeOver_A => Limits.DischargeOver_A;

    /// <inheritdoc cref="Offered_A"/>
    internal double Peak_A => Limits.Peak_A;

    /// <summary>The least lie of the stack voltage in V that is more than the errors of all sensors together.</summary>
    internal double StackLie_V { get; init; } = 0.8;

    /// <summary>The strongest load that is drawn, in A.</summary>
    internal double Strongest_A { get; init; }

    /// <summary>Names of chips whose silence blinds the firmware, with the longest time in ms until both switches are open.</summary>
    internal required IReadOnlyList<(string Chip, int Within_ms)> Sensors { get; init; }

    /// <summary>Whether that chip keeps what it was told in registers that a disturbance can flip one by one.</summary>
    internal bool HasChargerRegisters { get; init; }

    /// <summary>
    /// How much later in ms than on a board whose cells are new in each cycle its slowest row comes: five samples of a slower chip.
    /// </summary>
    internal int Slack_ms { get; init; }

    /// <summary>The charger's chip.</summary>
    internal required string Charger { get; init; }

    /// <summary>bench-4s: hardware/bench-4s/README.md and ACCURACY.md.</summary>
    internal static CampaignBoard Bench4s { get; } = new("bench-4s")
    {
        Offered_A = 7, Strongest_A = 30,
        Sensors = [("ads1115", 700), ("ina219", 700), ("mcp9808-1", 2600), ("mcp9808-2", 2600), ("mcp9808-3", 2600), ("mcp9808-4", 2600)],
        Charger = "bq25798", HasDividers = true, HasChargerRegisters = true,
    };

    /// <summary>pack-16s: ten cells in parallel where bench-4s has one, and its limits at ten times the current.</summary>
    internal static CampaignBoard Pack16s { get; } = new("pack-16s")
    {
        Cells = 16, CellsOnAProbe = 4, Scale = 10, Front = "bq76952", HasWholeFront = true,
        Offered_A = 70, Strongest_A = 200,
        Sensors =
        [
            ("bq76952", 700), ("ina228", 700), ("tmp117-1", 2600), ("tmp117-2", 2600), ("tmp117-3", 2600), ("tmp117-4", 2600),
        ],
        Charger = "mcp4728",
    };

    /// <summary>
    /// pack-15s: the same with another chip at one cell less. Fifteen cells of +-40 mV (SLUSBK2I, section 7.5) and 0.46 V of the stack's
    /// own may be apart by 1.06 V, and the errors that a board really has lie on either side. Its cells are lost after 700 ms.
    /// </summary>
    internal static CampaignBoard Pack15s { get; } = Pack16s with
    {
        Name = "pack-15s", Cells = 15, Front = "bq76940", HasWholeFront = false, Slack_ms = 1000, StackLie_V = 1.5,
        Sensors = [.. Pack16s.Sensors.Select(s => s.Chip == Pack16s.Front ? ("bq76940", 900) : s)],
    };

    /// <summary>Every board that the campaign runs on.</summary>
    internal static IReadOnlyList<CampaignBoard> All { get; } = [Bench4s, Pack16s, Pack15s];

    internal static CampaignBoard Of(string name) => All.First(b => b.Name == name);

    /// <summary>A current, a power or a conductance that bench-4s has, as this board has it.</summary>
    internal double Scaled(double ofBench) => Math.Round(Scale * ofBench, 3);

    /// <summary>A voltage of the whole pack that bench-4s has, as this board has it.</summary>
    internal double Stacked(double ofBench_V) => Math.Round(ofBench_V * Cells / Bench4s.Cells, 3);

    /// <summary>A cell, from 1.</summary>
    internal int AnyCell(Draw draw) => draw.Whole(1, Cells);

    /// <summary>A cell that has a probe, from 1.</summary>
    internal int ProbedCell(Draw draw) => 1 + (CellsOnAProbe * (draw.Whole(1, Cells / CellsOnAProbe) - 1));

    /// <summary>A chip whose loss of settings is to be set right without a word.</summary>
    internal string QuietChip(Draw draw) =>
        draw.Chance(0.2) ? Charger : draw.Pick<(string Chip, int)>([.. Sensors.Where(s => s.Chip != Front)]).Chip;
}
