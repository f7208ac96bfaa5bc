namespace Bms.Simulator.Chips;

/// <summary>
/// One protection of a protector chip in time: looked at on a grid, an alert at once, a fault after its delay, a return when it has been
/// calm for its recovery time. Between two calls the world does not change, so nothing needs to be stepped through.
/// </summary>
internal sealed class TripTimer
{
    private const long Never = long.MaxValue;

    private long _since_us = -1, _calmSince_us = -1;

    /// <summary>The condition holds, its delay is not over.</summary>
    public bool Alert => _since_us >= 0 && !Fault;

    /// <summary>The delay was over.</summary>
    public bool Fault { get; private set; }

    public void Clear()
    {
        Fault = false;
        _since_us = _calmSince_us = -1;
    }

    /// <summary>Ends a fault that waits for a word and not for a time.</summary>
    public bool Release()
    {
        bool was = Fault;
        Clear();
        return was;
    }

    /// <summary>
    /// From just after one time to another the condition was as told, and looked at every so many us; true when the fault came or went.
    /// </summary>
    public bool Step(bool condition, bool calm, in TripTimes times, long from_us, long to_us)
    {
        if (Fault)
        {
            return StepBack(calm, times, from_us, to_us);
        }

        long look_us = Next(from_us, times.Period_us);
        if (!condition && look_us <= to_us)
        {
            _since_us = -1;
        }

        if (!condition || look_us > to_us)
        {
            return false;
        }

        _since_us = _since_us < 0 ? look_us : _since_us;
        if (Up(_since_us + times.Delay_us, times.Period_us) > to_us)
        {
            return false;
        }

        Fault = true;
        _since_us = _calmSince_us = -1;
        return true;
    }

    /// <summary>When the fault will come or go if the world stays as it is; long.MaxValue = never.</summary>
    public long Due_us(bool condition, bool calm, in TripTimes times, long now_us)
    {
        if (Fault)
        {
            return !calm || times.Recovery_us == Never ? Never
                : Math.Max((_calmSince_us < 0 ? now_us : _calmSince_us) + times.Recovery_us, now_us + 1);
        }

        if (!condition)
        {
            return Never;
        }

        long since_us = _since_us < 0 ? Next(now_us, times.Period_us) : _since_us;
        return Math.Max(Up(since_us + times.Delay_us, times.Period_us), now_us + 1);
    }

    private bool StepBack(bool calm, in TripTimes times, long from_us, long to_us)
    {
        if (!calm || times.Recovery_us == Never)
        {
            _calmSince_us = -1;
            return false;
        }

        _calmSince_us = _calmSince_us < 0 ? from_us : _calmSince_us;
        if (_calmSince_us + times.Recovery_us > to_us)
        {
            return false;
        }

        Clear();
        return true;
    }

    private static long Next(long time_us, long period_us) => ((time_us / period_us) + 1) * period_us;

    private static long Up(long time_us, long period_us) => (time_us + period_us - 1) / period_us * period_us;
}

/// <summary>How often a protection looks, how long it waits, and how long it must be calm to return; long.MaxValue = never.</summary>
internal readonly record struct TripTimes(long Period_us, long Delay_us, long Recovery_us);
