using Bms.Anomaly;
using Bms.Simulator.Measured;

namespace Bms.Simulator.Anomaly;

/// <summary>A first look at a recording, before it is played: which chemistry its voltages are of, which way its current counts.</summary>
internal sealed class RecordingLook
{
    private const int MostRows = 50_000;

    // Where an LFP cell is found for much of its life, and no other: its plateau. Above 3.7 V it only passes through while charging.
    private const double PlateauLow_V = 3.15, PlateauHigh_V = 3.42, LfpFull_V = 3.7;
    private const double MostOfLife = 0.4, Rare = 0.01;

    // No lithium cell with graphite is in use for most of its life below these: LTO ends at 2.7 V, sodium has its middle at 3.1 V.
    private const double TitanateTop_V = 2.95, SodiumMiddle_V = 3.15, SodiumLow_V = 2.6;

    // Rests that tell of charge: below a hundredth of the largest current for ten minutes, and a fifth of the curve apart.
    private const double Quiet = 0.01, Settled_s = 600, LeastMove = 0.2;

    // No pack is at 100 degC for half of its rows.
    private const double HottestPack_degC = 100;

    private readonly List<double> _time_s = [];
    private readonly List<double> _current_A = [];
    private readonly List<double> _median_V = [];

    internal RecordingLook(RecordedPack pack)
    {
        double last_s = double.NegativeInfinity;
        List<double> warm_degC = [];
        IsFitted = new bool[pack.Cells];
        foreach (RecordedRow row in pack.Rows.Take(MostRows))
        {
            for (int i = 0; i < pack.Cells; i++)
            {
                IsFitted[i] |= row.Cell_V[i] * 1000 is >= FrameGate.Lowest_mV and <= FrameGate.Highest_mV;
            }

            warm_degC.AddRange(row.Temperature_degC.Where(double.IsFinite).Take(1));
            double[] known = [.. row.Cell_V.Where(volts => volts is > 0.2 and < 6)];
            if (known.Length > 0 && row.Time_s > last_s)
            {
                last_s = row.Time_s;
                _time_s.Add(row.Time_s);
                _current_A.Add(double.IsNaN(row.Current_A) ? 0 : row.Current_A);
                _median_V.Add(BenchmarkFigures.Median(known));
            }
        }

        Warmth_degC = BenchmarkFigures.Median([.. warm_degC]);
    }

    /// <summary>Middle of what the first probe shows in degC, not a number without one.</summary>
    internal double Warmth_degC { get; }

    /// <summary>True when that is no temperature of a pack: kelvin, or tenths of a degree, under a name in degC.</summary>
    internal bool IsOtherUnit => Warmth_degC > HottestPack_degC;

    /// <summary>
    /// The chemistry that the voltages are most likely of, a name of <see cref="RecordedChemistry.Names"/>; those at rest tell, where the
    /// file has rests.
    /// </summary>
    internal string Chemistry
    {
        get
        {
            double largest_A = _current_A.Count == 0 ? 0 : _current_A.Max(Math.Abs);
            List<double> rests = [.. _median_V.Where((_, i) => Math.Abs(_current_A[i]) <= Quiet * largest_A)];
            List<double> seen = rests.Count > Math.Max(20, 0.05 * _median_V.Count) ? rests : _median_V;
            double count = Math.Max(1, seen.Count);
            double plateau = seen.Count(volts => volts is > PlateauLow_V and < PlateauHigh_V) / count;
            double above = seen.Count(volts => volts > LfpFull_V) / count;
            double low = seen.Count(volts => volts < TitanateTop_V) / count;
            double sodium = _median_V.Count(volts => volts is > SodiumLow_V and < SodiumMiddle_V) / Math.Max(1.0, _median_V.Count);
            return low > 1 - Rare ? "lto" : plateau > MostOfLife && above < Rare ? "lfp" : sodium > 0.4 && above > Rare ? "na" : "nmc";
        }
    }

    /// <summary>False for a cell that never shows what a cell can show: recorders have columns for the largest pack of a kind.</summary>
    internal bool[] IsFitted { get; }

    /// <summary>Highest voltage in V that the median cell has had.</summary>
    internal double Highest_V => _median_V.Count == 0 ? 0 : _median_V.Max();

    /// <summary>Middle of the times between rows in s.</summary>
    internal double Period_s => _time_s.Count < 2 ? 0
        : BenchmarkFigures.Median([.. _time_s.Skip(1).Select((time_s, i) => time_s - _time_s[i])]);

    /// <summary>
    /// Capacity in Ah of a cell that the charge between two rests gives, with the curve of a chemistry; not a number when no two rests lie
    /// a fifth of the curve apart.
    /// </summary>
    internal double Capacity_Ah(int[] ocv_mV)
    {
        var curve = new OcvCurve(ocv_mV);
        List<(double Charge_Ah, double Soc)> rests = [];
        double counted_Ah = 0, rested_s = 0, largest_A = _current_A.Count == 0 ? 0 : _current_A.Max(Math.Abs);
        for (int i = 1; i < _time_s.Count; i++)
        {
            double step_s = Math.Min(_time_s[i] - _time_s[i - 1], 600);
            counted_Ah += _current_A[i] * step_s / 3600;
            rested_s = Math.Abs(_current_A[i]) < Quiet * largest_A ? rested_s + step_s : 0;
            float volts_mV = (float)(_median_V[i] * 1000);
            if (rested_s >= Settled_s && curve.LeastSlope_mV(curve.Soc_permille(volts_mV), 40f) > CellTrack.Plateau_mV)
            {
                rests.Add((counted_Ah, curve.Soc_permille(volts_mV) / 1000));
                rested_s = 0;
            }
        }

        if (rests.Count < 2)
        {
            return double.NaN;
        }

        (double low_Ah, double low) = rests.MinBy(rest => rest.Soc);
        (double high_Ah, double high) = rests.MaxBy(rest => rest.Soc);
        return high - low < LeastMove ? double.NaN : Math.Abs(high_Ah - low_Ah) / (high - low);
    }

    /// <summary>True when the voltage falls while the current is positive: then it counts discharge as positive.</summary>
    internal bool IsReversed => _time_s.Count > 20 && _current_A.Any(current => current != 0)
        && CurrentSign.IsReversed([.. _time_s], [.. _current_A], row => _median_V[row]);
}
