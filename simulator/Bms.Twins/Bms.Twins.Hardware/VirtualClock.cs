namespace Bms.Twins;

/// <summary>The only time there is in the simulator. It moves when somebody waits or a transfer takes its time, never by itself.</summary>
public sealed class VirtualClock
{
    /// <summary>Microseconds since the virtual machine was switched on.</summary>
    public long Now_us { get; private set; }

    /// <summary>Lets <paramref name="wait_us"/> microseconds pass, 0 or more.</summary>
    public void Advance_us(long wait_us)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wait_us);
        Now_us = checked(Now_us + wait_us);
    }
}
