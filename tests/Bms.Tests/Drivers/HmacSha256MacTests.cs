using System.Text;
using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>The vectors of RFC 4231, sections 4.2 to 4.4 and 4.7.</summary>
public class HmacSha256MacTests
{
    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")]
    [InlineData("4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    public void Tags_are_those_of_the_standard(string key, string data, string tag)
    {
        Assert.Equal(tag, Tag(Convert.FromHexString(key), Convert.FromHexString(data)));
    }

    [Fact]
    public void A_key_longer_than_a_block_is_hashed_first()
    {
        byte[] key = [.. Enumerable.Repeat((byte)0xAA, 131)];
        byte[] data = Encoding.ASCII.GetBytes("Test Using Larger Than Block-Size Key - Hash Key First");
        Assert.Equal("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54", Tag(key, data));
    }

    [Fact]
    public void Only_the_first_bytes_of_the_buffer_are_signed()
    {
        byte[] buffer = new byte[64];
        Encoding.ASCII.GetBytes("Hi There").CopyTo(buffer, 0);
        buffer[8] = 1;
        byte[] tag = new byte[32];
        new HmacSha256Mac([.. Enumerable.Repeat((byte)0x0B, 20)]).ComputeTag(buffer, 8, tag);
        Assert.Equal("B0344C61D8DB38535CA8AFCEAF0BF12B881DC200C9833DA726E9376C2E32CFF7", Convert.ToHexString(tag));
    }

    private static string Tag(byte[] key, byte[] data)
    {
        byte[] tag = new byte[32];
        new HmacSha256Mac(key).ComputeTag(data, data.Length, tag);
        return Convert.ToHexStringLower(tag);
    }
}
