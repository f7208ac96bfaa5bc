namespace Bms.World.Health;

/// <summary>A life that a cell has behind it, for a jump over months.</summary>
/// <param name="Days">How long it stood, 0..36,500.</param>
/// <param name="FullCycles">Full equivalent cycles in that time, 0..100,000.</param>
/// <param name="Depth">Depth of each cycle, 0.01..1.</param>
/// <param name="Rate_per_h">Current over capacity in the cycles, 0.01..20.</param>
/// <param name="Temperature_C">Its temperature, -40..80 degC.</param>
/// <param name="RestSoc">State of charge at which it stood, 0..1.</param>
public sealed record AgedBy(
    double Days, double FullCycles, double Depth = 0.8, double Rate_per_h = 0.5, double Temperature_C = 25.0, double RestSoc = 0.5)
{
    internal void Validate()
    {
        Allowed.Between("aged days", Days, 0.0, 36_500.0);
        Allowed.Between("aged cycles", FullCycles, 0.0, 1e5);
        Allowed.Between("aged depth", Depth, 0.01, 1.0);
        Allowed.Between("aged rate_per_h", Rate_per_h, 0.01, 20.0);
        Allowed.Between("aged temperature_C", Temperature_C, -40.0, 80.0);
        Allowed.Between("aged rest_soc", RestSoc, 0.0, 1.0);
    }
}

/// <summary>The age of one cell: what time, throughput and plating have taken from its capacity and added to its resistance.</summary>
/// <param name="law">How it ages.</param>
/// <param name="pace">How fast it does so beside others of its type.</param>
internal sealed class CellAgeing(AgeingLaw law, double pace)
{
    private const double MostLoss = 0.9, Reversal = 0.02;

    private double _calendarLoss, _cycleLoss, _calendarRise, _cycleRise;
    private double _turn = double.NaN, _furthest, _throughput, _moving_s;

    /// <summary>Share of the capacity that was lost to plating.</summary>
    public double Plated { get; set; }

    /// <summary>Share of the capacity that is gone, 0..0.9.</summary>
    public double Loss => Math.Min(MostLoss, pace * (_calendarLoss + _cycleLoss) + Plated);

    /// <summary>Rise of the resistance as a fraction of the new one's.</summary>
    public double Rise => pace * (Risen(_calendarRise, law.CalendarRise, _calendarLoss) + Risen(_cycleRise, law.CycleRise, _cycleLoss));

    /// <summary>Jumps over a life.</summary>
    /// <param name="life">What it was.</param>
    /// <param name="rest">The stress while it stood.</param>
    /// <param name="cycling">The stress while it moved.</param>
    public void Jump(AgedBy life, AgeingStress rest, AgeingStress cycling)
    {
        Stand(life.Days, rest);
        Move(life.FullCycles, cycling);
    }

    /// <summary>A time passes, in s, in which so much charge flowed, as a share of the capacity.</summary>
    public void Pass(double duration_s, double charge, AgeingStress now)
    {
        Stand(duration_s / 86400.0, now);
        if (double.IsNaN(_turn)) (_turn, _furthest) = (now.Soc, now.Soc);
        _throughput += charge;
        if (charge > 1e-6) _moving_s += duration_s;
        bool rises = _furthest >= _turn;
        if (rises ? now.Soc >= _furthest : now.Soc <= _furthest)
        {
            _furthest = now.Soc;
        }
        else if (Math.Abs(now.Soc - _furthest) > Reversal)
        {
            EndHalfCycle(now);
        }
    }

    private void EndHalfCycle(AgeingStress now)
    {
        double depth = Math.Clamp(Math.Abs(_furthest - _turn), 0.01, 1.0);
        double rate_per_h = _moving_s > 0.0 ? _throughput / (_moving_s / 3600.0) : 0.0;
        Move(0.5 * _throughput, now with { Depth = depth, Rate_per_h = rate_per_h });
        (_turn, _furthest, _throughput, _moving_s) = (_furthest, now.Soc, 0.0, 0.0);
    }

    private void Stand(double days, AgeingStress stress)
    {
        _calendarLoss = law.CalendarLoss.Advance(_calendarLoss, days, stress);
        if (law.CalendarRise is { } rise) _calendarRise = rise.Advance(_calendarRise, days, stress);
    }

    private void Move(double fullCycles, AgeingStress stress)
    {
        _cycleLoss = law.CycleLoss.Advance(_cycleLoss, fullCycles, stress);
        if (law.CycleRise is { } rise) _cycleRise = rise.Advance(_cycleRise, fullCycles, stress);
    }

    private static double Risen(double own, AgeingTerm? term, double loss) => term is null ? AgeingLaw.RisePerLoss * loss : own;
}
