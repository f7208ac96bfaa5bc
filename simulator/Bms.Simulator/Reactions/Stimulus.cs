using Bms.Protection;

namespace Bms.Simulator.Reactions;

/// <summary>
/// One cause of one row of the protection table: the row must act on it within its bound, whenever it strikes. A new row needs at least
/// one; two where there is a limit: clearly beyond it, and at the limit plus what the sensor may be off.
/// </summary>
/// <param name="Row">The row that must act.</param>
/// <param name="Variant">Tells the causes of one row apart, a word or two.</param>
/// <param name="Modes">Modes of the firmware in which it is tried.</param>
/// <param name="Strike">Brings it about, at once: after it the world or a chip is as it must not be.</param>
internal sealed record Stimulus(Fault Row, string Variant, IReadOnlyList<Mode> Modes, Action<Rig> Strike)
{
    /// <summary>What the world is like before, set before the firmware boots.</summary>
    public Action<Rig> Prepare { get; init; } = _ => { };

    /// <summary>
    /// What the firmware must have come to besides its mode: a start gives some parts a time to follow, in which they are not judged.
    /// </summary>
    public Func<Rig, bool> IsReady { get; init; } = _ => true;

    /// <summary>True: the firmware reports, so that there is something to fall silent.</summary>
    public bool Telemetry { get; init; }

    /// <summary>
    /// False: even before it strikes something is amiss, so that the board neither sleeps nor bleeds cells: it is not tried there.
    /// </summary>
    public bool Undisturbed { get; init; } = true;

    /// <summary>
    /// What lies between the cause and the first sample that can show it, in us, besides the signal's own way: the delay of a chip, or a
    /// time that the firmware gives a load.
    /// </summary>
    public Func<ProtectionRow, BoardTiming, long> Before_us { get; init; } = (_, _) => 0;

    /// <summary>What must open if it is less than the row forbids: a welded switch cannot.</summary>
    public Reaction? MustOpen { get; init; }

    /// <summary>False: the cause is seen at the bus or at a pin, no converter lies between.</summary>
    public bool Converted { get; init; } = true;

    /// <summary>
    /// True: the cause is the current, and whatever opens the switches ends it. Another row may be sooner, such as that of a lower limit
    /// on the mean of a conversion in which the current has stepped; then this one need not act any more.
    /// </summary>
    public bool EndsWithCurrent { get; init; }

    /// <summary>False: a row is active before it strikes, and such a pack is never parked.</summary>
    public bool Parks { get; init; } = true;

    /// <summary>Largest change of a channel between two samples, in the signal's unit, errors of the sensor included.</summary>
    public Func<ProtectionRow, SignalPath, int> Jump { get; init; } = (_, _) => 0;

    /// <summary>What a transfer that failed costs this row, in us, where it is more than one sample.</summary>
    public long Lost_us { get; init; }

    /// <summary>How long the cause itself blocks the processor, in us.</summary>
    public Func<ProtectionRow, BoardTiming, long> Lasting_us { get; init; } = (_, _) => 0;
}
