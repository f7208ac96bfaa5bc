namespace Bms.Simulator.Anomaly;

/// <summary>Means of a minute: every reading against the median of its kind, and what a healthy cell may respond to.</summary>
internal sealed class OracleWindow(int cells)
{
    private const double Slow = 1 / 15.0;

    private double _charge_Ah;
    private double _slow_A;
    private double _heat_K;

    internal double[] Cell_mV { get; } = new double[cells];

    internal double[] Probe_K { get; } = new double[4];

    internal double True_A { get; private set; }

    internal int Count { get; private set; }

    /// <summary>Level, current, slow current, charge that has flowed and its square, warmth.</summary>
    internal double[] Own => [1, True_A, _slow_A, _charge_Ah, _charge_Ah * _charge_Ah, _charge_Ah * _charge_Ah * _charge_Ah, _heat_K];

    internal void Add(RecordedRow row, double true_A)
    {
        Gather(Cell_mV, row.Cell_V, 1000);
        Gather(Probe_K, row.Temperature_degC, 1);
        _heat_K += Middle(row.Temperature_degC);
        True_A += true_A;
        Count++;
    }

    internal OracleWindow Close(OracleWindow? before)
    {
        True_A /= Count;
        _heat_K /= Count;
        for (int i = 0; i < Cell_mV.Length; i++)
        {
            Cell_mV[i] /= Count;
        }

        for (int i = 0; i < Probe_K.Length; i++)
        {
            Probe_K[i] /= Count;
        }

        _charge_Ah = (before?._charge_Ah ?? 0) + (True_A / 60);
        _slow_A = (before?._slow_A ?? 0) + (Slow * (True_A - (before?._slow_A ?? 0)));
        return this;
    }

    private static void Gather(double[] sums, double[] values, double scale)
    {
        double middle = Middle(values);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += scale * (values[i] - middle);
        }
    }

    private static double Middle(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return 0.5 * (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]);
    }
}
