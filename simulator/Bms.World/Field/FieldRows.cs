namespace Bms.World.Field;

/// <summary>How much each row of a log counts, and to which block of it a row belongs.</summary>
internal sealed class FieldRows
{
    private const int MostBlocks = 30;
    private const int FewestRowsOfABlock = 20;
    private const double MostUsual = 5.0;
    private const double Beyond_V = 0.1;

    /// <exception cref="ArgumentException">The voltages are not those of the cell.</exception>
    public FieldRows(FieldLog log, FieldSegments segments, double[] middle_V, CellSpec cell)
    {
        Usual_s = Usual(log);
        Weight = new double[log.Rows];
        Block = new int[log.Rows];
        int counted = 0;
        for (int row = 0; row < log.Rows; row++)
        {
            if (!segments.Settled[row] || !(middle_V[row] > cell.Empty_V - Beyond_V && middle_V[row] < cell.Full_V + Beyond_V)) continue;
            bool starts = row == segments.Start[segments.Of[row]];

            // A long interval tells no more than its end does.
            Weight[row] = starts ? 1.0 : Math.Clamp(log.Duration_s(row) / Usual_s, 0.0, MostUsual);
            counted++;
        }

        if (2 * counted < log.Rows) Refuse(segments, middle_V, cell);
        Blocks = Math.Clamp(counted / FewestRowsOfABlock, 1, MostBlocks);
        int seen = 0;
        for (int row = 0; row < log.Rows; row++)
        {
            Block[row] = Math.Min(Blocks - 1, (int)((long)seen * Blocks / Math.Max(1, counted)));
            if (Weight[row] > 0.0) seen++;
        }
    }

    /// <summary>Usual length of an interval.</summary>
    public double Usual_s { get; }

    public double[] Weight { get; }

    public int[] Block { get; }

    public int Blocks { get; }

    // What is far beyond full or empty is no cell any more that a curve describes; when that is most of a log it is another cell.
    private static void Refuse(FieldSegments segments, double[] middle_V, CellSpec cell)
    {
        double[] known_V = [.. middle_V.Where((v, row) => segments.Settled[row] && !double.IsNaN(v)).Order()];
        if (known_V.Length == 0) throw new ArgumentException("cells: no row has voltages of half of the cells, allowed are more");
        double typical_V = known_V[known_V.Length / 2];
        if (typical_V > cell.Empty_V - Beyond_V && typical_V < cell.Full_V + Beyond_V) return;
        throw new ArgumentException(FormattableString.Invariant(
            $"cells: {typical_V:0.00} V is not a voltage of {cell.Name}, allowed are {cell.Empty_V:0.00} to {cell.Full_V:0.00} V"));
    }

    private static double Usual(FieldLog log)
    {
        double[] durations_s = [.. Enumerable.Range(1, Math.Max(0, log.Rows - 1)).Select(log.Duration_s).Where(d => d > 0.0).Order()];
        return durations_s.Length == 0 ? 1.0 : durations_s[durations_s.Length / 2];
    }
}
