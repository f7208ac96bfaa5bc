using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>Where 32-bit counters of milliseconds end, nothing happens: a run across the place is the run from zero.</summary>
    [TestClass]
    public static class UptimeTests
    {
        private const int Steps = 150;

        [TestMethod]
        public static void A_run_over_2_to_the_31_ms_is_the_run_from_zero()
        {
            Assert.AreEqual(Run(0L), Run(2147483648L - 7500));
        }

        [TestMethod]
        public static void A_run_over_2_to_the_32_ms_is_the_run_from_zero()
        {
            Assert.AreEqual(Run(0L), Run(4294967296L - 7500));
        }

        [TestMethod]
        public static void A_run_after_a_thousand_years_is_the_run_from_zero()
        {
            Assert.AreEqual(Run(0L), Run(31557600000000L));
        }

        [TestMethod]
        public static void A_clock_that_was_an_unsigned_number_is_a_clock()
        {
            uint[] word = { 1000000 };
            Assert.AreEqual(Run(0L), Run((long)word[0]));
        }

        // A sensor is lost in the middle: an age is the difference that a wrap would spoil.
        private static string Run(long start_ms)
        {
            StandIn bench = new StandIn();
            BmsController bms = new BmsController(TestPack.Config(), bench.Ports(), null);
            Digest digest = new Digest();
            bms.Start(start_ms);
            bms.Ask(Request.Discharge);
            bench.Load_mA = 1500;
            bench.Advance(0);
            int lost = 0;
            for (int step = 1; step <= Steps; step++)
            {
                bench.BusTimesOut = step == 90;
                bench.Probes[1].Quality = step > 60 ? Quality.BusError : Quality.Good;
                bms.Step(start_ms + (step * 100));
                bench.Advance(100);
                StateDigest.Add(digest, bms.State);
                lost = lost == 0 && (bms.State.Active & (1L << 21)) != 0 ? step : lost;
            }

            // The last reading of probe 1 is at step 58, the third tick of its 275 ms; it is lost 2 s later.
            Assert.AreEqual(78, lost);
            StateDigest.Add(digest, bms.Events, start_ms);
            return digest.Finish();
        }
    }
}
