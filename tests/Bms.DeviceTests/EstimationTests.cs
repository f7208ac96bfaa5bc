using Bms.Estimation;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>Counting, the curve of rested voltages, and what a rest corrects: integers and floats, step by step.</summary>
    [TestClass]
    public static class EstimationTests
    {
        [TestMethod]
        public static void The_curve_gives_its_own_points_and_lines_between()
        {
            OcvTable curve = new OcvTable(TestPack.Config().Chemistry.Ocv_mV);
            Assert.AreEqual(0, curve.Soc_ppm(2000));
            Assert.AreEqual(0, curve.Soc_ppm(2872));
            Assert.AreEqual(400000, curve.Soc_ppm(3631));
            Assert.AreEqual(409090, curve.Soc_ppm(3636));
            Assert.AreEqual(1000000, curve.Soc_ppm(4175));
            Assert.AreEqual(1000000, curve.Soc_ppm(4300));
            Digest digest = new Digest();
            for (int cell_mV = 2800; cell_mV < 4250; cell_mV += 3)
            {
                digest.Add(curve.Soc_ppm(cell_mV));
                digest.Add(curve.Slope_ppm_per_mV(cell_mV));
            }

            digest.Print("ocv_curve");
        }

        [TestMethod]
        public static void An_hour_at_one_ampere_takes_an_ampere_hour()
        {
            Rig rig = new Rig(3950);
            rig.Run(0, 2);
            int before_ppm = rig.State.Soc_ppm;
            rig.Run(-1000, 3600);
            Assert.AreEqual(3600000L, rig.State.ChargeOut_mAs);
            Assert.AreEqual(0L, rig.State.ChargeIn_mAs);
            Assert.AreEqual(before_ppm - 200000, rig.State.Soc_ppm);
        }

        [TestMethod]
        public static void A_rested_voltage_pulls_the_count_and_narrows_it()
        {
            Rig rig = new Rig(3950);
            rig.Run(-2500, 1800);
            int sigma_ppm = rig.State.SocSigma_ppm;
            Assert.IsTrue(rig.State.Soc_ppm > 490000);

            // A rested 3642 mV is the curve's point of 420,000 ppm.
            rig.Cell_mV = 3642;
            rig.Run(0, (SocEstimator.Rest_ms / 1000) + 2);
            Assert.IsTrue(rig.State.Soc_ppm > 415000 && rig.State.Soc_ppm < 425000);
            Assert.IsTrue(rig.State.SocSigma_ppm < sigma_ppm);
            rig.Digest.Print("soc_rest");
        }

        [TestMethod]
        public static void A_changing_current_is_counted_to_the_last_bit()
        {
            Rig rig = new Rig(3700);
            int number = 12345;
            for (int second = 0; second < 2000; second++)
            {
                number = (number * 1103515245) + 12345;
                rig.Cell_mV = 3600 + (second % 200);
                rig.Run(((number >> 16) & 0x3FFF) - 8192, 1);
            }

            rig.Digest.Print("soc_drive");
        }

        private sealed class Rig
        {
            public readonly PackState State = new PackState();
            public readonly Digest Digest = new Digest();
            public int Cell_mV;

            private readonly PackSample _sample = TestPack.Sample(0);
            private readonly SocEstimator _soc = new SocEstimator(TestPack.Config().Chemistry, 5000, 20);
            private long _uptime_ms;

            public Rig(int cell_mV)
            {
                Cell_mV = cell_mV;
            }

            public void Run(int current_mA, int seconds)
            {
                for (int second = 0; second < seconds; second++)
                {
                    TestPack.Measure(_sample, _sample.Current_mA, current_mA, _uptime_ms);
                    for (int cell = 0; cell < 4; cell++)
                    {
                        _sample.Cell_mV.Accept(cell, Cell_mV, _uptime_ms);
                    }

                    _soc.Count(_sample);
                    _soc.Estimate(_sample, State);
                    Digest.Add(State.Soc_ppm);
                    Digest.Add(State.SocSigma_ppm);
                    _uptime_ms += 1000;
                }
            }
        }
    }
}
