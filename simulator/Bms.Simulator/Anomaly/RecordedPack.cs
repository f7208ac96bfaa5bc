namespace Bms.Simulator.Anomaly;

/// <summary>One row of a recording; what is missing is NaN. Positive current charges.</summary>
internal sealed record RecordedRow(double Time_s, double Current_A, double[] Cell_V, double[] Temperature_degC, double Pack_V);

/// <summary>A recorded pack: its size, its rows in the order of the file, read when they are asked for.</summary>
internal sealed record RecordedPack(int Cells, int Probes, IEnumerable<RecordedRow> Rows)
{
    /// <summary>What the file calls its cells and probes; alarms name them so.</summary>
    internal int[] CellNumbers { get; init; } = [.. Enumerable.Range(1, Cells)];

    internal int[] ProbeNumbers { get; init; } = [.. Enumerable.Range(1, Probes)];

    /// <summary>The same recording without the cells that are not fitted.</summary>
    internal RecordedPack Only(bool[] fitted)
    {
        int[] kept = [.. Enumerable.Range(0, Cells).Where(i => fitted[i])];
        return kept.Length == Cells ? this : this with
        {
            Cells = kept.Length,
            Rows = Rows.Select(row => row with { Cell_V = Array.ConvertAll(kept, i => row.Cell_V[i]) }),
            CellNumbers = Array.ConvertAll(kept, i => CellNumbers[i]),
        };
    }

    /// <summary>Part of the file that has been walked through, 0 to 1.</summary>
    internal Func<double> Share { get; init; } = () => 0;

    /// <summary>False when the file has no column of the current at all.</summary>
    internal bool HasCurrent { get; init; } = true;

    /// <summary>What the cells' values were multiplied by to be in V: 1 unless they stood in mV under a name in V.</summary>
    internal double Scaled { get; init; } = 1;
}
