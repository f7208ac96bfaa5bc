using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>The times of one board that the bounds of all its protections are made of.</summary>
internal sealed class BoardTiming(PackSample sample, IReadOnlyList<(Signal Signal, SignalPath Path)> paths)
{
    /// <summary>What the rows of the reference firmware look at.</summary>
    public PackSample Sample => sample;

    /// <summary>Period of the firmware's loop.</summary>
    public required long Tick_us { get; init; }

    /// <summary>Longest time from the start of a cycle to its command to the switches: conversions within it and transfers.</summary>
    public required long Cycle_us { get; init; }

    /// <summary>Longest time from the command to a switch that is open.</summary>
    public required long Switch_us { get; init; }

    /// <summary>Longest time from the last sign of life to the second level's command to the switches.</summary>
    public required long Watchdog_us { get; init; }

    /// <summary>Time after which a controller gives up a transfer on a line that is held.</summary>
    public required long LineTimeout_us { get; init; }

    /// <summary>
    /// Longest time in us from a change of the cells until the protector chip has measured all of it; 0 on a board without one.
    /// </summary>
    public long Scan_us { get; init; }

    /// <summary>Time in us from one look of the protector chip at the cells to the next; 0 on a board without one.</summary>
    public long ChipLook_us { get; init; }

    /// <summary>True while cells bleed: what does not follow a command is first told to bleed nothing, and then judged.</summary>
    public bool Bleeds { get; init; }

    /// <summary>Longest time in us from a request until a chip that slept measures at its full rate again; 0 where none sleeps.</summary>
    public long Wake_us { get; init; }

    /// <summary>The way of a row's signal.</summary>
    public SignalPath PathOf(ProtectionRow row)
    {
        foreach ((Signal signal, SignalPath path) in paths)
        {
            if (ReferenceEquals(signal, row.Signal))
            {
                return path;
            }
        }

        throw new InvalidOperationException($"the signal of {row.Fault} has no path: add one where the board's timing is made");
    }
}
