using Bms.Anomaly;

namespace Bms.Tests.Anomaly;

/// <summary>
/// A pack by first principles around the detector: a straight open-circuit voltage, Ohm's law, counted charge, noise of 3 mV. Nothing of
/// the detector's own model is used.
/// </summary>
internal sealed class AnomalyBench
{
    internal const double Capacity_Ah = 5;
    private const double Empty_mV = 3000;
    private const double Full_mV = 4200;

    private readonly Random _random = new(17);
    private int _read;

    internal AnomalyBench(int cells = 8, int probes = 4)
    {
        Cells = cells;
        Sample = new PackSample(cells, probes);
        int[] ocv_mV = [.. Enumerable.Range(0, 51).Select(i => (int)(Empty_mV + ((Full_mV - Empty_mV) * i / 50)))];
        Detector = new AnomalyDetector(cells, probes, ocv_mV, (int)(Capacity_Ah * 1000));
        Soc = [.. Enumerable.Repeat(0.6, cells)];
        Resistance_ohm = [.. Enumerable.Repeat(0.02, cells)];
        Leak_A = new double[cells];
        Capacity_share = [.. Enumerable.Repeat(1.0, cells)];
        Bias_mV = new double[cells];
        Probe_degC = [.. Enumerable.Repeat(25.0, probes)];
    }

    internal int Cells { get; }
    internal PackSample Sample { get; }
    internal AnomalyDetector Detector { get; set; }
    internal double[] Soc { get; }
    internal double[] Resistance_ohm { get; }
    internal double[] Leak_A { get; }

    /// <summary>Capacities in multiples of the rated one.</summary>
    internal double[] Capacity_share { get; }
    internal double[] Bias_mV { get; }
    internal double[] Probe_degC { get; }
    internal double Current_A { get; set; }
    internal long Now_ms { get; private set; }

    /// <summary>Changes a finished frame before the detector sees it.</summary>
    internal Action<PackSample>? Spoil { get; set; }

    /// <summary>Lets time pass with one frame a step; returns the alarms raised, in their order.</summary>
    internal List<AnomalyAlarm> Run(double hours, int step_ms = 1000)
    {
        List<AnomalyAlarm> raised = [];
        for (long end_ms = Now_ms + (long)(hours * 3.6e6); Now_ms < end_ms;)
        {
            Frame(step_ms);
            for (; _read < Detector.Alarms.Raised; _read++)
            {
                raised.Add(Copy(Detector.Alarms.Of(_read + 1)));
            }
        }

        return raised;
    }

    /// <summary>Half an hour at rest and an hour of driving in steps of a minute, so that the detector knows its pack.</summary>
    internal List<AnomalyAlarm> Learn()
    {
        List<AnomalyAlarm> raised = Run(0.5);
        for (int minute = 0; minute < 90; minute++)
        {
            Current_A = minute % 2 == 0 ? -4 : 2;
            raised.AddRange(Run(1.0 / 60));
        }

        Current_A = 0;
        raised.AddRange(Run(0.5));
        return raised;
    }

    /// <summary>Sleeps: time passes, cells leak, no frame comes.</summary>
    internal void Sleep(double hours)
    {
        Now_ms += (long)(hours * 3.6e6);
        Move(hours);
    }

    /// <summary>The uptime and the count of alarms begin again.</summary>
    internal void Reboot()
    {
        Now_ms = 0;
        _read = 0;
    }

    private void Frame(int step_ms)
    {
        Now_ms += step_ms;
        Move(step_ms / 3.6e6);
        Sample.Uptime_ms = Now_ms;
        double sum_mV = 0;
        for (int i = 0; i < Cells; i++)
        {
            double true_mV = Empty_mV + ((Full_mV - Empty_mV) * Soc[i]) + (Current_A * Resistance_ohm[i] * 1000);
            sum_mV += true_mV;
            Sample.Cell_mV.Accept(i, (int)Math.Round(true_mV + Offset_mV(i) + Bias_mV[i] + (3 * _random.NextDouble()) - 1.5), Now_ms);
        }

        for (int i = 0; i < Probe_degC.Length; i++)
        {
            Sample.Temperature_ddegC.Accept(i, (int)Math.Round((Probe_degC[i] + (0.1 * _random.NextDouble())) * 10), Now_ms);
        }

        Sample.Current_mA.Accept(0, (int)Math.Round(Current_A * 1000), Now_ms);
        Sample.Bus_mV.Accept(0, (int)Math.Round(sum_mV + _random.NextDouble() - 0.5), Now_ms);
        Spoil?.Invoke(Sample);
        Detector.Step(Sample);
    }

    // No two channels are alike.
    private static double Offset_mV(int cell) => (cell * 7 % 5) - 2;

    private void Move(double hours)
    {
        for (int i = 0; i < Cells; i++)
        {
            Soc[i] += (Current_A - Leak_A[i]) * hours / Capacity_Ah / Capacity_share[i];
        }
    }

    private static AnomalyAlarm Copy(AnomalyAlarm a) => new()
    {
        Type = a.Type, Cell = a.Cell, Severity = a.Severity, Raised_ms = a.Raised_ms, Number = a.Number, Feature = a.Feature,
        Value = a.Value, Healthy = a.Healthy, Estimate = a.Estimate, Low = a.Low, High = a.High, Against = a.Against,
        Score_permille = a.Score_permille,
    };
}
