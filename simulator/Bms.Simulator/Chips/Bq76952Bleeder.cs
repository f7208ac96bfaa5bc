namespace Bms.Simulator.Chips;

/// <summary>
/// Host-controlled balancing of a BQ76952 (SLUUBY2B, chapter 10): a mask takes effect within a second, ends by itself after Cell Balance
/// Interval unless it is written again, and pauses for measurements.
/// </summary>
internal sealed class Bq76952Bleeder
{
    private const long Second_us = 1_000_000;

    private readonly long[] _sum_us = new long[16];
    private int _wanted;
    private long _from_us = long.MaxValue, _end_us = long.MaxValue, _started_us, _counted_us;

    /// <summary>Inputs that bleed now.</summary>
    public int Mask { get; private set; }

    /// <summary>Next time at which something changes by itself.</summary>
    public long Due_us => Math.Min(_from_us, _end_us);

    /// <summary>Seconds that bleeding has gone on (CBSTATUS1).</summary>
    public int Active_s(long now_us) => Mask == 0 ? 0 : (int)((now_us - _started_us) / Second_us);

    /// <summary>Seconds that each of eight inputs has bled since the last reset (CBSTATUS2 and 3), four bytes each.</summary>
    public byte[] Sums_s(int firstInput, long now_us)
    {
        Count(now_us);
        return [.. _sum_us[firstInput..(firstInput + 8)].SelectMany(sum_us => BitConverter.GetBytes((int)(sum_us / Second_us)))];
    }

    public void Command(int mask, long interval_us, long now_us)
    {
        _wanted = mask;
        _from_us = ((now_us / Second_us) + 1) * Second_us;
        _end_us = now_us + interval_us;
    }

    /// <summary>Forgets how long each input has bled, as a full reset does.</summary>
    public void Forget() => Array.Clear(_sum_us);

    public void Stop(long now_us)
    {
        Count(now_us);
        Mask = _wanted = 0;
        _from_us = _end_us = long.MaxValue;
    }

    /// <summary>Brings it to a time; true when the mask changed.</summary>
    public bool Step(long now_us)
    {
        int before = Mask;
        if (now_us >= _end_us)
        {
            Stop(now_us);
        }
        else if (now_us >= _from_us)
        {
            Count(now_us);
            _started_us = Mask == 0 ? _from_us : _started_us;
            Mask = _wanted;
            _from_us = long.MaxValue;
            _end_us = Mask == 0 ? long.MaxValue : _end_us;
        }

        return Mask != before;
    }

    private void Count(long now_us)
    {
        for (int i = 0; i < _sum_us.Length; i++)
        {
            _sum_us[i] += (Mask & (1 << i)) != 0 ? now_us - _counted_us : 0;
        }

        _counted_us = now_us;
    }
}
