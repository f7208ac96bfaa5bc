using System.Globalization;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>
/// Reads measured runs. Strangers' files are as they are: rows out of order are sorted, rows without a usable number are left out with
/// their charge kept, and both are counted; what cannot be saved gives one line.
/// </summary>
internal static class RunFile
{
    private const int FewestRows = 10;
    private const double RoomTemperature_C = 25.0;

    /// <summary>Reads a canonical file of one cell: t_s,current_A,voltage_V[,temperature_degC][,soc_ref], positive = charge.</summary>
    /// <param name="file">Path.</param>
    /// <param name="ambient_C">Temperature around the cell; null: that of the first row.</param>
    /// <exception cref="BadInputException">The file cannot be used.</exception>
    public static LoadedRun Read(string file, double? ambient_C = null)
    {
        string[] lines = [.. Lines(file).Where(line => line.Length > 0 && line[0] != '#')];
        if (lines.Length == 0) throw new BadInputException(file, "file", "is empty, allowed is a CSV with a header");
        char separator = lines[0].Contains(';') ? ';' : lines[0].Contains('\t') ? '\t' : ',';
        RunColumns columns = RunColumns.Of(file, lines[0].Split(separator));
        return Of(Path.GetFileNameWithoutExtension(file), file, lines.Skip(1).Select(line => line.Split(separator)), columns, ambient_C);
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

        if (kept.Count < FewestRows)
        {
            throw new BadInputException(file, "rows", $"{kept.Count} with time, current and voltage, allowed are {FewestRows} and more");
        }

        MeasuredRun run = kept.Build(name, ambient_C, RoomTemperature_C);
        CheckSign(file, run);
        return new LoadedRun(run, kept.Dropped, kept.OutOfOrder);
    }

    private static double Field(string[] row, int column)
    {
        if (column < 0 || column >= row.Length) return double.NaN;
        return double.TryParse(row[column].Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) ? value : double.NaN;
    }

    // A cell that is charged gets fuller: over a run of any length voltage and charge go the same way.
    private static void CheckSign(string file, MeasuredRun run)
    {
        double[] charge_Ah = run.Charge_Ah();
        double meanCharge = charge_Ah.Average(), meanVoltage = run.Voltage_V.Average();
        (double both, double charge, double voltage) = (0.0, 0.0, 0.0);
        for (int row = 0; row < run.Rows; row++)
        {
            double q = charge_Ah[row] - meanCharge, v = run.Voltage_V[row] - meanVoltage;
            (both, charge, voltage) = (both + q * v, charge + q * q, voltage + v * v);
        }

        if (both < -0.6 * Math.Sqrt(charge * voltage) && run.Time_s[^1] - run.Time_s[0] > 600.0)
        {
            throw new BadInputException(file, "current_A", "the voltage falls while it charges, allowed is positive = charge");
        }
    }
}

/// <summary>A run and what was done to its rows.</summary>
/// <param name="Run">The run.</param>
/// <param name="Dropped">Rows left out because a number was missing or impossible.</param>
/// <param name="OutOfOrder">Rows that stood before an earlier one.</param>
internal sealed record LoadedRun(MeasuredRun Run, int Dropped, int OutOfOrder);
