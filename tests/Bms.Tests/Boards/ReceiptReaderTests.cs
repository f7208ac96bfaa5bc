using Bms.Boards;
using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Boards;

public class ReceiptReaderTests
{
    // Made with Python's hmac and the key of the worked example of a record, on topic bms/v1/05/demo/00010203/c: boot 77, records
    // 23 to 70000.
    internal const string Worked =
        "844AA2010504450001020301A050A4000101184D18541718551A00011170582024A289CB3B1C8D6C023BA87DCBEF27741A75227ABAFCF4B203194A0BA8DCF8CC";

    internal static readonly byte[] Key =
        Convert.FromHexString("8EFBFBBA7426C9B9518AA11974340CE24A94FC4BBC1E461264E048688FBC56A7");

    private readonly ReceiptReader _reader = new(new ManagedHmacSha256(Key), new DeviceIdentity("demo", [0, 1, 2, 3], 1));

    [Fact]
    public void Reads_what_an_independent_program_signed()
    {
        byte[] message = Convert.FromHexString(Worked);
        Assert.True(_reader.TryRead(message, message.Length));
        Assert.Equal((77, 23, 70_000), (_reader.Boot, _reader.First, _reader.Last));
    }

    [Fact]
    public void No_bit_of_it_can_be_turned()
    {
        byte[] message = Convert.FromHexString(Worked);
        for (int bit = 0; bit < 8 * message.Length; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_reader.TryRead(message, message.Length), $"bit {bit}");
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_part_of_it_is_none()
    {
        byte[] message = [.. Convert.FromHexString(Worked), 0];
        for (int length = 0; length <= message.Length; length++)
        {
            Assert.Equal(length == message.Length - 1, _reader.TryRead(message, length));
        }
    }

    [Theory]
    [InlineData("demo", 1, 2)]
    [InlineData("demo", 2, 1)]
    [InlineData("dem0", 1, 1)]
    public void One_for_another_device_epoch_or_site_is_none(string site, byte number, int epoch)
    {
        ReceiptReader other = new(new ManagedHmacSha256(Key), new DeviceIdentity(site, [0, 1, 2, (byte)(number + 2)], epoch));
        byte[] message = Convert.FromHexString(Worked);
        Assert.False(other.TryRead(message, message.Length));
    }

    [Theory]
    [InlineData("A400010105185401185501")] // boot 5
    [InlineData("A400010100185401185501", false)] // boot 0
    [InlineData("A400010105185400185501", false)] // first 0
    [InlineData("A400010105185402185501", false)] // last before first
    [InlineData("A400020105185401185501", false)] // another schema
    [InlineData("A300010105185401", false)] // last missing
    [InlineData("A400010105185401185501F6", false)] // something behind it
    [InlineData("A4000101051854011855", false)] // broken off
    public void What_is_signed_must_make_sense(string payload, bool isGood = true)
    {
        CoseMac0Writer writer = new(new ManagedHmacSha256(Key), [0, 1, 2, 3, 1], 40, 60);
        byte[] bytes = Convert.FromHexString(payload);
        Assert.True(writer.TrySign("bms/v1/05/demo/00010203/c"u8.ToArray(), bytes, bytes.Length));
        Assert.Equal(isGood, _reader.TryRead(writer.Message, writer.Length));
    }
}
