using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class CrcWriteTests
{
    [Fact]
    public void A_word_goes_low_byte_first_and_keeps_its_neighbours()
    {
        var block = new CrcWrite(0x3E, 4);
        block.Data[0] = 0xAA;
        block.Data[3] = 0xBB;
        block.SetWord(1, -2);
        Assert.Equal([0xAA, 0xFE, 0xFF, 0xBB], block.Data);
    }
}
