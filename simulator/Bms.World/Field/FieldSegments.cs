namespace Bms.World.Field;

/// <summary>
/// Cuts a log where nobody looked for longer than the rows are apart: what flowed there is not known, so each stretch has a state of charge
/// of its own to begin from.
/// </summary>
internal sealed class FieldSegments
{
    /// <summary>Longest pause that still counts as one interval.</summary>
    public const double Pause_s = 60.0;

    private const double TimesUsual = 5.0;
    private const double UnderLoad_s = 300.0;

    /// <param name="log">The log.</param>
    /// <param name="still_A">A current below this is rest.</param>
    public FieldSegments(FieldLog log, double still_A)
    {
        double longest_s = Math.Max(Pause_s, TimesUsual * Usual_s(log));
        List<int> starts = [0];
        Of = new int[log.Rows];
        Settled = new bool[log.Rows];
        double blind_s = Blind(log, 0, still_A);
        for (int row = 0; row < log.Rows; row++)
        {
            if (row > 0 && log.Duration_s(row) > longest_s)
            {
                starts.Add(row);
                blind_s = Blind(log, row, still_A);
            }

            Of[row] = starts.Count - 1;
            Settled[row] = log.Time_s[row] - log.Time_s[starts[^1]] >= blind_s;
        }

        Start = [.. starts];
    }

    /// <summary>First row of each stretch.</summary>
    public int[] Start { get; }

    /// <summary>Stretch of each row.</summary>
    public int[] Of { get; }

    /// <summary>Whether what flowed before the stretch can no longer be felt in the voltage of a row.</summary>
    public bool[] Settled { get; }

    /// <summary>Number of stretches.</summary>
    public int Count => Start.Length;

    private static double Usual_s(FieldLog log)
    {
        double[] durations_s = [.. Enumerable.Range(1, Math.Max(0, log.Rows - 1)).Select(log.Duration_s).Order()];
        return durations_s.Length == 0 ? 0.0 : durations_s[durations_s.Length / 2];
    }

    private static double Blind(FieldLog log, int row, double still_A) => Math.Abs(log.Current_A[row]) > still_A ? UnderLoad_s : 0.0;
}
