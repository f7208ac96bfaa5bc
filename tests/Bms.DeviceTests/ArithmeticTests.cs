using System;
using Bms.Charging;
using Bms.Estimation;
using Bms.Measurement;
using Bms.Storage;
using Bms.Telemetry;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>
    /// What a board's interpreter computes otherwise than .NET, led through our code. Inputs come out of arrays: constants would carry
    /// the right type by themselves. A line `runtime.NAME = ...` says whether this runtime has the peculiarity at all.
    /// </summary>
    [TestClass]
    public static class ArithmeticTests
    {
        [TestMethod]
        public static void A_float_that_no_integer_holds_becomes_a_limit()
        {
            float[] value = { 3e9f, -3e9f, 1e30f, -1e30f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue };
            int[] expected = { 900, -900, 900, -900, 900, -900, -900, 900 };
            for (int i = 0; i < value.Length; i++)
            {
                Assert.AreEqual(expected[i], Numbers.ToInt(value[i], -900, 900));
            }

            Report("float_out_of_range", (int)value[0] == int.MaxValue && (int)value[4] == int.MaxValue);
            Report("not_a_number_is_greater", !(value[6] > value[2]));
        }

        [TestMethod]
        public static void A_float_is_rounded_half_away_from_zero()
        {
            float[] value = { 0f, 0.49f, 0.5f, 1.5f, 2.5f, -0.49f, -0.5f, -1.5f, 899.4f, 899.6f, -899.6f, 900f, -900f, 1e-40f };
            int[] expected = { 0, 0, 1, 2, 3, 0, -1, -2, 899, 900, -900, 900, -900, 0 };
            for (int i = 0; i < value.Length; i++)
            {
                Assert.AreEqual(expected[i], Numbers.ToInt(value[i], -900, 900));
            }
        }

        [TestMethod]
        public static void Float_sums_and_quotients_have_the_desktops_bits()
        {
            Digest digest = new Digest();
            float value = 0.3f;
            for (int i = 1; i < 2000; i++)
            {
                // The logistic map doubles a difference of one bit in each step or so.
                value = 3.7f * value * (1f - value);
                digest.Add(Numbers.ToInt(value * 1e7f, -1000000000, 1000000000));
                digest.Add(Numbers.ToInt((value - 0.5f) * 1e8f / i, -1000000000, 1000000000));
            }

            digest.Print("float_steps");
        }

        [TestMethod]
        public static void An_unsigned_past_of_an_argument_changes_no_result()
        {
            uint[] word = { unchecked((uint)-37), unchecked((uint)-4000) };
            Report("shift_after_unsigned", ((int)word[0] >> 1) == -19);

            int[] corners = { -200, -100, 0, 500 };
            int[] permille = { 0, 400, 1000, 0 };
            Assert.AreEqual(778, CurrentLimits.Interpolate(corners, permille, Past(word, 0)));

            Plausibility check = new Plausibility(1, -5000, 5000, 100);
            Assert.AreEqual((int)Quality.Good, (int)check.Judge(0, Past(word, 1)));
            Assert.AreEqual((int)Quality.Implausible, (int)check.Judge(0, Past(word, 0)));

            FrozenCells frozen = new FrozenCells(1, 2000);
            frozen.IsFrozen(0, 3700, Past(word, 1));
            Assert.IsFalse(frozen.IsFrozen(0, 3700, Past(word, 1)));
        }

        [TestMethod]
        public static void An_unsigned_past_of_a_number_changes_no_record()
        {
            byte[] small = { 3 };
            uint[] word = { 1000, unchecked((uint)-2) };
            CborWriter w = new CborWriter(new byte[64]);
            w.Int((long)small[0] - 9);
            w.Int((long)word[0] - 5000000000L);
            Signal signal = new Signal(1);
            signal.Accept(0, Past(word, 1), 0);
            w.Int(signal.Value[0]);
            w.Word(Past(word, 1));
            Assert.AreEqual("25" + "3B000000012A05EE17" + "21" + "FFFE", Hex.Of(w.Buffer, w.Length));
        }

        [TestMethod]
        public static void An_unsigned_past_of_a_current_changes_no_charge()
        {
            uint[] word = { unchecked((uint)-1500) };
            Digest plain = new Digest();
            Digest past = new Digest();
            Count(plain, -1500);
            Count(past, Past(word, 0));
            Assert.AreEqual(plain.Finish(), past.Finish());
        }

        [TestMethod]
        public static void Nothing_is_divided_by_zero()
        {
            OcvTable flat = new OcvTable(new int[] { 3000, 3500, 3500, 4000 });
            Assert.AreEqual(666666, flat.Soc_ppm(3500));
            Assert.AreEqual(1000000, flat.Slope_ppm_per_mV(3250) > 0 ? 1000000 : 0);
            Assert.AreEqual(7, CurrentLimits.Interpolate(new int[] { 0, 5, 5 }, new int[] { 1, 7, 9 }, 5));
            SocEstimator empty = new SocEstimator(TestPack.Config().Chemistry, 0, 10);
            PackSample sample = TestPack.Sample(0);
            PackState state = new PackState();
            empty.Count(sample);
            empty.Estimate(sample, state);
            Assert.AreEqual(0, state.Soc_ppm);
        }

        [TestMethod]
        public static void A_checksum_shifts_without_the_sign()
        {
            // The check value of CRC-32/ISO-HDLC, in the CRC catalogue of Greg Cook: CBF43926.
            byte[] digits = DeviceIdentity.Ascii("123456789");
            Assert.AreEqual(unchecked((int)0xCBF43926), Crc32.Compute(digits, digits.Length));
        }

        // The compiler emits nothing for this cast, and neither a return nor an argument gives the value another type.
        private static int Past(uint[] word, int index)
        {
            return (int)word[index];
        }

        private static void Count(Digest digest, int current_mA)
        {
            SocEstimator soc = new SocEstimator(TestPack.Config().Chemistry, 5000, 20);
            PackState state = new PackState();
            for (int second = 0; second < 60; second++)
            {
                PackSample sample = TestPack.Sample(second * 1000L);
                sample.Current_mA.Accept(0, current_mA, sample.Uptime_ms);
                soc.Count(sample);
                soc.Estimate(sample, state);
                digest.Add(state.Soc_ppm);
                digest.Add(state.SocSigma_ppm);
                digest.Add(state.ChargeOut_mAs);
            }
        }

        private static void Report(string name, bool asOnTheDesktop)
        {
            Console.WriteLine("runtime." + name + " = " + (asOnTheDesktop ? "as .NET" : "other"));
        }
    }
}
