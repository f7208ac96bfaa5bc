using Bms.World.Field;

namespace Bms.Simulator.Measured;

/// <summary>A log of a pack and what was done to its rows.</summary>
/// <param name="Log">The log.</param>
/// <param name="Dropped">Rows left out because time or current was missing or impossible, or their time was there already.</param>
/// <param name="OutOfOrder">Rows that stood before an earlier one.</param>
/// <param name="MissingVoltages">Voltages of cells that were missing or impossible.</param>
internal sealed record LoadedLog(FieldLog Log, int Dropped, int OutOfOrder, long MissingVoltages);

/// <summary>
/// Reads the log of a pack: t_s,current_A,cell1_V..cellN_V[,temp1_degC..], positive = charge; or of a single cell, with voltage_V. What
/// cannot be a voltage of a cell is missing; a row without time or current is left out.
/// </summary>
internal static class FieldFile
{
    public const int MostCells = 400;

    private const string Form = "t_s,current_A,cell1_V..cellN_V[,temp1_degC..]";
    private const int FewestRows = 20;
    private const double Lowest_V = 0.2, Highest_V = 6.0, Highest_A = 1e5, Coldest_C = -60.0, Hottest_C = 150.0;
    private const double RoomTemperature_C = 25.0;

    /// <exception cref="BadInputException">The file cannot be used.</exception>
    public static LoadedLog Read(string file, double? ambient_C = null, bool dischargePositive = false)
    {
        (ColumnMap map, IEnumerable<string[]> recorded) = Recording.Open(file);
        int time = map.Needed(ColumnKind.Time, "t_s", Form), current = map.Needed(ColumnKind.Current, "current_A", Form);
        int[] cells = map.Many(ColumnKind.Voltage), probes = map.Many(ColumnKind.Temperature);
        if (cells.Length == 0) cells = [map.Needed(ColumnKind.Voltage, "cell1_V", Form)];
        if (probes.Length == 0 && map.One(ColumnKind.Temperature) is var probe and >= 0) probes = [probe];
        if (cells.Length > MostCells)
        {
            throw new BadInputException(file, "header", $"has {cells.Length} cells, allowed are 1 to {MostCells}");
        }

        double sign = dischargePositive ? -1.0 : 1.0;
        Collected rows = new(cells.Length, probes.Length);
        foreach (string[] fields in recorded)
        {
            double At(int column) => column < fields.Length ? map[column].Read(fields[column]) : double.NaN;
            rows.Add(At(time), sign * At(current), [.. cells.Select(c => Voltage(At(c)))], [.. probes.Select(p => Probe(At(p)))]);
        }

        return Build(file, rows, ambient_C);
    }

    private static LoadedLog Build(string file, Collected rows, double? ambient_C)
    {
        rows.Order();
        if (rows.Time_s.Count < FewestRows)
        {
            throw new BadInputException(file, "rows", $"{rows.Time_s.Count} with time and current, allowed are {FewestRows} and more");
        }

        float[][] cells = [.. Enumerable.Range(0, rows.Cells).Select(c => rows.Cell_V.Select(v => v[c]).ToArray())];
        IReadOnlyList<double[]> temperature_C = Temperatures(rows);
        FieldLog log = new()
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Time_s = [.. rows.Time_s],
            Current_A = [.. rows.Current_A],
            Cell_V = cells,
            Temperature_C = temperature_C,
            Ambient_C = ambient_C ?? (temperature_C.Count > 0 ? temperature_C[0][0] : RoomTemperature_C),
        };
        long missing = cells.Sum(cell => (long)cell.Count(float.IsNaN));
        if (missing > 0.9 * log.Rows * log.Cells)
        {
            throw new BadInputException(file, "cell1_V", $"nearly no value is a cell's voltage, allowed are {Lowest_V} to {Highest_V} V");
        }

        CheckSign(file, log);
        return new LoadedLog(log, rows.Dropped, rows.OutOfOrder, missing);
    }

    private static void CheckSign(string file, FieldLog log)
    {
        if (log.Current_A.Max(Math.Abs) == 0.0)
        {
            throw new BadInputException(file, "current_A", "is 0 in every row, allowed is a log in which current flows");
        }

        float[] most = log.Cell_V.MinBy(cell => cell.Count(float.IsNaN))!;
        if (!CurrentSign.IsReversed(log.Time_s, log.Current_A, row => most[row])) return;
        throw new BadInputException(
            file, "current_A", "the voltage falls while it charges, allowed is positive = charge, or --discharge-positive");
    }

    private static float Voltage(double value) => value is > Lowest_V and < Highest_V ? (float)value : float.NaN;

    private static double Probe(double value) => value is > Coldest_C and < Hottest_C ? value : double.NaN;

    // As many probes as cells: each has its own. Else the middle of all probes at a row stands for the pack.
    private static IReadOnlyList<double[]> Temperatures(Collected rows)
    {
        double[][] probes = [.. Enumerable.Range(0, rows.Probes).Select(p => rows.Probe_C.Select(t => t[p]).ToArray())];
        bool each = rows.Probes == rows.Cells && probes.All(p => p.Count(double.IsNaN) < p.Length / 2);
        if (each) return [.. probes.Select(Filled)];
        double[] middle = [.. rows.Probe_C.Select(Median)];
        return middle.Count(double.IsNaN) > middle.Length / 2 ? [] : [Filled(middle)];
    }

    private static double Median(double[] values)
    {
        double[] known = [.. values.Where(v => !double.IsNaN(v)).Order()];
        return known.Length == 0 ? double.NaN : 0.5 * (known[(known.Length - 1) / 2] + known[known.Length / 2]);
    }

    private static double[] Filled(double[] values)
    {
        double last = values.First(v => !double.IsNaN(v));
        return [.. values.Select(v => last = double.IsNaN(v) ? last : v)];
    }

    private sealed class Collected(int cells, int probes)
    {
        public int Cells => cells;

        public int Probes => probes;

        public List<double> Time_s { get; private set; } = [];

        public List<double> Current_A { get; private set; } = [];

        public List<float[]> Cell_V { get; private set; } = [];

        public List<double[]> Probe_C { get; private set; } = [];

        public int Dropped { get; private set; }

        public int OutOfOrder { get; private set; }

        public void Add(double time_s, double current_A, float[] cell_V, double[] probe_C)
        {
            if (double.IsNaN(time_s) || !(Math.Abs(current_A) < Highest_A))
            {
                Dropped++;
                return;
            }

            if (Time_s.Count > 0 && time_s < Time_s[^1]) OutOfOrder++;
            Time_s.Add(time_s);
            Current_A.Add(current_A);
            Cell_V.Add(cell_V);
            Probe_C.Add(probe_C);
        }

        // Of rows with the same time the first stays.
        public void Order()
        {
            int[] order = [.. Enumerable.Range(0, Time_s.Count).OrderBy(row => Time_s[row]).ThenBy(row => row)];
            int[] kept = [.. order.Where((row, i) => i == 0 || Time_s[row] > Time_s[order[i - 1]])];
            Dropped += order.Length - kept.Length;
            Time_s = [.. kept.Select(row => Time_s[row])];
            Current_A = [.. kept.Select(row => Current_A[row])];
            Cell_V = [.. kept.Select(row => Cell_V[row])];
            Probe_C = [.. kept.Select(row => Probe_C[row])];
        }
    }
}
