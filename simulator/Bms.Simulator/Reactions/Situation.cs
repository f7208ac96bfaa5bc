namespace Bms.Simulator.Reactions;

/// <summary>What the board is doing beside its mode when a cause strikes.</summary>
internal enum Situation
{
    /// <summary>It measures at its full rate, and no cell bleeds.</summary>
    Normal,

    /// <summary>In standby, with the chip at the cells asleep: its samples are seconds old by design.</summary>
    Asleep,

    /// <summary>Cells bleed: the chip looks at their limits once a second.</summary>
    Balancing,
}
