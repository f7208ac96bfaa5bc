using Bms.Protection;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>Every row of the protection table: delay, reaction, release. Expected numbers stand here by themselves.</summary>
    [TestClass]
    public static class ProtectionTests
    {
        private const int Tick_ms = 100;

        [TestMethod]
        public static void A_row_trips_at_its_sample_and_not_before()
        {
            int[] delay = Delays();
            int[] reaction = Reactions();
            for (int row = 0; row < delay.Length; row++)
            {
                if (delay[row] == 0)
                {
                    continue;
                }

                Rig rig = new Rig();
                ProtectionRow watched = rig.Table.Rows[row];
                int limit = watched.Limit[watched.Signal.Count - 1];
                rig.Run(null, 0, 20);
                rig.Run(watched.Signal, limit, delay[row] - 1);
                Assert.IsFalse(rig.IsActive(row));
                rig.Run(watched.Signal, limit, 1);
                Assert.IsTrue(rig.IsActive(row));
                Assert.IsFalse((reaction[row] & 1) != 0 && rig.State.ChargeAllowed);
                Assert.IsFalse((reaction[row] & 2) != 0 && rig.State.DischargeAllowed);
            }
        }

        [TestMethod]
        public static void A_value_just_inside_its_limit_never_trips()
        {
            int[] delay = Delays();
            for (int row = 0; row < delay.Length; row++)
            {
                if (delay[row] == 0)
                {
                    continue;
                }

                Rig rig = new Rig();
                ProtectionRow watched = rig.Table.Rows[row];
                int limit = watched.Limit[watched.Signal.Count - 1];
                rig.Run(watched.Signal, watched.Watch == Watch.Above ? limit - 1 : limit + 1, 30);
                Assert.IsFalse(rig.IsActive(row));
            }
        }

        [TestMethod]
        public static void A_sample_counts_once_however_often_it_is_looked_at()
        {
            Rig rig = new Rig();
            ProtectionRow peak = rig.Table.Rows[(int)Fault.DischargeOverCurrent];
            rig.Run(peak.Signal, peak.Limit[0], 2);
            for (int i = 0; i < 50; i++)
            {
                rig.Manager.Step(rig.Uptime_ms, rig.State);
            }

            Assert.IsFalse(rig.IsActive((int)Fault.DischargeOverCurrent));
            rig.Run(peak.Signal, peak.Limit[0], 1);
            Assert.IsTrue(rig.IsActive((int)Fault.DischargeOverCurrent));
        }

        [TestMethod]
        public static void A_sensor_that_falls_silent_is_lost_after_its_time()
        {
            int[] ages = { 18, 19, 20, 21, 30, 31 };
            int[] limit_ms = { 500, 400, 2000, 2000, 2500, 1000 };
            for (int i = 0; i < ages.Length; i++)
            {
                int row = ages[i];
                Rig rig = new Rig();
                rig.Run(null, 0, 20);
                long last_ms = rig.Uptime_ms;
                while (!rig.IsActive(row) && rig.Uptime_ms - last_ms < 10000)
                {
                    rig.RunSilent();
                }

                Assert.AreEqual(limit_ms[i], rig.Uptime_ms - last_ms);
                Assert.IsFalse(rig.State.ChargeAllowed);
                Assert.IsFalse(rig.State.DischargeAllowed);
            }
        }

        [TestMethod]
        public static void Trips_and_releases_of_every_row_are_the_desktops()
        {
            Digest digest = new Digest();
            for (int row = 0; row < Delays().Length; row++)
            {
                Rig rig = new Rig();
                ProtectionRow watched = rig.Table.Rows[row];
                rig.Run(null, 0, 5);
                rig.Run(watched.Signal, watched.Limit[watched.Signal.Count - 1], 12);
                rig.Run(null, 0, 60);
                rig.Manager.ResetLatches(ClearedBy.Person);
                rig.Run(null, 0, 12);
                Assert.AreEqual(0L, rig.State.Active);
                AddEvents(digest, rig.Events);
            }

            digest.Print("protection_events");
        }

        private static void AddEvents(Digest digest, EventLog events)
        {
            digest.Add(events.Written);
            for (int number = events.Oldest; number <= events.Written; number++)
            {
                digest.Add(events.Row(number));
                digest.Add(events.Raised(number));
                digest.Add(events.Channel(number));
                digest.Add(events.Value(number));
                digest.Add(events.Uptime_ms(number));
            }
        }

        // Fresh samples until a row trips; rows of ages (0) have limits in ms instead.
        private static int[] Delays()
        {
            return new int[] { 3, 3, 5, 5, 5, 3, 3, 3, 3, 1, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 3, 5, 5, 3, 3, 1, 1, 1, 0, 0, 5, 1, 1, 1 };
        }

        // 1 stops charging, 2 discharging, 3 both.
        private static int[] Reactions()
        {
            return new int[] { 0, 1, 0, 2, 3, 0, 1, 0, 2, 2, 0, 1, 0, 1, 0, 3, 0, 2, 3, 3, 3, 3, 3, 0, 3, 3, 1, 3, 3, 3, 3, 3, 3, 0, 3, 1 };
        }

        private sealed class Rig
        {
            public readonly PackSample Sample = new PackSample(4, 4);
            public readonly PackState State = new PackState();
            public readonly EventLog Events = new EventLog();
            public readonly ProtectionTable Table;
            public readonly ProtectionManager Manager;
            public long Uptime_ms;

            public Rig()
            {
                Table = new ProtectionTable(Sample, TestPack.Config());
                Manager = new ProtectionManager(Table, Events);
                Sample.StartAge(0);
            }

            public bool IsActive(int row)
            {
                return (State.Active & (1L << row)) != 0;
            }

            public void Run(Signal odd, int value, int steps)
            {
                for (int i = 0; i < steps; i++)
                {
                    Uptime_ms += Tick_ms;
                    TestPack.Measure(Sample, odd, value, Uptime_ms);
                    Manager.Step(Uptime_ms, State);
                }
            }

            public void RunSilent()
            {
                Uptime_ms += Tick_ms;
                Manager.Step(Uptime_ms, State);
            }
        }
    }
}
