using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class Base64UrlTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("66", "Zg")]
    [InlineData("666f", "Zm8")]
    [InlineData("666f6f", "Zm9v")]
    [InlineData("666f6f62", "Zm9vYg")]
    [InlineData("666f6f626172", "Zm9vYmFy")]
    [InlineData("fbff", "-_8")]
    public void The_examples_of_RFC_4648_without_padding(string hex, string expected)
    {
        byte[] bytes = Convert.FromHexString(hex);
        Assert.Equal(expected, Base64Url.Encode(bytes, bytes.Length));
    }

    [Fact]
    public void Every_length_and_byte_agrees_with_NET()
    {
        byte[] bytes = new byte[300];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(System.Buffers.Text.Base64Url.EncodeToString(bytes.AsSpan(0, length)), Base64Url.Encode(bytes, length));
        }
    }
}
