using Bms.Chemistry;
using Bms.Config;

namespace Bms.Tests.Fakes;

/// <summary>
/// A pack much like the bench: four NMC cells of 5 Ah, with currents that all differ so that none can stand in for another.
/// </summary>
internal static class TestPack
{
    public static PackConfig Config() => new()
    {
        CellCount = 4,
        ProbeCount = 3,
        Capacity_mAh = 5000,
        Chemistry = Nmc811.Create(),
        Tick_ms = 100,
        ChargeCurrent_mA = 2500,
        ChargeOverCurrentWarning_mA = 3000,
        ChargeOverCurrent_mA = 3500,
        DischargeCurrent_mA = 8000,
        DischargeOverCurrentWarning_mA = 9000,
        DischargeOverCurrent_mA = 10000,
        DischargePeakCurrent_mA = 15000,
        SumTolerance_mV = 200,
    };

    /// <summary>A sample of that pack in which everything has been measured and is well, at <paramref name="uptime_ms"/>.</summary>
    public static PackSample HealthySample(long uptime_ms = 0)
    {
        PackSample sample = new(4, 3);
        sample.StartAge(uptime_ms);
        Accept(sample.Cell_mV, 3700, uptime_ms);
        Accept(sample.Current_mA, 0, uptime_ms);
        Accept(sample.Bus_mV, 14800, uptime_ms);
        Accept(sample.Temperature_ddegC, 250, uptime_ms);
        return sample;
    }

    public static void Accept(Signal signal, int value, long uptime_ms)
    {
        for (int i = 0; i < signal.Count; i++)
        {
            signal.Accept(i, value, uptime_ms);
        }
    }
}
