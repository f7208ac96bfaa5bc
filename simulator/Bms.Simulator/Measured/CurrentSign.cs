namespace Bms.Simulator.Measured;

/// <summary>
/// Says whether a recording counts the current the other way: a cell that is charged shows more voltage, at once and over time.
/// </summary>
internal static class CurrentSign
{
    private const double LongestStep_s = 30.0;
    private const int EnoughSteps = 5;
    private const double Shortest_s = 600.0;

    /// <summary>Whether positive current discharges there.</summary>
    public static bool IsReversed(double[] time_s, double[] current_A, Func<int, double> voltage_V)
    {
        double range_A = current_A.Max() - current_A.Min();
        (double up, double down, int steps) = (0.0, 0.0, 0);
        for (int row = 1; row < time_s.Length; row++)
        {
            double step_A = current_A[row] - current_A[row - 1], step_V = voltage_V(row) - voltage_V(row - 1);
            if (Math.Abs(step_A) < 0.3 * range_A || time_s[row] - time_s[row - 1] > LongestStep_s || double.IsNaN(step_V)) continue;
            if (step_A * step_V > 0.0) up += Math.Abs(step_V);
            else down += Math.Abs(step_V);
            steps++;
        }

        // Steps speak most clearly: nothing but a resistance makes them.
        if (range_A > 0.0 && steps >= EnoughSteps) return down > 3.0 * up;
        return time_s[^1] - time_s[0] > Shortest_s && Together(time_s, current_A, voltage_V) < -0.6;
    }

    // Correlation of charge and voltage.
    private static double Together(double[] time_s, double[] current_A, Func<int, double> voltage_V)
    {
        (double n, double x, double y, double xx, double xy, double yy, double charge) = (0, 0, 0, 0, 0, 0, 0);
        double first_V = voltage_V(0);
        for (int row = 1; row < time_s.Length; row++)
        {
            charge += current_A[row] * (time_s[row] - time_s[row - 1]);
            double v = voltage_V(row) - first_V;
            if (double.IsNaN(v)) continue;
            (n, x, y) = (n + 1, x + charge, y + v);
            (xx, xy, yy) = (xx + charge * charge, xy + charge * v, yy + v * v);
        }

        double spread = (n * xx - x * x) * (n * yy - y * y);
        return spread > 0.0 ? (n * xy - x * y) / Math.Sqrt(spread) : 0.0;
    }
}
