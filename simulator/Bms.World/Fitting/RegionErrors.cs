namespace Bms.World.Fitting;

/// <summary>Sorts errors of the voltage by state of charge, current over capacity and core temperature.</summary>
public static class RegionErrors
{
    private const double Shortest_s = 60.0;
    private static readonly double[] s_soc = [0.0, 0.1, 0.3, 0.7, 0.9, 1.0];
    private static readonly double[] s_rate = [-10.0, -1.5, -0.7, -0.02, 0.02, 0.7, 1.5, 10.0];
    private static readonly double[] s_temperature_C = [-40.0, -5.0, 5.0, 15.0, 35.0, 80.0];

    internal static IReadOnlyList<RegionError> Of(VoltageRegression voltage, Dynamics dynamics, IReadOnlyList<ThinnedRun> runs)
    {
        SortedDictionary<(int, int, int), (double Squares, double Seconds)> sums = [];
        for (int i = 0; i < runs.Count; i++)
        {
            ThinnedRun run = runs[i];
            int number = i;
            voltage.Errors(i, dynamics, (k, error_V) =>
            {
                double soc = voltage.Soc(number, k);
                int rate = Place(s_rate, run.Current_A[k] / voltage.Capacity_Ah);
                (int, int, int) region = (Place(s_temperature_C, run.Core_C[k]), Place(s_soc, soc), rate);
                (double squares, double seconds) = sums.GetValueOrDefault(region);
                sums[region] = (squares + run.Duration_s[k] * error_V * error_V, seconds + run.Duration_s[k]);
            });
        }

        return [.. sums.Where(pair => pair.Value.Seconds >= Shortest_s).Select(pair => Region(pair.Key, pair.Value))];
    }

    /// <summary>The same of a cell of the world along a run.</summary>
    public static IReadOnlyList<RegionError> Of(RunReplay replay, double capacity_Ah)
    {
        SortedDictionary<(int, int, int), (double Squares, double Seconds)> sums = [];
        for (int row = 1; row < replay.Run.Rows; row++)
        {
            double duration_s = replay.Run.Duration_s(row), error_V = replay.Voltage_V[row] - replay.Run.Voltage_V[row];
            (int, int, int) region = (Place(s_temperature_C, replay.Run.TemperatureAt_C(row)), Place(s_soc, replay.Soc[row]),
                Place(s_rate, replay.Run.Current_A[row] / capacity_Ah));
            (double squares, double seconds) = sums.GetValueOrDefault(region);
            sums[region] = (squares + duration_s * error_V * error_V, seconds + duration_s);
        }

        return [.. sums.Where(pair => pair.Value.Seconds >= Shortest_s).Select(pair => Region(pair.Key, pair.Value))];
    }

    private static RegionError Region((int T, int Soc, int Rate) at, (double Squares, double Seconds) sum) => new(
        s_soc[at.Soc], s_soc[at.Soc + 1], s_rate[at.Rate], s_rate[at.Rate + 1], s_temperature_C[at.T], s_temperature_C[at.T + 1],
        Math.Round(Math.Sqrt(sum.Squares / sum.Seconds) * 1e4) / 10.0, Math.Round(sum.Seconds / 36.0) / 100.0);

    private static int Place(double[] edges, double value)
    {
        int i = 0;
        while (i < edges.Length - 2 && value >= edges[i + 1]) i++;
        return i;
    }
}
