using Bms.Simulator.Measured;

namespace Bms.Simulator.Anomaly;

/// <summary>A first look at a recording, before it is played: which chemistry its voltages are of, which way its current counts.</summary>
internal sealed class RecordingLook
{
    private const int MostRows = 50_000;

    // Where an LFP cell is found nearly all of its life, and no other: its plateau. Above 3.7 V it only passes through while charging.
    private const double PlateauLow_V = 3.15, PlateauHigh_V = 3.42, LfpFull_V = 3.7;
    private const double MostOfLife = 0.6, Rare = 0.01;

    private readonly List<double> _time_s = [];
    private readonly List<double> _current_A = [];
    private readonly List<double> _median_V = [];

    internal RecordingLook(RecordedPack pack)
    {
        double last_s = double.NegativeInfinity;
        foreach (RecordedRow row in pack.Rows.Take(MostRows))
        {
            double[] known = [.. row.Cell_V.Where(volts => volts is > 0.2 and < 6)];
            if (known.Length > 0 && row.Time_s > last_s)
            {
                last_s = row.Time_s;
                _time_s.Add(row.Time_s);
                _current_A.Add(double.IsNaN(row.Current_A) ? 0 : row.Current_A);
                _median_V.Add(BenchmarkFigures.Median(known));
            }
        }
    }

    /// <summary>The chemistry that the voltages are most likely of, a name of <see cref="RecordedChemistry.Names"/>.</summary>
    internal string Chemistry
    {
        get
        {
            double count = Math.Max(1, _median_V.Count);
            double plateau = _median_V.Count(volts => volts is > PlateauLow_V and < PlateauHigh_V) / count;
            double above = _median_V.Count(volts => volts > LfpFull_V) / count;
            return plateau > MostOfLife && above < Rare ? "lfp" : "nmc";
        }
    }

    /// <summary>True when the voltage falls while the current is positive: then it counts discharge as positive.</summary>
    internal bool IsReversed => _time_s.Count > 20 && _current_A.Any(current => current != 0)
        && CurrentSign.IsReversed([.. _time_s], [.. _current_A], row => _median_V[row]);
}
