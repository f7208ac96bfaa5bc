using Bms.World;

namespace Bms.Simulator.Bench;

/// <summary>The furthest that a quantity of the real pack has gone, and when, in us of virtual time.</summary>
public readonly record struct Extreme(double Value, long Time_us);

/// <summary>How far the real pack has gone since the bench was switched on, whatever the firmware believes. Looked at every tick.</summary>
public sealed class WorldExtremes(Pack pack)
{
    private long _looked_us;

    /// <summary>Why values of any cell are extrapolated now.</summary>
    public Extrapolation Outside { get; private set; }

    /// <summary>Highest voltage of any cell in V.</summary>
    public Extreme HighestCell_V { get; private set; } = new(double.NegativeInfinity, 0);

    /// <summary>Lowest voltage of any cell in V.</summary>
    public Extreme LowestCell_V { get; private set; } = new(double.PositiveInfinity, 0);

    /// <summary>Highest core temperature of any cell in degC.</summary>
    public Extreme HottestCore_C { get; private set; } = new(double.NegativeInfinity, 0);

    /// <summary>Lowest core temperature of any cell in degC.</summary>
    public Extreme ColdestCore_C { get; private set; } = new(double.PositiveInfinity, 0);

    /// <summary>Largest pack current in A: charge, if it is positive.</summary>
    public Extreme LargestCurrent_A { get; private set; } = new(double.NegativeInfinity, 0);

    /// <summary>Smallest pack current in A: discharge, if it is negative.</summary>
    public Extreme SmallestCurrent_A { get; private set; } = new(double.PositiveInfinity, 0);

    /// <summary>Lowest potential of any cell's graphite against lithium in V, infinity where none is known; below 0 V it plates.</summary>
    public Extreme LowestPlating_V { get; private set; } = new(double.PositiveInfinity, 0);

    /// <summary>Why values of any cell were extrapolated at any time.</summary>
    public Extrapolation Extrapolated { get; private set; }

    /// <summary>For how long some cell's values were extrapolated, in us.</summary>
    public long Extrapolated_us { get; private set; }

    /// <summary>Takes the present state of the pack into account.</summary>
    public void Look()
    {
        long now_us = pack.Time_us;
        Extrapolation outside = Extrapolation.None;
        for (int cell = 0; cell < pack.Cells; cell++)
        {
            double cell_V = pack.CellVoltage_V(cell);
            double core_C = pack.CellCore_C(cell);
            HighestCell_V = Higher(HighestCell_V, cell_V, now_us);
            LowestCell_V = Lower(LowestCell_V, cell_V, now_us);
            HottestCore_C = Higher(HottestCore_C, core_C, now_us);
            ColdestCore_C = Lower(ColdestCore_C, core_C, now_us);
            outside |= pack.Extrapolated(cell);
            if (pack.KnowsPlating) LowestPlating_V = Lower(LowestPlating_V, pack.PlatingMargin_V(cell), now_us);
        }

        Extrapolated |= outside;
        Extrapolated_us += outside == Extrapolation.None ? 0 : now_us - _looked_us;
        (Outside, _looked_us) = (outside, now_us);

        LargestCurrent_A = Higher(LargestCurrent_A, pack.Current_A, now_us);
        SmallestCurrent_A = Lower(SmallestCurrent_A, pack.Current_A, now_us);
    }

    private static Extreme Higher(Extreme sofar, double value, long now_us) => value > sofar.Value ? new Extreme(value, now_us) : sofar;

    private static Extreme Lower(Extreme sofar, double value, long now_us) => value < sofar.Value ? new Extreme(value, now_us) : sofar;
}
