using System.Globalization;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>Tables that a fit may take besides runs: resistances from pulses and voltages at rest.</summary>
internal static class FitTables
{
    private static readonly string[] s_pulses = ["temperature_degC", "soc", "after_s", "resistance_ohm"];
    private static readonly string[] s_rest = ["soc", "mean_V", "half_gap_V"];

    /// <exception cref="BadInputException">The file is not such a table.</exception>
    public static PulseResistance[] Pulses(string file) => Pulses(file, RunFile.Lines(file));

    /// <summary>The same of lines that stand elsewhere.</summary>
    public static PulseResistance[] Pulses(string file, IEnumerable<string> lines) =>
        [.. Rows(file, lines, s_pulses, 4).Select(r => new PulseResistance(r[0], r[1], r[2], r[3], Charging: false))];

    /// <exception cref="BadInputException">The file is not such a table.</exception>
    public static RestVoltage[] RestVoltages(string file) => RestVoltages(file, RunFile.Lines(file));

    /// <summary>The same of lines that stand elsewhere.</summary>
    public static RestVoltage[] RestVoltages(string file, IEnumerable<string> lines) =>
        [.. Rows(file, lines, s_rest, 2).Select(r => new RestVoltage(r[0], r[1], r.Length > 2 ? r[2] : double.NaN))];

    private static IEnumerable<double[]> Rows(string file, IEnumerable<string> all, string[] header, int needed)
    {
        string[] lines = [.. all.Where(line => line.Length > 0)];
        string allowed = string.Join(',', header);
        if (lines.Length < 2 || !allowed.StartsWith(lines[0], StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException(file, "header", "is another, allowed is " + allowed);
        }

        for (int i = 1; i < lines.Length; i++)
        {
            string[] fields = lines[i].Split(',');
            double[] row = new double[fields.Length];
            for (int k = 0; k < fields.Length; k++)
            {
                bool isNumber = double.TryParse(fields[k], NumberStyles.Float, CultureInfo.InvariantCulture, out row[k]);
                if (isNumber && double.IsFinite(row[k])) continue;
                throw new BadInputException(file, $"row {i}", $"{fields[k]} is no number, allowed is {allowed}");
            }

            if (row.Length < needed) throw new BadInputException(file, $"row {i}", "is too short, allowed is " + allowed);
            yield return row;
        }
    }
}
