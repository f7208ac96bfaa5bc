namespace Bms.Twins;

/// <summary>The only time there is in the simulator. It moves when somebody waits or a transfer takes its time, never by itself.</summary>
public sealed class VirtualClock
{
    /// <summary>Microseconds since the virtual machine was switched on.</summary>
    public long Now_us { get; private set; }

    /// <summary>When <see cref="Alarm"/> is called next, in us; long.MaxValue = never. It goes back to never with each call.</summary>
    public long Alarm_us { get; set; } = long.MaxValue;

    /// <summary>
    /// Called at <see cref="Alarm_us"/>, also in the midst of a long wait: the world outside does not stand still while the firmware
    /// waits for a line that hangs. It may set the next alarm; it must not wait itself.
    /// </summary>
    public Action? Alarm { get; set; }

    /// <summary>
    /// Thrown, once, at the end of the wait that is under way or comes next: the processor that waits has died. Who sets it catches it.
    /// </summary>
    public Exception? Interrupt { get; set; }

    /// <summary>Lets <paramref name="wait_us"/> microseconds pass, 0 or more.</summary>
    public void Advance_us(long wait_us)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wait_us);
        long end_us = checked(Now_us + wait_us);
        while (Alarm_us <= end_us)
        {
            Now_us = Math.Max(Now_us, Alarm_us);
            Alarm_us = long.MaxValue;
            Alarm?.Invoke();
        }

        Now_us = end_us;
        if (Interrupt is Exception interrupt)
        {
            Interrupt = null;
            throw interrupt;
        }
    }
}
