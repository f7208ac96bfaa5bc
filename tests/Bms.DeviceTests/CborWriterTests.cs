using Bms.Telemetry;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>Deterministic CBOR against the examples of RFC 8949, appendix A, and both sides of each change of length.</summary>
    [TestClass]
    public static class CborWriterTests
    {
        [TestMethod]
        public static void Integers_take_their_shortest_form()
        {
            long[] value =
            {
                0, 1, 10, 23, 24, 25, 100, 1000, 1000000, 1000000000000, -1, -10, -100, -1000,
                255, 256, 65535, 65536, 4294967295, 4294967296, -24, -25, -4294967297, long.MaxValue, long.MinValue,
            };
            string[] expected =
            {
                "00", "01", "0A", "17", "1818", "1819", "1864", "1903E8", "1A000F4240", "1B000000E8D4A51000", "20", "29", "3863", "3903E7",
                "18FF", "190100", "19FFFF", "1A00010000", "1AFFFFFFFF", "1B0000000100000000", "37", "3818", "3B0000000100000000",
                "1B7FFFFFFFFFFFFFFF", "3B7FFFFFFFFFFFFFFF",
            };
            CborWriter w = new CborWriter(new byte[16]);
            for (int i = 0; i < value.Length; i++)
            {
                w.Clear();
                w.Int(value[i]);
                Assert.AreEqual(expected[i], Hex.Of(w.Buffer, w.Length));
            }
        }

        [TestMethod]
        public static void Simple_values_strings_and_heads_are_those_of_the_standard()
        {
            CborWriter w = new CborWriter(new byte[32]);
            w.Bool(false);
            w.Bool(true);
            w.Null();
            w.Bytes(new byte[] { 9, 1, 2, 3, 4, 9 }, 1, 4);
            w.Text(DeviceIdentity.Ascii("IETF"));
            w.ArrayHead(25);
            w.MapHead(2);
            Assert.AreEqual("F4" + "F5" + "F6" + "4401020304" + "6449455446" + "9819" + "A2", Hex.Of(w.Buffer, w.Length));
        }

        [TestMethod]
        public static void A_map_gets_its_length_when_it_ends()
        {
            CborWriter w = new CborWriter(new byte[80]);
            w.BeginMap();
            for (int key = 0; key < 24; key++)
            {
                w.Pair(key, key != 5, -key);
            }

            w.EndMap();
            Assert.AreEqual("B818" + "0000" + "0120" + "0221", Hex.Of(w.Buffer, 8));
            Assert.AreEqual(2 + (24 * 2), w.Length);
            Assert.AreEqual("F6", Hex.Of(new byte[] { w.Buffer[2 + (5 * 2) + 1] }, 1));
        }

        [TestMethod]
        public static void What_does_not_fit_is_refused_whole()
        {
            CborWriter w = new CborWriter(new byte[4]);
            w.Int(1000);
            w.Int(1000);
            Assert.IsTrue(w.Failed);
        }
    }
}
