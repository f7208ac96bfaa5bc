namespace Bms.Simulator.Anomaly;

/// <summary>One row of a recording; what is missing is NaN. Positive current charges.</summary>
internal sealed record RecordedRow(double Time_s, double Current_A, double[] Cell_V, double[] Temperature_degC, double Pack_V);

/// <summary>A recorded pack: its size, its rows in the order of the file, read when they are asked for.</summary>
internal sealed record RecordedPack(int Cells, int Probes, IEnumerable<RecordedRow> Rows);
