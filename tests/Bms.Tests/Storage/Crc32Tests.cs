using System.Text;
using Bms.Storage;
using Xunit;

namespace Bms.Tests.Storage;

public class Crc32Tests
{
    // The check value of the CRC-32/ISO-HDLC parameter set, and digests known from zip files.
    [Theory]
    [InlineData("", 0)]
    [InlineData("123456789", 0xCBF43926)]
    [InlineData("a", 0xE8B7BE43)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339)]
    public void Agrees_with_the_published_values(string text, uint expected)
    {
        byte[] data = Encoding.ASCII.GetBytes(text + "behind");
        Assert.Equal(expected, (uint)Crc32.Compute(data, text.Length));
    }
}
