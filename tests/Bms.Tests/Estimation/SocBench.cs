using Bms.Chemistry;
using Bms.Estimation;
using Bms.Tests.Fakes;

namespace Bms.Tests.Estimation;

/// <summary>
/// The estimator of a 5 Ah pack, 18,000,000,000 uC, 18,000 uC a ppm, whose mean voltage is known to 10 mV and 6 mV of hysteresis.
/// </summary>
internal sealed class SocBench
{
    public readonly PackSample Sample;
    public readonly PackState State = new();
    public readonly SocEstimator Soc;
    public long Uptime_ms;

    public SocBench(int capacity_mAh = 5000, long start_ms = 0)
    {
        Uptime_ms = start_ms;
        Sample = TestPack.HealthySample(start_ms);
        Soc = new SocEstimator(Nmc811.Create(), capacity_mAh, 10);
    }

    /// <summary>Begins at a rested voltage: 3693 mV is the table's 50 %.</summary>
    public SocBench At(int cell_mV)
    {
        SetCells(cell_mV);
        Cycle(0, 100);
        Soc.Estimate(Sample, State);
        return this;
    }

    public void SetCells(int cell_mV) => TestPack.Accept(Sample.Cell_mV, cell_mV, Uptime_ms);

    /// <summary>One cycle of the length given.</summary>
    public void Cycle(int current_mA, long length_ms)
    {
        Uptime_ms += length_ms;
        Sample.Uptime_ms = Uptime_ms;
        Sample.Current_mA.Accept(0, current_mA, Uptime_ms);
        Soc.Count(Sample);
    }

    /// <summary>Cycles of 100 ms with an estimate each second.</summary>
    public void Run(int current_mA, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            for (int tick = 0; tick < 10; tick++)
            {
                Cycle(current_mA, 100);
            }

            Soc.Estimate(Sample, State);
        }
    }

    /// <summary>Cycles of 100 ms in which the current cannot be read.</summary>
    public void RunBlind(int seconds)
    {
        for (int i = 0; i < seconds * 10; i++)
        {
            Uptime_ms += 100;
            Sample.Uptime_ms = Uptime_ms;
            Sample.Current_mA.Reject(0, Quality.BusError);
            Soc.Count(Sample);
        }

        Soc.Estimate(Sample, State);
    }
}
