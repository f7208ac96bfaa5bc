using Bms.Anomaly;
using Bms.Tests.Storage;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>Two copies in parts: what is read is one save or the one before, at whatever byte the power goes.</summary>
public class StateMemoryTests
{
    private const int Layout = 77;

    private readonly AnomalyBench _bench = new(4);
    private readonly StateTape _tape = new();

    [Fact]
    public void What_was_saved_is_read_in_another_boot()
    {
        TornStore store = Store();
        StateImage saved = Save(store, 1);
        StateImage read = Image();
        Assert.True(New(store).TryLoad(read));
        Assert.Equal(saved.Digest(), read.Digest());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_at_any_byte_leaves_one_save_or_the_one_before(bool erasesFirst)
    {
        int bytes = 380 * Parts();
        int[] seen = [0, 0];
        for (int cut = 0; cut <= bytes + Parts(); cut += 37)
        {
            TornStore store = Store();
            store.ErasesFirst = erasesFirst;
            int first = Save(store, 1).Digest();
            int before = Save(store, 2).Digest();
            StateImage last = Changed(3);
            store.BytesUntilCut = cut;
            StateMemory memory = New(store);
            Assert.True(memory.TryLoad(Image()));
            memory.Begin(last);
            try
            {
                while (memory.IsSaving && memory.SavePart())
                {
                }
            }
            catch (PowerCutException)
            {
                // The next boot finds what is there.
            }

            StateImage read = Image();
            Assert.True(New(store).TryLoad(read));
            Assert.NotEqual(first, read.Digest());
            Assert.Contains(read.Digest(), new[] { before, last.Digest() });
            seen[read.Digest() == before ? 0 : 1]++;
        }

        Assert.InRange(seen[0], 10, 1000);
    }

    /// <summary>Between two writes every slot is whole: only the numbers of the saves tell that they do not belong together.</summary>
    [Fact]
    public void A_power_cut_between_two_parts_never_joins_parts_of_two_saves()
    {
        for (int written = 1; written < Parts(); written++)
        {
            TornStore store = Store();
            WriteParts(store, 1, Parts());
            WriteParts(store, 2, Parts());
            WriteParts(store, 3, written);
            StateImage read = Image();
            Assert.True(New(store).TryLoad(read));
            Assert.Equal(Of(2).Digest(), read.Digest());
        }
    }

    [Fact]
    public void A_flipped_bit_in_any_part_gives_the_save_before()
    {
        for (int part = 0; part < Parts(); part++)
        {
            TornStore store = Store();
            int before = Save(store, 1).Digest();
            Save(store, 2);
            store.Flip(StateMemory.FirstSlot + Parts() + part, (part * 977) % (380 * 8));
            StateImage read = Image();
            Assert.True(New(store).TryLoad(read));
            Assert.Equal(before, read.Digest());
        }
    }

    [Fact]
    public void Another_layout_is_as_if_nothing_had_been_saved()
    {
        TornStore store = Store();
        Save(store, 1);
        Assert.False(new StateMemory(store, Image().Length, Layout + 1).TryLoad(Image()));
        Assert.False(New(Store()).TryLoad(Image()));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_save_before()
    {
        TornStore store = Store();
        int before = Save(store, 1).Digest();
        store.FailingWrite = store.Writes + 3;
        Save(store, 2);
        StateImage read = Image();
        Assert.True(New(store).TryLoad(read));
        Assert.Equal(before, read.Digest());
    }

    [Theory]
    [InlineData(4, 384, false)]
    [InlineData(32, 300, false)]
    [InlineData(32, 384, true)]
    public void A_store_must_have_room_for_both_copies(int slots, int size, bool fits) =>
        Assert.Equal(fits, StateMemory.Fits(new TornStore(slots, size), Image().Length));

    private static TornStore Store() => new(32, 384);

    private StateMemory New(TornStore store) => new(store, Image().Length, Layout);

    private int Parts() => (Image().Length + StateMemory.PartBytes - 1) / StateMemory.PartBytes;

    private StateImage Image()
    {
        _tape.Measure(_bench.Detector);
        return new StateImage(_tape);
    }

    // An image with the same number in each of its bytes.
    private StateImage Of(int value)
    {
        StateImage image = Image();
        for (int at = 0; at < image.Length; at++)
        {
            image.Put(at, value);
        }

        return image;
    }

    private void WriteParts(TornStore store, int value, int parts)
    {
        StateMemory memory = New(store);
        memory.TryLoad(Image());
        memory.Begin(Of(value));
        for (int part = 0; part < parts; part++)
        {
            Assert.True(memory.SavePart());
        }
    }

    private StateImage Changed(int by)
    {
        _bench.Run(by / 60.0);
        StateImage image = Image();
        _tape.Write(_bench.Detector, image, 0);
        return image;
    }

    private StateImage Save(TornStore store, int by)
    {
        StateImage image = Changed(by);
        StateMemory memory = New(store);
        memory.TryLoad(Image());
        memory.Begin(image);
        while (memory.IsSaving && memory.SavePart())
        {
        }

        return image;
    }
}
