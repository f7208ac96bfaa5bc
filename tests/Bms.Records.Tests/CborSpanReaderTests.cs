using System.Formats.Cbor;
using Xunit;

namespace Bms.Records.Tests;

public class CborSpanReaderTests
{
    // RFC 8949, appendix A: the integers, but for the two that need a 65th bit or a tag.
    [Theory]
    [InlineData("00", 0)]
    [InlineData("01", 1)]
    [InlineData("0a", 10)]
    [InlineData("17", 23)]
    [InlineData("1818", 24)]
    [InlineData("1819", 25)]
    [InlineData("1864", 100)]
    [InlineData("1903e8", 1000)]
    [InlineData("1a000f4240", 1000000)]
    [InlineData("1b000000e8d4a51000", 1000000000000)]
    [InlineData("20", -1)]
    [InlineData("29", -10)]
    [InlineData("3863", -100)]
    [InlineData("3903e7", -1000)]
    [InlineData("1b7fffffffffffffff", long.MaxValue)]
    [InlineData("3b7fffffffffffffff", long.MinValue)]
    public void Reads_integers(string hex, long expected)
    {
        CborSpanReader reader = new(Convert.FromHexString(hex));
        Assert.True(reader.TryReadInt(out long value));
        Assert.Equal(expected, value);
        Assert.True(reader.AtEnd);
    }

    [Theory]
    [InlineData("1bffffffffffffffff")]
    [InlineData("3bffffffffffffffff")]
    [InlineData("1b8000000000000000")]
    [InlineData("f6")]
    [InlineData("40")]
    [InlineData("")]
    public void What_is_no_integer_of_64_bits_is_refused_as_one(string hex)
    {
        Assert.False(new CborSpanReader(Convert.FromHexString(hex)).TryReadInt(out _));
    }

    // RFC 8949, appendix A: everything of definite length, passed over.
    [Theory]
    [InlineData("1bffffffffffffffff")]
    [InlineData("c249010000000000000000")]
    [InlineData("3bffffffffffffffff")]
    [InlineData("f90000")]
    [InlineData("fb3ff199999999999a")]
    [InlineData("fa47c35000")]
    [InlineData("f97e00")]
    [InlineData("f4")]
    [InlineData("f5")]
    [InlineData("f6")]
    [InlineData("f7")]
    [InlineData("f0")]
    [InlineData("f8ff")]
    [InlineData("c074323031332d30332d32315432303a30343a30305a")]
    [InlineData("d74401020304")]
    [InlineData("40")]
    [InlineData("4401020304")]
    [InlineData("60")]
    [InlineData("6449455446")]
    [InlineData("62225c")]
    [InlineData("62c3bc")]
    [InlineData("63e6b0b4")]
    [InlineData("64f0908591")]
    [InlineData("80")]
    [InlineData("83010203")]
    [InlineData("8301820203820405")]
    [InlineData("98190102030405060708090a0b0c0d0e0f101112131415161718181819")]
    [InlineData("a0")]
    [InlineData("a201020304")]
    [InlineData("a26161016162820203")]
    [InlineData("826161a161626163")]
    [InlineData("a56161614161626142616361436164614461656145")]
    public void Passes_over_every_definite_example(string hex)
    {
        byte[] data = Convert.FromHexString(hex);
        CborSpanReader reader = new(data);
        Assert.True(reader.TrySkip());
        Assert.True(reader.AtEnd);
        for (int length = 0; length < data.Length; length++)
        {
            Assert.False(new CborSpanReader(data.AsSpan(0, length)).TrySkip());
        }
    }

    // RFC 8949: indefinite lengths of appendix A, and encodings that sections 3 and 4.2.1 rule out.
    [Theory]
    [InlineData("5f42010243030405ff")]
    [InlineData("7f657374726561646d696e67ff")]
    [InlineData("9fff")]
    [InlineData("9f018202039f0405ffff")]
    [InlineData("bf61610161629f0203ffff")]
    [InlineData("ff")]
    [InlineData("1c")]
    [InlineData("1817")]
    [InlineData("1900ff")]
    [InlineData("1a0000ffff")]
    [InlineData("1b00000000ffffffff")]
    [InlineData("3817")]
    [InlineData("580141")]
    [InlineData("f81f")]
    [InlineData("61ff")]
    [InlineData("a201000100")]
    [InlineData("a202000100")]
    [InlineData("9affffffff")]
    [InlineData("5affffffff00")]
    [InlineData("5bffffffffffffffff00")]
    [InlineData("9bffffffffffffffff00")]
    public void Refuses_what_deterministic_encoding_forbids(string hex)
    {
        Assert.False(new CborSpanReader(Convert.FromHexString(hex)).TrySkip());
    }

    [Fact]
    public void Nesting_beyond_eight_is_refused()
    {
        Assert.True(new CborSpanReader([0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x00]).TrySkip());
        Assert.False(new CborSpanReader([0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0x00]).TrySkip());
        Assert.False(new CborSpanReader([.. Enumerable.Repeat((byte)0x81, 1000), 0]).TrySkip());
        Assert.False(new CborSpanReader([.. Enumerable.Repeat((byte)0xc1, 1000), 0]).TrySkip());
    }

    // .NET's own canonical reader is the judge of a large number of small random items.
    [Fact]
    public void Accepts_nothing_that_the_platforms_canonical_reader_refuses()
    {
        Random random = new(11);
        byte[] data = new byte[12];
        int accepted = 0;
        for (int i = 0; i < 300_000; i++)
        {
            random.NextBytes(data);
            CborSpanReader reader = new(data);
            if (reader.TrySkip())
            {
                accepted++;
                Judge(data.AsMemory(0, reader.Position));
            }
        }

        Assert.True(accepted > 1000);
    }

    // Canonical mode sorts keys as RFC 7049 did, shorter ones first, which differs from RFC 8949 when the types of keys are mixed.
    private static void Judge(ReadOnlyMemory<byte> item)
    {
        CborReader judge = new(item, CborConformanceMode.Canonical);
        try
        {
            judge.SkipValue();
        }
        catch (CborContentException e) when (e.Message.Contains("keys not sorted", StringComparison.Ordinal))
        {
            judge = new CborReader(item, CborConformanceMode.Strict);
            judge.SkipValue();
        }

        Assert.Equal(0, judge.BytesRemaining);
    }

    [Fact]
    public void Reads_strings_arrays_maps_and_null_in_turn()
    {
        CborSpanReader reader = new(Convert.FromHexString("85" + "420102" + "6161" + "f6" + "a10102" + "80"));
        Assert.True(reader.TryReadArray(out int items));
        Assert.Equal(5, items);
        Assert.True(reader.TryReadBytes(out ReadOnlySpan<byte> bytes));
        Assert.Equal([1, 2], bytes.ToArray());
        Assert.False(reader.IsNull);
        Assert.True(reader.TryReadText(out ReadOnlySpan<byte> text));
        Assert.Equal("a"u8, text);
        Assert.True(reader.IsNull);
        Assert.True(reader.TrySkip());
        Assert.True(reader.TryReadMap(out int pairs));
        Assert.Equal(1, pairs);
        Assert.True(reader.TrySkip() && reader.TrySkip());
        Assert.True(reader.TryReadArray(out int none));
        Assert.Equal(0, none);
        Assert.True(reader.AtEnd);
    }
}
