using Bms.Protection;

namespace Bms.DeviceTests
{
    /// <summary>What a controller concluded, as numbers for a digest. Times are left out where a test shifts them.</summary>
    public static class StateDigest
    {
        /// <summary>Folds what can change from one tick to the next into one number: cheaper on a board than SHA-256 each tick.</summary>
        public static long Fold(long fold, BmsController bms)
        {
            PackState s = bms.State;
            PackSample p = bms.Sample;
            fold = (fold * 31) + s.Active;
            fold = (fold * 31) + (int)s.Mode;
            fold = (fold * 31) + (s.ChargeCommand ? 1 : 0) + (s.DischargeCommand ? 2 : 0);
            fold = (fold * 31) + p.Current_mA.Value[0];
            fold = (fold * 31) + p.Bus_mV.Value[0];
            int[] cell_mV = p.Cell_mV.Value;
            for (int i = 0; i < cell_mV.Length; i++)
            {
                fold = (fold * 31) + cell_mV[i] + (int)p.Cell_mV.Quality[i];
            }

            return (fold * 31) + s.Soc_ppm;
        }

        /// <summary>Adds every conclusion.</summary>
        public static void Add(Digest digest, PackState s)
        {
            digest.Add((int)s.Mode);
            digest.Add(s.Active);
            digest.Add(s.Latched);
            digest.Add(s.ChargeAllowed);
            digest.Add(s.DischargeAllowed);
            digest.Add(s.ChargeCommand);
            digest.Add(s.DischargeCommand);
            digest.Add(s.Soc_ppm);
            digest.Add(s.SocSigma_ppm);
            digest.Add(s.ChargeLimit_mA);
            digest.Add(s.DischargeLimit_mA);
            digest.Add(s.ChargerVoltage_mV);
            digest.Add(s.ChargerCurrent_mA);
            digest.Add(s.ChargeComplete);
            digest.Add(s.ChargeIn_mAs);
            digest.Add(s.ChargeOut_mAs);
        }

        /// <summary>Adds the events that the log still holds, with their age at <paramref name="now_ms"/>.</summary>
        public static void Add(Digest digest, EventLog events, long now_ms)
        {
            digest.Add(events.Written);
            for (int number = events.Oldest; number <= events.Written; number++)
            {
                digest.Add(events.Row(number));
                digest.Add(events.Raised(number));
                digest.Add(events.Channel(number));
                digest.Add(events.Value(number));
                digest.Add(now_ms - events.Uptime_ms(number));
            }
        }
    }
}
