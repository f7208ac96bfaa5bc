using Bms.Chemistry;
using Bms.Config;

namespace Bms.DeviceTests
{
    /// <summary>Four NMC cells of 5 Ah with four probes, currents of their own, and a sample of them in which all is well.</summary>
    public static class TestPack
    {
        public static PackConfig Config()
        {
            PackConfig pack = new PackConfig();
            pack.CellCount = 4;
            pack.ProbeCount = 4;
            pack.Capacity_mAh = 5000;
            pack.Chemistry = Nmc811.Create();
            pack.ChargeCurrent_mA = 2500;
            pack.ChargeOverCurrentWarning_mA = 3000;
            pack.ChargeOverCurrent_mA = 3500;
            pack.DischargeCurrent_mA = 7000;
            pack.DischargeOverCurrentWarning_mA = 7500;
            pack.DischargeOverCurrent_mA = 9000;
            pack.DischargePeakCurrent_mA = 14000;
            pack.SumTolerance_mV = 400;
            return pack;
        }

        /// <summary>A sample of that pack, everything measured once at <paramref name="uptime_ms"/>.</summary>
        public static PackSample Sample(long uptime_ms)
        {
            PackSample sample = new PackSample(4, 4);
            sample.StartAge(uptime_ms);
            Measure(sample, null, 0, uptime_ms);
            return sample;
        }

        /// <summary>
        /// Measures everything anew, all well; the last channel of the signal <paramref name="odd"/>, if any, gets
        /// <paramref name="value"/> instead.
        /// </summary>
        public static void Measure(PackSample sample, Signal odd, int value, long uptime_ms)
        {
            sample.Uptime_ms = uptime_ms;
            Accept(sample.Cell_mV, 3700, odd, value, uptime_ms);
            Accept(sample.Current_mA, 0, odd, value, uptime_ms);
            Accept(sample.Bus_mV, 14800, odd, value, uptime_ms);
            Accept(sample.Temperature_ddegC, 250, odd, value, uptime_ms);
            Accept(sample.SumError_mV, 0, odd, value, uptime_ms);
            Accept(sample.Spread_mV, 0, odd, value, uptime_ms);
            Accept(sample.BusStuck, 0, odd, value, uptime_ms);
            Accept(sample.CurrentSaturated, 0, odd, value, uptime_ms);
            Accept(sample.SwitchMismatch, 0, odd, value, uptime_ms);
            Accept(sample.ChargerMismatch, 0, odd, value, uptime_ms);
            Accept(sample.LoopGap_ms, 100, odd, value, uptime_ms);
            Accept(sample.OpenSwitchCurrent, 0, odd, value, uptime_ms);
            Accept(sample.TelemetrySilent, 0, odd, value, uptime_ms);
            Accept(sample.CurrentImplausible, 0, odd, value, uptime_ms);
            Accept(sample.ChargeFailed, 0, odd, value, uptime_ms);
        }

        private static void Accept(Signal signal, int healthy, Signal odd, int value, long uptime_ms)
        {
            for (int i = 0; i < signal.Count; i++)
            {
                signal.Accept(i, signal == odd && i == signal.Count - 1 ? value : healthy, uptime_ms);
            }
        }
    }
}
