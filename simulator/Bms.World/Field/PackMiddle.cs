namespace Bms.World.Field;

/// <summary>
/// The middle of a pack: the mean of the half of its cells that stay nearest to the median. It is always the same cells, so it moves like a
/// cell; a weak or badly measured one is not among them.
/// </summary>
internal static class PackMiddle
{
    private const int LookedAt = 4000;

    /// <summary>Voltage of the middle at each row; not a number where fewer than half of its cells were seen.</summary>
    public static double[] Of(FieldLog log)
    {
        int[] members = Members(log);
        double[] middle_V = new double[log.Rows];
        for (int row = 0; row < log.Rows; row++)
        {
            (double sum, int count) = (0.0, 0);
            foreach (int cell in members)
            {
                float voltage_V = log.Cell_V[cell][row];
                if (float.IsNaN(voltage_V)) continue;
                sum += voltage_V;
                count++;
            }

            middle_V[row] = 2 * count >= members.Length && count > 0 ? sum / count : double.NaN;
        }

        return middle_V;
    }

    private static int[] Members(FieldLog log)
    {
        int stride = Math.Max(1, log.Rows / LookedAt);
        double[] squares = new double[log.Cells];
        int[] seen = new int[log.Cells];
        List<float> at = [];
        for (int row = 0; row < log.Rows; row += stride)
        {
            at.Clear();
            for (int cell = 0; cell < log.Cells; cell++)
            {
                if (!float.IsNaN(log.Cell_V[cell][row])) at.Add(log.Cell_V[cell][row]);
            }

            if (at.Count == 0) continue;
            at.Sort();
            double median_V = 0.5 * (at[(at.Count - 1) / 2] + at[at.Count / 2]);
            for (int cell = 0; cell < log.Cells; cell++)
            {
                double distance_V = log.Cell_V[cell][row] - median_V;
                if (double.IsNaN(distance_V)) continue;
                squares[cell] += distance_V * distance_V;
                seen[cell]++;
            }
        }

        int most = seen.Max();
        return [.. Enumerable.Range(0, log.Cells).Where(cell => 2 * seen[cell] > most).OrderBy(cell => squares[cell] / seen[cell])
            .ThenBy(cell => cell).Take(Math.Max(1, (log.Cells + 1) / 2))];
    }
}
