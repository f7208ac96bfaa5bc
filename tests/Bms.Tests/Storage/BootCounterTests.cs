using Bms.Storage;
using Xunit;

namespace Bms.Tests.Storage;

public class BootCounterTests
{
    private const int Epoch = 3;

    [Fact]
    public void Counts_boots_from_one()
    {
        TornStore store = Provisioned();
        Assert.Equal([1, 2, 3], [Boot(store), Boot(store), Boot(store)]);
        BootCounter counter = new(store, Epoch);
        Assert.True(counter.TryAdvance());
        Assert.Equal(3, counter.PreviousBoot);
        Assert.False(counter.PreviousClosed);
    }

    [Fact]
    public void Writes_each_copy_once_a_boot_and_nothing_before_it_is_asked()
    {
        TornStore store = Provisioned();
        int before = store.Writes;
        BootCounter counter = new(store, Epoch);
        Assert.Equal(before, store.Writes);
        Assert.Equal(0, counter.Boot);
        counter.TryAdvance();
        Assert.Equal(before + 2, store.Writes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_at_any_byte_of_two_boots_in_a_row_repeats_no_counter_and_loses_none(bool erasesFirst)
    {
        for (int firstCut = 0; firstCut <= 50; firstCut++)
        {
            for (int secondCut = 0; secondCut <= 50; secondCut++)
            {
                TornStore store = Provisioned();
                store.ErasesFirst = erasesFirst;
                List<int> used = [Boot(store), Boot(store)];
                Cut(store, firstCut, used);
                Cut(store, secondCut, used);
                used.Add(Boot(store));
                used.Add(Boot(store));
                Assert.True(IsAscending(used), $"cuts after {firstCut} and {secondCut} bytes: {string.Join(' ', used)}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_loss_of_one_copy_at_any_time_repeats_no_counter(int slot)
    {
        for (int cut = 0; cut <= 50; cut++)
        {
            TornStore store = Provisioned();
            List<int> used = [Boot(store)];
            store.Lose(slot);
            used.Add(Boot(store));
            Cut(store, cut, used);
            used.Add(Boot(store));
            store.Lose(slot);
            used.Add(Boot(store));
            Assert.True(IsAscending(used), string.Join(' ', used));
        }
    }

    [Fact]
    public void Any_flipped_bit_of_a_copy_makes_it_unreadable()
    {
        for (int bit = 0; bit < 8 * 24; bit++)
        {
            TornStore store = Provisioned();
            Boot(store);
            store.Flip(0, bit);
            store.Lose(1);
            Assert.False(new BootCounter(store, Epoch).TryAdvance());
        }
    }

    [Fact]
    public void With_both_copies_gone_the_counter_stays_lost()
    {
        TornStore store = Provisioned();
        Boot(store);
        store.Lose(0);
        store.Lose(1);
        BootCounter counter = new(store, Epoch);
        Assert.False(counter.TryAdvance());
        Assert.Equal(0, counter.Boot);
        Assert.False(counter.TryClose(1, new byte[8]));
    }

    [Fact]
    public void A_copy_that_cannot_be_written_or_reads_back_differently_allows_no_boot()
    {
        foreach (int slot in (int[])[0, 1])
        {
            TornStore failing = Provisioned();
            failing.FailingSlot = slot;
            Assert.False(new BootCounter(failing, Epoch).TryAdvance());
            failing.FailingSlot = -1;
            Assert.True(new BootCounter(failing, Epoch).TryAdvance());
        }

        TornStore lying = Provisioned();
        lying.DropsWrites = true;
        Assert.False(new BootCounter(lying, Epoch).TryAdvance());
    }

    [Fact]
    public void Provisioning_refuses_an_epoch_that_has_counted_and_begins_a_new_one()
    {
        TornStore store = Provisioned();
        Boot(store);
        Assert.False(BootCounter.TryProvision(store, Epoch));
        store.Lose(0);
        Assert.False(BootCounter.TryProvision(store, Epoch));
        Assert.False(new BootCounter(store, Epoch + 1).TryAdvance());
        Assert.True(BootCounter.TryProvision(store, Epoch + 1));
        BootCounter counter = new(store, Epoch + 1);
        Assert.True(counter.TryAdvance());
        Assert.Equal(1, counter.Boot);
        Assert.Equal(0, counter.PreviousBoot);
    }

    [Fact]
    public void A_device_that_was_never_provisioned_may_not_count()
    {
        Assert.False(new BootCounter(new TornStore(), Epoch).TryAdvance());
    }

    [Fact]
    public void An_orderly_end_is_known_to_the_next_boot_only()
    {
        TornStore store = Provisioned();
        BootCounter first = new(store, Epoch);
        first.TryAdvance();
        Assert.True(first.TryClose(70000, [1, 2, 3, 4, 5, 6, 7, 8]));

        BootCounter second = new(store, Epoch);
        Assert.True(second.TryAdvance());
        Assert.Equal(2, second.Boot);
        Assert.True(second.PreviousClosed);
        Assert.Equal(70000, second.PreviousSequence);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], second.PreviousTag);

        BootCounter third = new(store, Epoch);
        Assert.True(third.TryAdvance());
        Assert.False(third.PreviousClosed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_at_any_byte_of_the_orderly_end_leaves_it_known_or_unknown_and_never_wrong(bool erasesFirst)
    {
        for (int cut = 0; cut <= 50; cut++)
        {
            TornStore store = Provisioned();
            store.ErasesFirst = erasesFirst;
            BootCounter counter = new(store, Epoch);
            counter.TryAdvance();
            store.BytesUntilCut = cut;
            try
            {
                counter.TryClose(9, [9, 9, 9, 9, 9, 9, 9, 9]);
            }
            catch (PowerCutException)
            {
            }

            store.BytesUntilCut = int.MaxValue;
            BootCounter next = new(store, Epoch);
            Assert.True(next.TryAdvance());
            Assert.Equal(2, next.Boot);
            Assert.True(!next.PreviousClosed || (next.PreviousSequence == 9 && next.PreviousTag.All(b => b == 9)));
        }
    }

    [Fact]
    public void A_power_cut_at_any_byte_of_provisioning_leaves_a_device_that_counts_or_can_be_provisioned()
    {
        for (int cut = 0; cut <= 50; cut++)
        {
            TornStore store = new() { BytesUntilCut = cut };
            try
            {
                BootCounter.TryProvision(store, Epoch);
            }
            catch (PowerCutException)
            {
            }

            store.BytesUntilCut = int.MaxValue;
            Assert.True(BootCounter.TryProvision(store, Epoch) || new BootCounter(store, Epoch).TryAdvance());
        }
    }

    [Fact]
    public void A_store_that_is_too_small_is_refused_at_start()
    {
        Assert.Contains("2 slots", Assert.Throws<ArgumentException>(() => new BootCounter(new TornStore(1), Epoch)).Message);
        Assert.Contains("24 bytes", Assert.Throws<ArgumentException>(() => new BootCounter(new TornStore(2, 23), Epoch)).Message);
        Assert.NotNull(new BootCounter(new TornStore(5, 100), Epoch));
    }

    private static TornStore Provisioned()
    {
        TornStore store = new();
        Assert.True(BootCounter.TryProvision(store, Epoch));
        return store;
    }

    private static int Boot(TornStore store)
    {
        BootCounter counter = new(store, Epoch);
        Assert.True(counter.TryAdvance());
        return counter.Boot;
    }

    // A boot that may be cut short; what it got to use before that is used.
    private static void Cut(TornStore store, int bytes, List<int> used)
    {
        store.BytesUntilCut = bytes;
        BootCounter counter = new(store, Epoch);
        try
        {
            if (counter.TryAdvance())
            {
                used.Add(counter.Boot);
            }
        }
        catch (PowerCutException)
        {
        }

        store.BytesUntilCut = int.MaxValue;
    }

    private static bool IsAscending(List<int> used) => used.Zip(used.Skip(1)).All(pair => pair.First < pair.Second);
}
