namespace Bms.Simulator.Chips;

/// <summary>
/// Host-controlled balancing of a BQ76952 (SLUUBY2B, chapter 10): a mask takes effect within a second, ends by itself after Cell Balance
/// Interval unless it is written again, and pauses for measurements.
/// </summary>
internal sealed class Bq76952Bleeder
{
    private const long Second_us = 1_000_000;

    private int _wanted;
    private long _from_us = long.MaxValue, _end_us = long.MaxValue;

    /// <summary>Inputs that bleed now.</summary>
    public int Mask { get; private set; }

    /// <summary>Seconds that bleeding has gone on (CBSTATUS1).</summary>
    public int Active_s(long now_us) => Mask == 0 ? 0 : (int)((now_us - _started_us) / Second_us);

    private long _started_us;

    /// <summary>Next time at which something changes by itself.</summary>
    public long Due_us => Math.Min(_from_us, _end_us);

    public void Command(int mask, long interval_us, long now_us)
    {
        _wanted = mask;
        _from_us = ((now_us / Second_us) + 1) * Second_us;
        _end_us = now_us + interval_us;
    }

    public void Stop()
    {
        Mask = _wanted = 0;
        _from_us = _end_us = long.MaxValue;
    }

    /// <summary>Brings it to a time; true when the mask changed.</summary>
    public bool Step(long now_us)
    {
        int before = Mask;
        if (now_us >= _end_us)
        {
            Stop();
        }
        else if (now_us >= _from_us)
        {
            _started_us = Mask == 0 ? _from_us : _started_us;
            Mask = _wanted;
            _from_us = long.MaxValue;
            _end_us = Mask == 0 ? long.MaxValue : _end_us;
        }

        return Mask != before;
    }
}
