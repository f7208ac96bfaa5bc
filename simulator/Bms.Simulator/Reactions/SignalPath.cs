namespace Bms.Simulator.Reactions;

/// <summary>
/// The way of one signal from a quantity in the world to the verdict of a row, in times that follow from firmware and hardware and not
/// from any reaction that was measured.
/// </summary>
/// <param name="Period_us">Time between two fresh samples.</param>
/// <param name="Conversion_us">
/// Longest time from a change of the quantity until the register that is read holds nothing of what was before; 0 when the conversion
/// is part of the firmware's cycle.
/// </param>
internal sealed record SignalPath(long Period_us, long Conversion_us)
{
    /// <summary>
    /// Shortest time between two fresh samples, where a chip with a clock of its own sets it and they are read with the ticks.
    /// </summary>
    public long Fastest_us { get; init; } = Period_us;

    /// <summary>From the sample to the verdict on it: 0 within one cycle, a tick for what is found out after the cycle's verdict.</summary>
    public long Lag_us { get; init; }

    /// <summary>How much older than its row says a sample may be in this situation, in us: a chip that sleeps measures rarely.</summary>
    public long Stale_us { get; init; }

    /// <summary>A larger step between two samples is refused once before it is taken, in the signal's unit.</summary>
    public int LargestStep { get; init; } = int.MaxValue;

    /// <summary>
    /// How far the sensor may be off on a channel, in the signal's unit, when it should show the value: what must lie between the truth and
    /// a limit until no healthy sensor can miss it.
    /// </summary>
    public Func<int, int, int> Accuracy { get; init; } = (_, _) => 0;
}
