using System.Text;
using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class Sha256Tests
{
    // Examples of FIPS 180-2, appendix B, and of NIST's short-message set (SHA256ShortMsg.rsp).
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1")]
    [InlineData("11af", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98")]
    [InlineData("b4190e", "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2")]
    [InlineData("616263", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Agrees_with_the_published_digests(string message, string digest)
    {
        Assert.Equal(digest, Digest(Convert.FromHexString(message)));
    }

    [Fact]
    public void Agrees_with_the_published_digest_of_two_blocks()
    {
        byte[] message = Encoding.ASCII.GetBytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
        Assert.Equal("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", Digest(message));
    }

    [Fact]
    public void Agrees_with_the_published_digest_of_a_million_letters()
    {
        byte[] letters = new byte[1000];
        Array.Fill(letters, (byte)'a');
        Sha256 hash = new();
        for (int i = 0; i < 1000; i++)
        {
            hash.Update(letters, 0, letters.Length);
        }

        byte[] digest = new byte[32];
        hash.Finish(digest, 0);
        Assert.Equal("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", Convert.ToHexStringLower(digest));
    }

    // Every length around the edges of padding, with every byte's top bit used, against .NET's own.
    [Fact]
    public void Agrees_with_the_platform_for_every_length_up_to_three_blocks()
    {
        Random random = new(7);
        for (int length = 0; length <= 192; length++)
        {
            byte[] message = new byte[length];
            random.NextBytes(message);
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(message)), Digest(message));
        }
    }

    [Fact]
    public void Pieces_give_the_digest_of_the_whole()
    {
        byte[] message = new byte[300];
        new Random(8).NextBytes(message);
        for (int cut = 0; cut <= message.Length; cut += 13)
        {
            Sha256 hash = new();
            hash.Update(message, 0, cut);
            hash.Update(message, cut, message.Length - cut);
            byte[] digest = new byte[40];
            hash.Finish(digest, 8);
            Assert.Equal(Digest(message), Convert.ToHexStringLower(digest, 8, 32));
        }
    }

    private static string Digest(byte[] message)
    {
        Sha256 hash = new();
        hash.Update([1, 2, 3], 0, 3);
        hash.Reset();
        hash.Update(message, 0, message.Length);
        byte[] digest = new byte[32];
        hash.Finish(digest, 0);
        return Convert.ToHexStringLower(digest);
    }
}
