using System.Reflection;
using Bms.Metering;
using Xunit;

namespace Bms.Nano.Tests.Metering;

/// <summary>Sizes that were seen on the 32-bit runtime: float[1024] 4,116 bytes, byte[1024] 1,044, an object of one field 24.</summary>
public class HeapSizeTests
{
    [Fact]
    public void Arrays_take_20_bytes_and_their_elements_in_blocks_of_12()
    {
        Assert.Equal(4116, HeapSize.Reachable_bytes(new float[1024]));
        Assert.Equal(1044, HeapSize.Reachable_bytes(new byte[1024]));
        Assert.Equal(8220, HeapSize.Reachable_bytes(new long[1024]));
    }

    // Signal: five fields that are arrays or numbers, four more for its extremes; arrays of 4, 4, 4 and 4 elements of 4, 1, 4 and 8 bytes.
    [Fact]
    public void An_object_takes_a_block_for_itself_and_one_for_each_field()
    {
        long fields = typeof(Signal).GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length;
        Assert.Equal(12 + (12 * fields) + 36 + 24 + 36 + 60, HeapSize.Reachable_bytes(new Signal(4)));
    }

    [Fact]
    public void Numbers_alone_take_their_own_bytes_and_no_header()
    {
        Assert.Equal(4096, HeapSize.Numbers_bytes(new float[1024]));

        // Own numbers: count, highest, lowest (4 each), oldest (8), summarized (1); arrays of four: 16, 4, 16 and 32 bytes.
        Assert.Equal(4 + 4 + 4 + 8 + 1 + 16 + 4 + 16 + 32, HeapSize.Numbers_bytes(new Signal(4)));
    }

    [Fact]
    public void What_is_held_twice_counts_once()
    {
        var held = new int[3];
        Assert.Equal(48 + HeapSize.Reachable_bytes(held), HeapSize.Reachable_bytes(new[] { held, held }));
    }

    [Fact]
    public void By_class_an_array_belongs_to_the_class_that_holds_it_and_all_classes_make_the_whole()
    {
        object[] roots = [new Signal(4), new Bms.Measurement.FrozenCells(16, 500)];
        foreach (object root in roots)
        {
            (string name, long bytes) = Assert.Single(HeapSize.ByClass_bytes(root));
            Assert.Equal(root.GetType().FullName, name);
            Assert.Equal(HeapSize.Reachable_bytes(root), bytes);
        }
    }
}
