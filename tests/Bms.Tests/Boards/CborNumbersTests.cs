using Bms.Boards;
using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Boards;

/// <summary>Against the examples of RFC 8949, appendix A.</summary>
public class CborNumbersTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("17", 23)]
    [InlineData("1818", 24)]
    [InlineData("1864", 100)]
    [InlineData("1903e8", 1000)]
    [InlineData("1a000f4240", 1_000_000)]
    [InlineData("1a7fffffff", int.MaxValue)]
    [InlineData("1a80000000", -1)]
    [InlineData("1b000000e8d4a51000", -1)]
    [InlineData("20", -1)]
    [InlineData("f6", -1)]
    [InlineData("40", -1)]
    [InlineData("1c", -1)]
    [InlineData("18", -1)]
    [InlineData("1903", -1)]
    [InlineData("", -1)]
    public void Reads_numbers_and_nothing_else(string hex, int expected)
    {
        byte[] data = Convert.FromHexString(hex);
        CborNumbers numbers = new();
        numbers.Begin(data, 0, data.Length);
        Assert.Equal(expected, numbers.Next());
    }

    [Theory]
    [InlineData("a2", 5, 2)]
    [InlineData("b818", 5, 24)]
    [InlineData("5871", 2, 113)]
    [InlineData("a2", 2, -1)]
    public void Reads_the_count_in_the_head_of_an_item(string hex, int major, int expected)
    {
        CborNumbers numbers = new();
        numbers.Begin(Convert.FromHexString(hex), 0, hex.Length / 2);
        Assert.Equal(expected, numbers.Item(major));
    }

    [Fact]
    public void Ends_where_it_is_told()
    {
        CborNumbers numbers = new();
        numbers.Begin([9, 1, 2, 3], 1, 3);
        Assert.True(numbers.Is(1));
        Assert.False(numbers.IsAtEnd);
        Assert.True(numbers.Is(2));
        Assert.True(numbers.IsAtEnd);
        Assert.Equal(-1, numbers.Next());
    }
}
