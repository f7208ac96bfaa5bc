using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>Signed records byte for byte, from the envelope alone to a reporter with all kinds of them.</summary>
    [TestClass]
    public static class RecordTests
    {
        // Signed independently with Python's hmac and accepted by the npm package @auth0/cose 1.0.2.
        private const string Key = "8EFBFBBA7426C9B9518AA11974340CE24A94FC4BBC1E461264E048688FBC56A7";
        private const string Topic = "bms/v1/3f/demo/00010203/t";
        private const string Message =
            "844AA2010504450001020301A05871AE000101184D02010348000000000000000004191770051A6AB13B8106020719CF80083930380919"
            + "22330A1926B80B58300CE40CE50CE60CE70CE80CE90CEA0CEB0CEC0CED0CEE0CEF0CF00CF10CF20CF30CF40CF50CF60CF70CF80CF90C"
            + "FA0CFB0C4841424344454647480D1A8001020358200E2B0615E6C73AA053DBAF25DF58D6A11B048B7F5AE6F09B5D4B67245C5401C5";

        [TestMethod]
        public static void A_record_is_signed_byte_for_byte()
        {
            CborWriter w = new CborWriter(new byte[200]);
            int[] key = { 0, 1, 2 };
            long[] head = { 1, 77, 1 };
            int[] laterKey = { 4, 5, 6, 7, 8, 9, 10 };
            long[] later = { 6000, 0x6AB13B81, 2, 53120, -12345, 0x2233, 0x26B8 };
            w.BeginMap();
            AddPairs(w, key, head);
            w.Key(3);
            w.Bytes(new byte[8], 0, 8);
            AddPairs(w, laterKey, later);
            w.Key(11);
            w.BytesHead(48);
            for (int cell = 0; cell < 24; cell++)
            {
                w.Word(3300 + cell);
            }

            w.Key(12);
            w.Bytes(DeviceIdentity.Ascii("ABCDEFGH"), 0, 8);
            w.Pair(13, 0x80010203);
            w.EndMap();

            CoseMac0Writer envelope = new CoseMac0Writer(new ManagedHmacSha256(Hex.Bytes(Key)), new byte[] { 0, 1, 2, 3, 1 }, 200, 64);
            Assert.IsTrue(envelope.TrySign(DeviceIdentity.Ascii(Topic), w.Buffer, w.Length));
            Assert.AreEqual(Message, Hex.Of(envelope.Message, envelope.Length));
        }

        [TestMethod]
        public static void An_identity_makes_the_topics_of_its_records()
        {
            // SHA-256 of 00010203 begins with 05.
            Assert.AreEqual("bms/v1/05/demo/00010203/t", Identity().LiveTopic);
            Assert.AreEqual("0001020301", Hex.Of(Identity().Kid, 5));
        }

        [TestMethod]
        public static void A_reporter_sends_the_desktops_bytes()
        {
            Digest digest = new Digest();
            StandInLink link = new StandInLink(digest);
            MemoryStore store = new MemoryStore();
            BootCounter.TryProvision(store, 1);
            TelemetryReporter reporter = Reporter(store, link);
            PackSample sample = TestPack.Sample(0);
            PackState state = new PackState();
            EventLog events = new EventLog();
            state.Mode = Mode.Discharge;
            state.Soc_ppm = 512345;
            Assert.IsTrue(reporter.Start(0));
            reporter.NoteUtc(1790000000L, 3, 500);
            for (int second = 1; second <= 120; second++)
            {
                TestPack.Measure(sample, sample.Current_mA, (100 * second) - 7000, second * 1000L);
                state.ChargeOut_mAs += 7000;
                if (second % 50 == 0)
                {
                    events.Add((int)Fault.ChargeOverTemperature, true, 2, -451, (second * 1000L) - 100);
                }

                reporter.Step(second * 1000L, sample, state, events);
            }

            // A birth, twelve live records, two events.
            Assert.AreEqual(15, link.Published);
            Assert.AreEqual(15, reporter.Sequence);
            digest.Print("records");
        }

        /// <summary>The device of the worked example.</summary>
        public static DeviceIdentity Identity()
        {
            return new DeviceIdentity("demo", new byte[] { 0, 1, 2, 3 }, 1);
        }

        /// <summary>A reporter of that device for the test pack.</summary>
        public static TelemetryReporter Reporter(MemoryStore store, StandInLink link)
        {
            DeviceFacts facts = new DeviceFacts("bench-4s", "test", TestPack.Config().Numbers());
            return new TelemetryReporter(
                Identity(), facts, link, new ManagedHmacSha256(Hex.Bytes(Key)), new BootCounter(store, 1), 4, 4);
        }

        private static void AddPairs(CborWriter w, int[] key, long[] value)
        {
            for (int i = 0; i < key.Length; i++)
            {
                w.Pair(key[i], value[i]);
            }
        }
    }
}
