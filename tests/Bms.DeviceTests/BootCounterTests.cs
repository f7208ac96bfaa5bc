using Bms.Storage;
using nanoFramework.TestFramework;

namespace Bms.DeviceTests
{
    /// <summary>The counter that no boot may repeat, over a memory that forgets and flips.</summary>
    [TestClass]
    public static class BootCounterTests
    {
        [TestMethod]
        public static void Each_boot_counts_one_further()
        {
            MemoryStore store = new MemoryStore();
            Assert.IsTrue(BootCounter.TryProvision(store, 1));
            for (int boot = 1; boot <= 5; boot++)
            {
                BootCounter counter = new BootCounter(store, 1);
                Assert.IsTrue(counter.TryAdvance());
                Assert.AreEqual(boot, counter.Boot);
                Assert.AreEqual(boot - 1, counter.PreviousBoot);
            }

            Digest digest = new Digest();
            digest.Add(store.Slot[0], store.SlotSize);
            digest.Add(store.Slot[1], store.SlotSize);
            digest.Print("boot_counter");
        }

        [TestMethod]
        public static void One_damaged_copy_costs_nothing_and_two_cost_the_counter()
        {
            MemoryStore store = Booted(3);
            store.Slot[1][7] ^= 0x10;
            BootCounter counter = new BootCounter(store, 1);
            Assert.IsTrue(counter.TryAdvance());
            Assert.AreEqual(4, counter.Boot);
            store.Slot[0][7] ^= 0x10;
            store.Slot[1][20] ^= 0x01;
            Assert.IsFalse(new BootCounter(store, 1).TryAdvance());
        }

        [TestMethod]
        public static void A_counter_with_its_top_bit_set_is_not_a_small_number()
        {
            MemoryStore store = Booted(3);
            Overwrite(store, 0x80);
            Assert.IsFalse(new BootCounter(store, 1).TryAdvance());
            Overwrite(store, 0x7F);
            BootCounter large = new BootCounter(store, 1);
            Assert.IsTrue(large.TryAdvance());
            Assert.AreEqual(0x7F000004, large.Boot);
        }

        [TestMethod]
        public static void A_boot_that_ended_in_order_is_known_to_the_next()
        {
            MemoryStore store = Booted(2);
            BootCounter counter = new BootCounter(store, 1);
            counter.TryAdvance();
            Assert.IsTrue(counter.TryClose(77, Hex.Bytes("FFEEDDCCBBAA9988")));
            BootCounter next = new BootCounter(store, 1);
            Assert.IsTrue(next.TryAdvance());
            Assert.AreEqual(77, next.PreviousSequence);
            Assert.AreEqual("FFEEDDCCBBAA9988", Hex.Of(next.PreviousTag, 8));
        }

        private static MemoryStore Booted(int times)
        {
            MemoryStore store = new MemoryStore();
            BootCounter.TryProvision(store, 1);
            for (int i = 0; i < times; i++)
            {
                new BootCounter(store, 1).TryAdvance();
            }

            return store;
        }

        // The counter's highest byte, under a checksum that is right.
        private static void Overwrite(MemoryStore store, int top)
        {
            for (int slot = 0; slot < 2; slot++)
            {
                byte[] bytes = store.Slot[slot];
                bytes[4] = (byte)top;
                int crc = Crc32.Compute(bytes, 20);
                for (int i = 0; i < 4; i++)
                {
                    bytes[20 + i] = (byte)(crc >> (24 - (8 * i)));
                }
            }
        }
    }
}
