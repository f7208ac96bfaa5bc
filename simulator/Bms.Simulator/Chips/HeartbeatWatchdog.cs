namespace Bms.Simulator.Chips;

/// <summary>
/// A supervisor on the board that needs no firmware: its output allows the switches to close only while its input has toggled within its
/// time-out. After power-up it waits for the first edge. The kind of part: a retriggerable one-shot as the 74HC4538, whose output stays
/// low once it has fallen; a reset supervisor lets go again by itself. The spread of the time-out is that of a TPS3823, wider than 0.7 R C.
/// </summary>
public sealed class HeartbeatWatchdog(long timeout_us)
{
    /// <summary>Time-out of the fastest and of the slowest part of the tray, in us.</summary>
    public const long Shortest_us = 900_000, Longest_us = 2_500_000;

    private bool _level;
    private bool _alive;

    /// <summary>Time without an edge after which the switches open, in us.</summary>
    public long Timeout_us { get; } = timeout_us;

    /// <summary>The supervisor's output: true = the switches may close.</summary>
    public bool Allows => _alive || Bypassed;

    /// <summary>True while a fault bridges the supervisor: it always allows.</summary>
    public bool Bypassed { get; set; }

    /// <summary>When the output falls if no further edge comes; long.MaxValue when it has fallen.</summary>
    public long Deadline_us { get; private set; } = long.MaxValue;

    /// <summary>How often the output has fallen.</summary>
    public int Expiries { get; private set; }

    /// <summary>When it last fell, in us.</summary>
    public long Expired_us { get; private set; }

    /// <summary>The level at the input is <paramref name="level"/> now; a change of it is an edge.</summary>
    public void See(bool level, long now_us)
    {
        if (level != _level)
        {
            _level = level;
            _alive = true;
            Deadline_us = now_us + Timeout_us;
        }
    }

    /// <summary>Lets the output fall when its time has come; true when it has just fallen.</summary>
    public bool Expire(long now_us)
    {
        if (now_us < Deadline_us)
        {
            return false;
        }

        _alive = false;
        Deadline_us = long.MaxValue;
        Expiries++;
        Expired_us = now_us;
        return true;
    }
}
