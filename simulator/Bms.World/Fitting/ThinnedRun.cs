namespace Bms.World.Fitting;

/// <summary>
/// A run with fewer rows: neighbours with the same current are drawn together as long as the voltage hardly moves, their charge is kept.
/// Each row that is left has a weight, the time it stands for; all weights of a run sum to one.
/// </summary>
internal sealed class ThinnedRun
{
    private const double Longest_s = 60.0;
    private const int MostCompared = 4000;
    private const double RestShare = 0.01;

    public ThinnedRun(MeasuredRun run)
    {
        Run = run;
        double currentBand_A = 0.002 * Math.Max(1e-3, run.Current_A.Max(Math.Abs));
        List<int> kept = [0];
        double stepAt_s = 0.0;
        for (int row = 1; row < run.Rows - 1; row++)
        {
            if (Math.Abs(run.Current_A[row] - run.Current_A[row - 1]) > currentBand_A) stepAt_s = run.Time_s[row - 1];
            double longest_s = Math.Min(Longest_s, 0.05 * (run.Time_s[row] - stepAt_s) + 1.0);
            int last = kept[^1];
            bool same = Math.Abs(run.Current_A[row] - run.Current_A[row + 1]) <= currentBand_A
                && Math.Abs(run.Voltage_V[row + 1] - run.Voltage_V[last]) < 0.002
                && run.Time_s[row + 1] - run.Time_s[last] <= longest_s;
            if (!same) kept.Add(row);
        }

        if (run.Rows > 1) kept.Add(run.Rows - 1);
        Rows = kept.Count;
        Row = [.. kept];
        Fill();
    }

    /// <summary>The run as it was measured.</summary>
    public MeasuredRun Run { get; }

    /// <summary>Rows that are left.</summary>
    public int Rows { get; }

    /// <summary>Length of the run, in hours.</summary>
    public double Hours => (Run.Time_s[^1] - Run.Time_s[0]) / 3600.0;

    /// <summary>Share of the run's time that has passed at a row, 0..1.</summary>
    public double Elapsed(int row) => Hours > 0.0 ? (Run.Time_s[Row[row]] - Run.Time_s[0]) / (3600.0 * Hours) : 0.0;

    /// <summary>Number of each row in the measured run.</summary>
    public int[] Row { get; }

    /// <summary>Length of the interval that ends at a row, and its mean current.</summary>
    public double[] Duration_s { get; private set; } = [];

    public double[] Current_A { get; private set; } = [];

    /// <summary>Charge since the first row.</summary>
    public double[] Charge_Ah { get; private set; } = [];

    /// <summary>Current at the very moment of a row; what R0 sees.</summary>
    public double[] Now_A { get; private set; } = [];

    public double[] Voltage_V { get; private set; } = [];

    /// <summary>Core temperature in degC; the measured surface until a thermal model says better.</summary>
    public double[] Core_C { get; private set; } = [];

    /// <summary>How much a row counts in the comparison; 0 for rows that only move the state.</summary>
    public double[] Weight { get; private set; } = [];

    private void Fill()
    {
        double[] charge_Ah = Run.Charge_Ah();
        Duration_s = new double[Rows];
        Current_A = new double[Rows];
        Charge_Ah = Row.Select(r => charge_Ah[r]).ToArray();
        Now_A = Row.Select(r => Run.Current_A[r]).ToArray();
        Voltage_V = Row.Select(r => Run.Voltage_V[r]).ToArray();
        Core_C = Row.Select(Run.TemperatureAt_C).ToArray();
        Weight = new double[Rows];
        for (int k = 1; k < Rows; k++)
        {
            Duration_s[k] = Run.Time_s[Row[k]] - Run.Time_s[Row[k - 1]];
            Current_A[k] = Duration_s[k] > 0.0 ? (Charge_Ah[k] - Charge_Ah[k - 1]) * 3600.0 / Duration_s[k] : Now_A[k];
        }

        Weigh();
    }

    // Where there are more rows than can matter only each n-th is compared; it stands for the time of those before it too.
    private void Weigh()
    {
        int stride = Math.Max(1, Rows / MostCompared);
        double open_s = 0.0;
        double stepAt_s = double.NegativeInfinity;
        double band_A = 0.1 * Now_A.Max(Math.Abs);
        double sum = 0.0;
        for (int k = 0; k < Rows; k++)
        {
            open_s += Duration_s[k];
            if (k % stride != 0 && k != Rows - 1) continue;
            if (k > 0 && Math.Abs(Now_A[k] - Now_A[k - 1]) > band_A) stepAt_s = Run.Time_s[Row[k - 1]];
            double since_s = Run.Time_s[Row[k]] - stepAt_s;
            Weight[k] = Math.Max(open_s, 1e-3) * (1.0 + 30.0 / (1.0 + since_s / 3.0));
            sum += Weight[k];
            open_s = 0.0;
        }

        // What the cell shows at rest fixes the scale of charge, however short it was looked at.
        foreach (int end in (int[])[0, Rows - 1])
        {
            if (Math.Abs(Now_A[end]) > 0.01 * Now_A.Max(Math.Abs)) continue;
            Weight[end] += RestShare * sum;
            sum *= 1.0 + RestShare;
        }

        for (int k = 0; k < Rows; k++) Weight[k] /= sum;
    }
}
