using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>
    /// An hour of the whole controller with telemetry: a drive with an over-current, regeneration and a lost probe, a rest, a charge
    /// through a cold spell, a false over-voltage and a stuck bus. Its digests hold every tick and every signed byte.
    /// </summary>
    [TestClass]
    public static class VirtualHourTests
    {
        private const int Tick_ms = 100;
        private const int Hour_ms = 3600000;

        [TestMethod]
        public static void An_hour_ends_in_the_desktops_digest()
        {
            Digest records = new Digest();
            StandInLink link = new StandInLink(records);
            MemoryStore store = new MemoryStore();
            BootCounter.TryProvision(store, 1);
            TelemetryReporter reporter = RecordTests.Reporter(store, link);
            StandIn bench = new StandIn();
            BmsController bms = new BmsController(TestPack.Config(), bench.Ports(), reporter);
            Digest digest = new Digest();
            long fold = 0;
            bench.Advance(0);
            bms.Start(0);
            for (int time_ms = Tick_ms; time_ms <= Hour_ms; time_ms += Tick_ms)
            {
                Act(bench, bms, time_ms);
                bms.Step(time_ms);
                bench.Advance(Tick_ms);
                fold = StateDigest.Fold(fold, bms);
                if (time_ms % 1000 == 0)
                {
                    digest.Add(fold);
                    StateDigest.Add(digest, bms.State);
                }
            }

            CheckEnd(bench, bms, link);
            StateDigest.Add(digest, bms.Events, Hour_ms);
            records.Print("virtual_hour_records");
            digest.Print("virtual_hour");
        }

        private static void CheckEnd(StandIn bench, BmsController bms, StandInLink link)
        {
            Assert.AreEqual(36000, bench.Beats);
            Assert.AreEqual((int)Mode.Charge, (int)bms.State.Mode);
            Assert.AreEqual(0L, bms.State.Active);
            Assert.IsTrue(bms.State.ChargeOut_mAs > 2000000);
            Assert.IsTrue(bms.State.ChargeIn_mAs > 500000);
            Assert.IsTrue(bms.Events.Written >= 20);
            Assert.IsTrue(link.Published > 250);
        }

        private static void Act(StandIn bench, BmsController bms, int time_ms)
        {
            if (time_ms % 60000 == 0)
            {
                Ask(bms, time_ms / 60000);
            }

            int second = time_ms / 1000;
            bench.Load_mA = second >= 1200 ? 0 : second >= 300 && second < 302 ? 12000 : second >= 900 && second < 920
                ? -1500 : 2000 + (500 * (time_ms / 7000 % 7));
            bench.Probes[2].Quality = second >= 600 && second < 605 ? Quality.BusError : Quality.Good;
            bench.TopCellError_mV = second >= 3120 && second < 3122 ? 700 : 0;
            bench.BusTimesOut = time_ms == 3300000;

            // 0.1 K every two seconds: from 25.0 to -1.0 degC and back.
            int cooling = second < 1740 ? 0 : second < 2260 ? (second - 1740) / 2 : second < 2400 ? 260 : 260 - ((second - 2400) / 2);
            for (int i = 0; i < bench.Probes.Length; i++)
            {
                bench.Probes[i].Temperature_ddegC = 250 - (cooling > 0 ? cooling : 0) + i;
            }
        }

        private static void Ask(BmsController bms, int minute)
        {
            if (minute == 1 || minute == 6 || minute == 11)
            {
                bms.ResetLatches(ClearedBy.Person);
                bms.Ask(Request.Discharge);
            }
            else if (minute == 20)
            {
                bms.Ask(Request.Standby);
            }
            else if (minute >= 25 && minute % 5 == 0 || minute == 57)
            {
                bms.Ask(Request.Charge);
            }
        }
    }
}
