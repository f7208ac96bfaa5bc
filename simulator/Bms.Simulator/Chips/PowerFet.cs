namespace Bms.Simulator.Chips;

/// <summary>What a power switch may do instead of following its gate.</summary>
public enum FetFault
{
    /// <summary>It follows its gate.</summary>
    None,

    /// <summary>It conducts whatever the gate says: a shorted drain.</summary>
    StuckClosed,

    /// <summary>It does not conduct whatever the gate says: a broken bond or driver.</summary>
    StuckOpen,
}

/// <summary>One power switch: a gate with a pull-down, what it really does, and a line that reads that back.</summary>
public sealed class PowerFet
{
    /// <summary>
    /// Longest time in us from the low pin to a channel that is off: a gate of 5 nF behind 10 kohm falls from 10 V to 1 V in 115 us, and
    /// as much again for a driver of the high side. The model itself follows its gate at once.
    /// </summary>
    public const int TurnOff_us = 250;

    /// <summary>Level at the gate: true = told to close.</summary>
    public bool Gate { get; set; }

    /// <summary>What is wrong with the switch.</summary>
    public FetFault Fault { get; set; }

    /// <summary>A read-back line that is stuck at a level; null = it tells the truth.</summary>
    public bool? ReadBackStuckAt { get; set; }

    /// <summary>Real state: true = closed.</summary>
    public bool Closed => Fault == FetFault.None ? Gate : Fault == FetFault.StuckClosed;

    /// <summary>What the read-back line shows: true = closed.</summary>
    public bool ReadBack => ReadBackStuckAt ?? Closed;
}
