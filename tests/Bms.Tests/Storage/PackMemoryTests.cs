using Bms.Storage;
using Xunit;

namespace Bms.Tests.Storage;

/// <summary>What a pack remembers, through power cuts at every byte, bit rot at every bit, and memory that lies.</summary>
public class PackMemoryTests
{
    private const int SlotSize = PackMemory.RecordSize;

    [Fact]
    public void Reads_back_all_that_was_saved()
    {
        TornStore store = new(4, SlotSize);
        Assert.True(Filled(store, 3).TrySave());
        PackMemory read = new(store);
        Assert.True(read.TryLoad());
        Assert.Equal(Seen(Filled(store, 3)), Seen(read));
    }

    [Fact]
    public void Trips_have_numbers_that_go_on_when_the_oldest_are_forgotten()
    {
        TornStore store = new(4, SlotSize);
        PackMemory memory = new(store);
        for (int i = 1; i <= PackMemory.Trips + 2; i++)
        {
            memory.Add(new TripMemory { Row = i });
        }

        Assert.Equal(PackMemory.Trips + 2, memory.Known);
        Assert.Equal((0, 7), (memory.TripOf(10), memory.TripOf(3)));
        Assert.Equal((PackMemory.Trips, PackMemory.Trips), (memory.TripOf(2), memory.TripOf(11)));
        Assert.Equal((10, 3), (memory.Trip[0].Row, memory.Trip[7].Row));
        Assert.True(memory.TrySave());
        PackMemory read = new(store);
        Assert.True(read.TryLoad());
        Assert.Equal((PackMemory.Trips, 0), (read.Known, read.TripOf(8)));
    }

    [Fact]
    public void An_empty_memory_is_no_memory()
    {
        PackMemory memory = new(new TornStore(4, SlotSize));
        Assert.False(memory.TryLoad());
        Assert.Equal((0, 0, TripMemory.None), (memory.Generation, memory.SocSigma_ppm, memory.Trip[0].Row));
    }

    [Theory, InlineData(1), InlineData(3)]
    public void A_store_with_too_little_room_is_refused(int slots)
    {
        Assert.False(PackMemory.Fits(new TornStore(slots, SlotSize)));
        Assert.False(PackMemory.Fits(new TornStore(4, SlotSize - 1)));
        Assert.False(PackMemory.Fits(null));
        Assert.Throws<ArgumentException>(() => new PackMemory(new TornStore(slots, SlotSize)));
    }

    /// <summary>Each save is cut at each of its bytes, the erasure included; then another is cut too.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void A_power_cut_at_any_byte_of_two_saves_in_a_row_leaves_the_old_or_the_new_and_no_mixture(bool erasesFirst)
    {
        for (int cut = 0; cut <= SlotSize + 1; cut++)
        {
            foreach (int second in new[] { 0, 1, 7, SlotSize / 2, SlotSize - 1, SlotSize })
            {
                TornStore store = new(4, SlotSize) { ErasesFirst = erasesFirst };
                int saved = 0;
                for (int life = 1; life <= 2; life++)
                {
                    Assert.True(Loaded(store, life).TrySave());
                    saved = life;
                }

                saved = Cut(store, 3, cut, saved);
                saved = Cut(store, 4, second, saved);
                Assert.True(Loaded(store, 5).TrySave());
                Assert.Equal(Seen(Filled(store, 5)), Seen(Newest(store)));
            }
        }
    }

    [Fact]
    public void Any_bit_that_rots_in_the_newer_copy_brings_back_the_older_one_whole()
    {
        for (int bit = 0; bit < 8 * SlotSize; bit++)
        {
            TornStore store = new(4, SlotSize);
            Assert.True(Loaded(store, 1).TrySave());
            Assert.True(Loaded(store, 2).TrySave());
            store.Flip(PackMemory.FirstSlot + 1, bit);
            Assert.Equal(Seen(Filled(store, 1)), Seen(Newest(store)));
        }
    }

    [Fact]
    public void Both_copies_lost_are_told_and_nothing_is_invented()
    {
        TornStore store = new(4, SlotSize);
        Assert.True(Loaded(store, 1).TrySave());
        store.Lose(PackMemory.FirstSlot);
        store.Lose(PackMemory.FirstSlot + 1);
        Assert.False(new PackMemory(store).TryLoad());
    }

    /// <summary>Nothing in the slot, or a copy of two saves ago that reads well: neither is what was given.</summary>
    [Theory, InlineData(1), InlineData(2)]
    public void A_memory_that_does_not_keep_what_it_is_given_is_found_at_the_save(int saved)
    {
        TornStore store = new(4, SlotSize);
        for (int life = 1; life <= saved; life++)
        {
            Assert.True(Loaded(store, life).TrySave());
        }

        store.DropsWrites = true;
        Assert.False(Loaded(store, saved + 1).TrySave());
        store.DropsWrites = false;
        Assert.Equal(Seen(Filled(store, saved)), Seen(Newest(store)));
    }

    [Fact]
    public void A_save_writes_one_copy_and_the_slots_of_the_boot_counter_are_left_alone()
    {
        TornStore store = new(4, SlotSize);
        Assert.True(BootCounter.TryProvision(store, 1));
        int before = store.Writes;
        Assert.True(Loaded(store, 1).TrySave());
        Assert.Equal(before + 1, store.Writes);
        Assert.True(new BootCounter(store, 1).TryAdvance());
        Assert.Equal(Seen(Filled(store, 1)), Seen(Newest(store)));
    }

    /// <summary>Boot counter and memory share the store: whatever is cut, no boot counter comes twice.</summary>
    [Fact]
    public void A_cut_at_every_byte_of_a_life_repeats_no_boot_counter()
    {
        for (int cut = 0; cut < 5 * SlotSize; cut += 3)
        {
            TornStore store = new(4, SlotSize) { ErasesFirst = true };
            Assert.True(BootCounter.TryProvision(store, 1));
            List<int> boots = [];
            store.BytesUntilCut = cut;
            for (int life = 0; life < 4; life++)
            {
                try
                {
                    BootCounter counter = new(store, 1);
                    if (counter.TryAdvance())
                    {
                        boots.Add(counter.Boot);
                    }

                    Loaded(store, life + 1).TrySave();
                }
                catch (PowerCutException)
                {
                    store.BytesUntilCut = int.MaxValue;
                }
            }

            Assert.Equal(boots.Distinct().Order(), boots);
            Assert.True(boots.Count >= 3);
        }
    }

    // Saves life n while the power goes after some bytes; what is there then must be what was there or what was to be saved.
    private static int Cut(TornStore store, int life, int bytes, int saved)
    {
        PackMemory memory = Loaded(store, life);
        store.BytesUntilCut = bytes;
        try
        {
            memory.TrySave();
        }
        catch (PowerCutException)
        {
        }

        store.BytesUntilCut = int.MaxValue;
        string now = Seen(Newest(store));
        int found = now == Seen(Filled(store, life)) ? life : saved;
        Assert.Equal(Seen(Filled(store, found)), now);
        return found;
    }

    private static PackMemory Newest(TornStore store)
    {
        PackMemory memory = new(store);
        Assert.True(memory.TryLoad());
        return memory;
    }

    // As a boot does it: reads what is there, then takes over what is new.
    private static PackMemory Loaded(TornStore store, int life)
    {
        PackMemory memory = new(store);
        memory.TryLoad();
        Fill(memory, life);
        return memory;
    }

    private static PackMemory Filled(TornStore store, int life)
    {
        PackMemory memory = new(store);
        Fill(memory, life);
        return memory;
    }

    private static void Fill(PackMemory m, int life)
    {
        (m.Boot, m.Soc_ppm, m.SocSigma_ppm, m.Soh_permille) = (life, 100_000 * life, 1000 + life, 1000 - life);
        (m.ChargeIn_mAh, m.ChargeOut_mAh, m.Ran_min, m.Utc_s) = (7_000_000 * life, -life, 60 * life, 4_000_000_000L + life);
        for (int i = 0; i < PackMemory.Rows; i++)
        {
            m.Raised[i] = (byte)(i * life);
        }

        for (int i = 0; i < PackMemory.Calibrations; i++)
        {
            m.Calibration_ppm[i] = (i - 4) * 1000 * life;
        }

        for (int i = 0; i < PackMemory.Trips; i++)
        {
            TripMemory t = m.Trip[i];
            (t.Row, t.Level, t.Channel, t.Value, t.Boot, t.Uptime_s) = (i + life, 2, 15, -5000 * life, life, 86_400 * life);
            t.Utc_s = 1_800_000_000L + (1000 * life) + i;
            (t.Before_mA, t.BeforeLowest_mV, t.BeforeHighest_mV, t.BeforeHottest_ddegC) = (-30_000 * life, 2800 + life, 4250, -200 + i);
        }
    }

    private static string Seen(PackMemory m) => string.Join(' ', (object[])
    [
        m.Boot, m.Soc_ppm, m.SocSigma_ppm, m.Soh_permille, m.ChargeIn_mAh, m.ChargeOut_mAh, m.Ran_min, m.Utc_s, .. m.Raised.Cast<object>(),
        .. m.Calibration_ppm.Cast<object>(),
        .. m.Trip.Select(t => $"{t.Row}/{t.Level}/{t.Channel}/{t.Value}/{t.Boot}/{t.Uptime_s}/{t.Before_mA}/{t.BeforeLowest_mV}"
            + $"/{t.BeforeHighest_mV}/{t.BeforeHottest_ddegC}/{t.Utc_s}"),
    ]);
}
