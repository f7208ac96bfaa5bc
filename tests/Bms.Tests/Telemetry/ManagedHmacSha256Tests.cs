using System.Security.Cryptography;
using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class ManagedHmacSha256Tests
{
    // RFC 4231, sections 4.2 to 4.8, all seven cases: key, data, HMAC-SHA-256 (case 5: its first 16 bytes).
    public static TheoryData<string, string, string> Rfc4231 => new()
    {
        { Repeat("0b", 20), "4869205468657265", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
        {
            "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        },
        { Repeat("aa", 20), Repeat("dd", 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe" },
        {
            "0102030405060708090a0b0c0d0e0f10111213141516171819", Repeat("cd", 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        },
        { Repeat("0c", 20), "546573742057697468205472756e636174696f6e", "a3b6167473100ee06e0c796c2955552b" },
        {
            Repeat("aa", 131),
            "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        },
        {
            Repeat("aa", 131),
            "5468697320697320612074657374207573696e672061206c6172676572207468616e20626c6f636b2d73697a65206b657920616e642061206c61726765"
            + "72207468616e20626c6f636b2d73697a6520646174612e20546865206b6579206e6565647320746f20626520686173686564206265666f7265206265"
            + "696e6720757365642062792074686520484d414320616c676f726974686d2e",
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        },
    };

    [Theory, MemberData(nameof(Rfc4231))]
    public void Agrees_with_RFC_4231(string key, string data, string expected)
    {
        Assert.StartsWith(expected, Tag(new ManagedHmacSha256(Convert.FromHexString(key)), Convert.FromHexString(data)));
    }

    // The board's native class has .NET's name and meaning; the same cases hold for it.
    [Theory, MemberData(nameof(Rfc4231))]
    public void The_platforms_own_agrees_with_RFC_4231(string key, string data, string expected)
    {
        byte[] tag = HMACSHA256.HashData(Convert.FromHexString(key), Convert.FromHexString(data));
        Assert.StartsWith(expected, Convert.ToHexStringLower(tag));
    }

    [Fact]
    public void Agrees_with_the_platform_for_every_key_and_data_length()
    {
        Random random = new(9);
        for (int length = 0; length < 200; length++)
        {
            byte[] key = new byte[length];
            byte[] data = new byte[(length * 7) % 301];
            random.NextBytes(key);
            random.NextBytes(data);
            Assert.Equal(Convert.ToHexStringLower(HMACSHA256.HashData(key, data)), Tag(new ManagedHmacSha256(key), data));
        }
    }

    [Fact]
    public void A_tag_depends_on_nothing_but_its_own_message()
    {
        ManagedHmacSha256 mac = new([1, 2, 3]);
        byte[] buffer = [10, 20, 30, 40];
        string first = Tag(mac, buffer);
        Tag(mac, new byte[100]);
        Assert.Equal(first, Tag(mac, buffer));

        byte[] shorter = new byte[32];
        mac.ComputeTag(buffer, 3, shorter);
        Assert.Equal(Tag(mac, [10, 20, 30]), Convert.ToHexStringLower(shorter));
    }

    [Fact]
    public void A_tag_allocates_nothing()
    {
        ManagedHmacSha256 mac = new(new byte[32]);
        byte[] data = new byte[200];
        byte[] tag = new byte[32];
        mac.ComputeTag(data, data.Length, tag);
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                mac.ComputeTag(data, data.Length, tag);
            }
        }));
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Tag(ManagedHmacSha256 mac, byte[] data)
    {
        byte[] tag = new byte[32];
        mac.ComputeTag(data, data.Length, tag);
        return Convert.ToHexStringLower(tag);
    }
}
