using System.Device.I2c;
using Bms.Drivers;
using Bms.Ports;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>
    /// What drivers make of bytes. Numbers of registers and codes are those of the datasheets, not the driver's constants. The INA219's
    /// package and the charger's pin talk to real hardware below the seam that can be scripted; they are tested on the desktop only.
    /// </summary>
    [TestClass]
    public static class DriverTests
    {
        [TestMethod]
        public static void Words_and_bytes_keep_their_order_and_get_no_sign()
        {
            ScriptedPort port = new ScriptedPort(null);
            int[] value = { -2, 0x12345, 0xFF80 };
            int found;
            for (int i = 0; i < value.Length; i++)
            {
                Assert.IsTrue(port.TryWrite16(9, value[i]));
                Assert.IsTrue(port.TryRead16(9, out found));
                Assert.AreEqual(value[i] & 0xFFFF, found);
                Assert.IsTrue(port.TryWrite8(9, value[i]));
                Assert.IsTrue(port.TryRead8(9, out found));
                Assert.AreEqual(value[i] & 0xFF, found);
            }
        }

        [TestMethod]
        public static void A_probe_reads_both_signs_to_a_tenth_of_a_degree()
        {
            // DS25095A, section 5.2.3.1: 25.0625 degC as 0xC191 with two alert flags; then -0.0625, -40, 125, 0, 0.0625, -20.5.
            int[] raw = { 0xC191, 0x1FFF, 0x1D80, 0x07D0, 0x0000, 0x0001, 0x1EB8 };
            int[] expected_ddegC = { 251, -1, -400, 1250, 0, 1, -205 };
            ScriptedPort port = Probe();
            Mcp9808 probe = new Mcp9808(port);
            for (int i = 0; i < raw.Length; i++)
            {
                int temperature_ddegC;
                port.Register[5] = raw[i];
                Assert.AreEqual((int)Quality.Good, (int)probe.Read(out temperature_ddegC));
                Assert.AreEqual(expected_ddegC[i], temperature_ddegC);
            }
        }

        [TestMethod]
        public static void Every_code_of_a_probe_reads_as_on_the_desktop()
        {
            Digest digest = new Digest();
            ScriptedPort port = Probe();
            Mcp9808 probe = new Mcp9808(port);
            for (int raw = 0; raw < 0x2000; raw += 13)
            {
                int temperature_ddegC;
                port.Register[5] = raw;
                digest.Add((int)probe.Read(out temperature_ddegC));
                digest.Add(temperature_ddegC);
            }

            digest.Print("mcp9808_codes");
        }

        [TestMethod]
        public static void A_probe_that_is_another_chip_or_deaf_is_no_temperature()
        {
            int ignored;
            ScriptedPort port = Probe();
            port.Register[6] = 0x0055;
            Assert.AreEqual((int)Quality.BusError, (int)new Mcp9808(port).Read(out ignored));
            port = Probe();
            port.DeafAt = 5;
            Assert.AreEqual((int)Quality.BusError, (int)new Mcp9808(port).Read(out ignored));
        }

        [TestMethod]
        public static void Taps_become_cells()
        {
            // 3.7, 7.4, 11.1 and 14.8 V over the dividers 1/2, 1/3.32, 1/4.48 and 1/5.32, at 125 uV a code.
            ScriptedTaps port = Taps(14800, 17831, 19821, 22256);
            int[] cell_mV = new int[4];
            Quality[] quality = new Quality[4];
            Monitor(port).ReadCells(cell_mV, quality);
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(3700, cell_mV[i]);
                Assert.AreEqual((int)Quality.Good, (int)quality[i]);
            }
        }

        [TestMethod]
        public static void A_code_below_zero_keeps_its_sign()
        {
            int[] cell_mV = new int[4];
            Quality[] quality = new Quality[4];
            Monitor(Taps(14800, 0xFFFF, 19821, 22256)).ReadCells(cell_mV, quality);
            Assert.AreEqual(-3700, cell_mV[1]);
            Monitor(Taps(14800, 0xFFD7, 19821, 22256)).ReadCells(cell_mV, quality);
            Assert.AreEqual((int)Quality.Good, (int)quality[0]);
            Assert.AreEqual((int)Quality.OutOfRange, (int)quality[1]);
            Assert.AreEqual((int)Quality.OutOfRange, (int)quality[2]);
            Assert.AreEqual((int)Quality.Good, (int)quality[3]);
        }

        [TestMethod]
        public static void A_bus_that_times_out_opens_the_switches_and_one_that_refuses_does_not()
        {
            StandIn bench = new StandIn();
            I2cGuard guard = new I2cGuard(bench);
            bench.TrySet(true, true);
            Assert.IsFalse(guard.Passed(I2cTransferStatus.SlaveAddressNotAcknowledged));
            Assert.IsTrue(bench.DischargeClosed);
            Assert.IsFalse(guard.Passed(I2cTransferStatus.ClockStretchTimeout));
            Assert.IsFalse(bench.DischargeClosed);
            Assert.IsTrue(guard.IsStuck);
            guard.BeginCycle();
            Assert.IsFalse(guard.IsStuck);
        }

        private static ScriptedPort Probe()
        {
            ScriptedPort port = new ScriptedPort(null);
            port.Register[6] = 0x0054;
            port.Register[7] = 0x0400;
            return port;
        }

        private static ScriptedTaps Taps(int tap1, int tap2, int tap3, int tap4)
        {
            ScriptedTaps port = new ScriptedTaps(null);
            port.Code[0] = tap1;
            port.Code[1] = tap2;
            port.Code[2] = tap3;
            port.Code[3] = tap4;
            return port;
        }

        private static Ads1115CellMonitor Monitor(RegisterPort port)
        {
            return new Ads1115CellMonitor(port, new NoDelay(), new int[] { 2000, 3320, 4480, 5320 }, null);
        }

        private sealed class NoDelay : IDelay
        {
            public void Wait_us(int wait_us)
            {
            }
        }
    }
}
