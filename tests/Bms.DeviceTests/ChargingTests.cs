using Bms.Charging;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>Limits over temperature, and the charge of a small cell model from constant current to its end.</summary>
    [TestClass]
    public static class ChargingTests
    {
        [TestMethod]
        public static void Limits_over_every_temperature_are_the_desktops()
        {
            PackSample sample = TestPack.Sample(0);
            PackState state = new PackState();
            state.ChargeAllowed = true;
            state.DischargeAllowed = true;
            Digest digest = new Digest();
            for (int temperature_ddegC = -300; temperature_ddegC <= 700; temperature_ddegC += 7)
            {
                TestPack.Measure(sample, sample.Temperature_ddegC, temperature_ddegC, 0);
                new CurrentLimits(TestPack.Config()).Step(sample, state);
                digest.Add(state.ChargeLimit_mA);
                digest.Add(state.DischargeLimit_mA);
            }

            digest.Print("current_limits");

            // 7.5 degC lies half way between 400 and 600 permille of 2.5 A; -15 degC half way between 0 and 400 permille of 7 A.
            TestPack.Measure(sample, sample.Temperature_ddegC, 75, 0);
            new CurrentLimits(TestPack.Config()).Step(sample, state);
            Assert.AreEqual(1250, state.ChargeLimit_mA);
            TestPack.Measure(sample, sample.Temperature_ddegC, -150, 0);
            new CurrentLimits(TestPack.Config()).Step(sample, state);
            Assert.AreEqual(0, state.ChargeLimit_mA);
            Assert.AreEqual(1400, state.DischargeLimit_mA);
        }

        [TestMethod]
        public static void A_charge_starts_with_the_ramp_and_ends_full()
        {
            StandIn bench = new StandIn();
            CcCvCharger charger = new CcCvCharger(bench, TestPack.Config(), 20);
            PackSample sample = TestPack.Sample(0);
            PackState state = new PackState();
            state.Mode = Mode.Charge;
            state.ChargeLimit_mA = 2500;
            Digest digest = new Digest();
            long charge_mAs = 0;
            int seconds = 0;
            while (!state.ChargeComplete && seconds < 20000)
            {
                // A cell of 1000 mAs a mV behind 60 mohm; the highest cell is the last one.
                int rested_mV = 4000 + (int)(charge_mAs / 10000);
                int cell_mV = rested_mV + (bench.Charger_mA * 60 / 1000);
                TestPack.Measure(sample, sample.Cell_mV, cell_mV, seconds * 1000L);
                sample.Current_mA.Accept(0, bench.Charger_mA, seconds * 1000L);
                Assert.IsTrue(charger.Step(sample, state));
                Assert.IsTrue(cell_mV < 4200);
                Assert.IsTrue(seconds > 0 || bench.Charger_mA == 100);
                charge_mAs += bench.Charger_mA;
                digest.Add(bench.Charger_mA);
                seconds++;
            }

            Assert.IsTrue(state.ChargeComplete);
            charger.Step(sample, state);
            Assert.AreEqual(0, bench.Charger_mA);
            digest.Add(seconds);
            digest.Print("charge");
        }
    }
}
