using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class DeviceFactsTests
{
    // printf '\x00\x00\x10\x68\xff\xff\xff\xfe' | sha256sum begins with these eight bytes.
    [Fact]
    public void The_digest_is_the_start_of_SHA_256_over_the_numbers_high_byte_first()
    {
        Assert.Equal("3ddf9399baaaf479", Convert.ToHexStringLower(new DeviceFacts("b", "1", [4200, -2]).ConfigDigest));
        Assert.Null(new DeviceFacts("b", "1", null).ConfigDigest);
    }

    [Fact]
    public void Texts_must_have_one_to_24_characters()
    {
        string longest = new('x', 24);
        DeviceFacts facts = new(longest, longest, null);
        Assert.Equal(24, facts.Board.Length);
        Assert.Equal(24, facts.FirmwareVersion.Length);
        foreach (string? bad in (string?[])["", null, longest + "x"])
        {
            Assert.Contains("board", Assert.Throws<ArgumentException>(() => new DeviceFacts(bad!, "1", null)).Message);
            Assert.Contains("version", Assert.Throws<ArgumentException>(() => new DeviceFacts("b", bad!, null)).Message);
        }
    }
}
