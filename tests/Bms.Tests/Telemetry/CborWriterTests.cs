using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class CborWriterTests
{
    // RFC 8949, appendix A: every example of an integer that fits 64 bits signed.
    [Theory]
    [InlineData(0, "00")]
    [InlineData(1, "01")]
    [InlineData(10, "0a")]
    [InlineData(23, "17")]
    [InlineData(24, "1818")]
    [InlineData(25, "1819")]
    [InlineData(100, "1864")]
    [InlineData(1000, "1903e8")]
    [InlineData(1000000, "1a000f4240")]
    [InlineData(1000000000000, "1b000000e8d4a51000")]
    [InlineData(-1, "20")]
    [InlineData(-10, "29")]
    [InlineData(-100, "3863")]
    [InlineData(-1000, "3903e7")]
    // Both sides of each change of length, and the ends of the range.
    [InlineData(255, "18ff")]
    [InlineData(256, "190100")]
    [InlineData(65535, "19ffff")]
    [InlineData(65536, "1a00010000")]
    [InlineData(4294967295, "1affffffff")]
    [InlineData(4294967296, "1b0000000100000000")]
    [InlineData(-24, "37")]
    [InlineData(-25, "3818")]
    [InlineData(-4294967297, "3b0000000100000000")]
    [InlineData(long.MaxValue, "1b7fffffffffffffff")]
    [InlineData(long.MinValue, "3b7fffffffffffffff")]
    public void Writes_integers_in_their_shortest_form(long value, string expected)
    {
        Assert.Equal(expected, Written(w => w.Int(value)));
    }

    // RFC 8949, appendix A: simple values, strings, arrays, maps.
    [Fact]
    public void Writes_the_other_examples_of_RFC_8949()
    {
        Assert.Equal("f4", Written(w => w.Bool(false)));
        Assert.Equal("f5", Written(w => w.Bool(true)));
        Assert.Equal("f6", Written(w => w.Null()));
        Assert.Equal("40", Written(w => w.Bytes([], 0, 0)));
        Assert.Equal("4401020304", Written(w => w.Bytes([9, 1, 2, 3, 4, 9], 1, 4)));
        Assert.Equal("60", Written(w => w.Text([])));
        Assert.Equal("6161", Written(w => w.Text("a"u8.ToArray())));
        Assert.Equal("6449455446", Written(w => w.Text("IETF"u8.ToArray())));
        Assert.Equal("62c3bc", Written(w => w.Text("ü"u8.ToArray())));
        Assert.Equal("80", Written(w => w.ArrayHead(0)));
        Assert.Equal("83010203", Written(w => Items(w, 1, 3)));
        Assert.Equal("98190102030405060708090a0b0c0d0e0f101112131415161718181819", Written(w => Items(w, 1, 25)));
        Assert.Equal("a0", Written(w => w.MapHead(0)));
        Assert.Equal("a201020304", Written(Map((1, 2), (3, 4))));
    }

    [Fact]
    public void A_map_counts_its_pairs_over_the_change_of_its_heads_length()
    {
        for (int count = 0; count < 40; count++)
        {
            string head = count < 24 ? $"{0xa0 + count:x2}" : $"b8{count:x2}";
            string text = Written(Map([.. Enumerable.Range(0, count).Select(i => (i, 5))]));
            Assert.StartsWith(head, text);
            Assert.Equal(head.Length + Enumerable.Range(0, count).Sum(i => i < 24 ? 4 : 6), text.Length);
            Assert.Equal(count == 0, !text.EndsWith("05", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Keys_that_do_not_ascend_fail()
    {
        Assert.True(Failed(Map((1, 0), (1, 0))));
        Assert.True(Failed(Map((2, 0), (1, 0))));
        Assert.True(Failed(w => w.Key(1)));
        Assert.True(Failed(w => w.EndMap()));
        Assert.True(Failed(w =>
        {
            w.BeginMap();
            w.BeginMap();
        }));
    }

    [Fact]
    public void A_buffer_that_is_too_small_fails_and_is_not_written_past()
    {
        byte[] whole = Convert.FromHexString(Written(Everything));
        for (int size = 0; size <= whole.Length; size++)
        {
            CborWriter writer = new(new byte[size]);
            Everything(writer);
            Assert.Equal(size < whole.Length, writer.Failed);
            Assert.True(writer.Length <= size);
        }
    }

    [Fact]
    public void Clear_starts_afresh_after_a_failure()
    {
        CborWriter writer = new(new byte[2]);
        writer.Int(1000);
        Assert.True(writer.Failed);
        writer.Clear();
        writer.Int(24);
        Assert.False(writer.Failed);
        Assert.Equal(2, writer.Length);
    }

    private static void Everything(CborWriter writer)
    {
        writer.ArrayHead(3);
        Map([.. Enumerable.Range(0, 30).Select(i => (i, i * 100))])(writer);
        writer.Bytes(new byte[30], 0, 30);
        writer.Text("abc"u8.ToArray());
    }

    private static void Items(CborWriter writer, int first, int last)
    {
        writer.ArrayHead(last - first + 1);
        for (int i = first; i <= last; i++)
        {
            writer.Int(i);
        }
    }

    private static Action<CborWriter> Map(params (int Key, int Value)[] pairs) => writer =>
    {
        writer.BeginMap();
        foreach ((int key, int value) in pairs)
        {
            writer.Pair(key, value);
        }

        writer.EndMap();
    };

    private static bool Failed(Action<CborWriter> write)
    {
        CborWriter writer = new(new byte[100]);
        write(writer);
        return writer.Failed;
    }

    private static string Written(Action<CborWriter> write)
    {
        CborWriter writer = new(new byte[300]);
        write(writer);
        Assert.False(writer.Failed);
        return Convert.ToHexStringLower(writer.Buffer, 0, writer.Length);
    }
}
