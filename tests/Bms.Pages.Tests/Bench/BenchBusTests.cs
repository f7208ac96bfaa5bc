using Bms.Pages.Bench;
using Xunit;

namespace Bms.Pages.Tests.Bench;

public class BenchBusTests
{
    // MCP9808, DS25095 section 4.5: the address is 0011 A2 A1 A0.
    [Theory]
    [InlineData(0, "A0, A1, A2 open (low)")]
    [InlineData(1, "A0 to VDD")]
    [InlineData(2, "A1 to VDD")]
    [InlineData(3, "A0 and A1 to VDD")]
    [InlineData(7, "A0 and A1 and A2 to VDD")]
    public void Straps_of_a_probe_are_the_bits_of_its_number(int number, string straps) => Assert.Equal(straps, BenchBus.Straps(number));
}
