using System.Globalization;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>
/// Reads measured runs. Strangers' files are as they are: rows out of order are sorted, rows without a usable number are left out with
/// their charge kept, and both are counted; what cannot be saved gives one line.
/// </summary>
internal static class RunFile
{
    private const string Form = "t_s,current_A,voltage_V[,temperature_degC][,soc_ref]";
    private const int FewestRows = 10;
    private const double RoomTemperature_C = 25.0;

    /// <summary>Reads a file of one cell: t_s,current_A,voltage_V[,temperature_degC][,soc_ref], positive = charge.</summary>
    /// <param name="file">Path.</param>
    /// <param name="ambient_C">Temperature around the cell; null: that of the first row.</param>
    /// <param name="dischargePositive">Whether positive current discharges there.</param>
    /// <exception cref="BadInputException">The file cannot be used.</exception>
    public static LoadedRun Read(string file, double? ambient_C = null, bool dischargePositive = false)
    {
        (ColumnMap map, IEnumerable<string[]> rows) = Recording.Open(file);
        int time = map.Needed(ColumnKind.Time, "t_s", Form), current = map.Needed(ColumnKind.Current, "current_A", Form);
        int voltage = OneCell(file, map), temperature = map.One(ColumnKind.Temperature), soc = map.One(ColumnKind.SocRef);
        if (temperature < 0) temperature = map.Many(ColumnKind.Temperature).FirstOrDefault(-1);
        double sign = dischargePositive ? -1.0 : 1.0;
        RunRows kept = new();
        foreach (string[] fields in rows)
        {
            double At(int column) => column >= 0 && column < fields.Length ? map[column].Read(fields[column]) : double.NaN;
            kept.Add(At(time), sign * At(current), At(voltage), At(temperature), At(soc));
        }

        return Loaded(Path.GetFileNameWithoutExtension(file), file, kept, ambient_C);
    }

    // cell1_V alone is a cell too; several are a pack.
    private static int OneCell(string file, ColumnMap map)
    {
        int[] cells = map.Many(ColumnKind.Voltage);
        if (map.One(ColumnKind.Voltage) < 0 && cells.Length > 1)
        {
            throw new BadInputException(file, "header", $"has {cells.Length} cells, allowed is one; fit --field takes the log of a pack");
        }

        return map.One(ColumnKind.Voltage) < 0 && cells.Length == 1 ? cells[0] : map.Needed(ColumnKind.Voltage, "voltage_V", Form);
    }

    /// <summary>All lines of a file, without a byte-order mark and blanks at the ends.</summary>
    public static IEnumerable<string> Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file).Select(line => line.Trim('\uFEFF', ' ', '\r'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(file, "file", "cannot be read, allowed is a CSV file");
        }
    }

    /// <summary>Makes a run from rows of fields.</summary>
    /// <exception cref="BadInputException">Too few rows can be used, or the current has the wrong sign.</exception>
    public static LoadedRun Of(string name, string file, IEnumerable<string[]> rows, RunColumns columns, double? ambient_C)
    {
        RunRows kept = new();
        foreach (string[] row in rows)
        {
            double soc = Field(row, columns.SocRef);
            kept.Add(
                Field(row, columns.Time), columns.Sign * Field(row, columns.Current), Field(row, columns.Voltage),
                Field(row, columns.Temperature), soc);
        }

        return Loaded(name, file, kept, ambient_C);
    }

    private static LoadedRun Loaded(string name, string file, RunRows kept, double? ambient_C)
    {
        if (kept.Count < FewestRows)
        {
            throw new BadInputException(file, "rows", $"{kept.Count} with time, current and voltage, allowed are {FewestRows} and more");
        }

        if (2 * kept.SameTime > kept.Count)
        {
            throw new BadInputException(file, "t_s", "is the same in most rows, allowed is a time that rises");
        }

        MeasuredRun run = kept.Build(name, ambient_C, RoomTemperature_C);
        if (run.Rows > 0 && CurrentSign.IsReversed(run.Time_s, run.Current_A, row => run.Voltage_V[row]))
        {
            throw new BadInputException(
                file, "current_A", "the voltage falls while it charges, allowed is positive = charge, or --discharge-positive");
        }

        return new LoadedRun(run, kept.Dropped, kept.OutOfOrder, kept.Restarts);
    }

    private static double Field(string[] row, int column)
    {
        if (column < 0 || column >= row.Length) return double.NaN;
        return double.TryParse(row[column].Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) ? value : double.NaN;
    }
}

/// <summary>A run and what was done to its rows.</summary>
/// <param name="Run">The run.</param>
/// <param name="Dropped">Rows left out because a number was missing or impossible.</param>
/// <param name="OutOfOrder">Rows that stood before an earlier one.</param>
/// <param name="Restarts">How often the clock began again; its time was counted on.</param>
internal sealed record LoadedRun(MeasuredRun Run, int Dropped, int OutOfOrder, int Restarts);
