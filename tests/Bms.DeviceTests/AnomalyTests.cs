using System;
using Bms.Anomaly;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>
    /// The anomaly detector over a life of sixteen cells in integers: rest, a drive in steps of minutes, a leak, a channel that steps, a
    /// joint that grows, a sleep. Its digest holds the bits of its floats, frame by frame.
    /// </summary>
    [TestClass]
    public static class AnomalyTests
    {
        private const int Cells = 16;
        private const int Frame_ms = 10000;

        [TestMethod]
        public static void A_life_of_sixteen_cells_ends_in_the_desktops_bits()
        {
            Life life = new Life();
            life.Rest(180);
            life.Drive(40);
            life.Rest(180);
            Assert.AreEqual(0, life.Detector.Alarms.Raised);
            life.Leak_mA[5] = 100;
            life.Rest(720);
            Assert.IsTrue(life.Raised(AnomalyType.InternalShort, 5));
            life.Leak_mA[5] = 0;
            life.Bias_mV[2] = 40;
            life.Rest(180);
            life.Resistance_uohm[9] += 14000;
            life.Drive(40);
            life.Sleep_h(9);
            life.Rest(60);
            Assert.IsTrue(life.Raised(AnomalyType.Contact, 9));
            life.Digest.Print("anomaly");
        }

        [TestMethod]
        public static void Square_roots_are_the_desktops_to_the_last_bit()
        {
            Digest digest = new Digest();
            float square = 1e-6f;
            while (square < 1e6f)
            {
                float root = Floats.Sqrt(square);
                float back = root * root - square;
                Assert.IsTrue(back < 1e-3f * square && back > -1e-3f * square);
                digest.Add(BitConverter.ToInt32(BitConverter.GetBytes(root), 0));
                square *= 1.37f;
            }

            digest.Print("anomaly_roots");
        }

        private sealed class Life
        {
            public readonly AnomalyDetector Detector;
            public readonly Digest Digest = new Digest();
            public readonly int[] Leak_mA = new int[Cells];
            public readonly int[] Bias_mV = new int[Cells];
            public readonly int[] Resistance_uohm = new int[Cells];

            private readonly PackSample _sample = new PackSample(Cells, 4);
            private readonly long[] _charge_mAms = new long[Cells];
            private readonly int[] _seen = new int[64];
            private int _count;
            private int _noise = 20250607;
            private long _uptime_ms;
            private int _read;

            public Life()
            {
                int[] ocv_mV = new int[51];
                for (int i = 0; i < ocv_mV.Length; i++)
                {
                    ocv_mV[i] = 2900 + 25 * i;
                }

                Detector = new AnomalyDetector(Cells, 4, ocv_mV, 5000);
                for (int i = 0; i < Cells; i++)
                {
                    _charge_mAms[i] = 11000000000L + (i * 7 % 5) * 20000000L;
                    Resistance_uohm[i] = 25000 + i * 13 % 7 * 300;
                }
            }

            public bool Raised(AnomalyType type, int cell)
            {
                bool found = false;
                for (int i = 0; i < _count; i++)
                {
                    found = found || _seen[i] == (int)type * 256 + cell;
                }

                return found;
            }

            public void Rest(int frames)
            {
                Run(0, frames);
            }

            public void Drive(int steps)
            {
                for (int step = 0; step < steps; step++)
                {
                    Run(step % 2 == 0 ? -4000 : 2500, 6);
                }
            }

            public void Sleep_h(int hours)
            {
                _uptime_ms += hours * 3600000L;
            }

            private void Run(int current_mA, int frames)
            {
                for (int frame = 0; frame < frames; frame++)
                {
                    _uptime_ms += Frame_ms;
                    Measure(current_mA);
                    Detector.Step(_sample);
                    Add();
                }
            }

            private void Measure(int current_mA)
            {
                _sample.Uptime_ms = _uptime_ms;
                int sum_mV = 0;
                for (int i = 0; i < Cells; i++)
                {
                    _charge_mAms[i] += (long)(current_mA - Leak_mA[i]) * Frame_ms;
                    int drop_mV = (int)((long)current_mA * Resistance_uohm[i] / 1000000);
                    int cell_mV = 2900 + (int)(_charge_mAms[i] * 1250 / 18000000000L) + drop_mV;
                    sum_mV += cell_mV;
                    _sample.Cell_mV.Accept(i, cell_mV + Bias_mV[i] + Noise(), _uptime_ms);
                }

                for (int i = 0; i < 4; i++)
                {
                    _sample.Temperature_ddegC.Accept(i, 250 + i + Noise(), _uptime_ms);
                }

                _sample.Current_mA.Accept(0, current_mA + Noise(), _uptime_ms);
                _sample.Bus_mV.Accept(0, sum_mV + Noise(), _uptime_ms);
            }

            private void Add()
            {
                AddBits(Detector.Pack.Soc_permille);
                AddBits(Detector.Pack.Resistance_mV);
                AddBits(Detector.Watch.Noise_mV);
                AddBits(Detector.Track.Drop_permille[5]);
                AddBits(Detector.Resistance.Growth(9));
                for (; _read < Detector.Alarms.Raised; _read++)
                {
                    AnomalyAlarm alarm = Detector.Alarms.Of(_read + 1);
                    _seen[_count] = (int)alarm.Type * 256 + alarm.Cell;
                    _count++;
                    Digest.Add((int)alarm.Type);
                    Digest.Add(alarm.Cell);
                    Digest.Add(alarm.Severity);
                    Digest.Add(alarm.Score_permille);
                    AddBits(alarm.Value);
                    AddBits(alarm.Estimate);
                }
            }

            private void AddBits(float value)
            {
                Digest.Add(BitConverter.ToInt32(BitConverter.GetBytes(value), 0));
            }

            // -1 to 2, from the upper bits of a linear congruential generator modulo 2^32.
            private int Noise()
            {
                _noise = (_noise * 1103515245) + 12345;
                return ((_noise >> 16) & 3) - 1;
            }
        }
    }
}
