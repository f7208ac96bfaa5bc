using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class ReceiptTests
{
    private const string Topic = "bms/v1/3f/demo/00010203/c";

    // Made with Python's hmac from the worked example's key: boot 77, records 23 to 70000.
    private const string Worked =
        "844AA2010504450001020301A050A4000101184D18541718551A000111705820C2B628C70C9442CC91CA3D5F1FE38D14B5A084168FD6E6D188CF9390C3CF2242";

    private readonly KeyRing _keys = new([WorkedExample.Key]);

    [Fact]
    public void Is_written_as_an_independent_program_writes_it() =>
        Assert.Equal(Worked, Convert.ToHexString(Write(new Receipt(77, 23, 70_000), Topic)));

    [Fact]
    public void The_longest_one_fits_and_is_read_again()
    {
        Receipt longest = new(int.MaxValue, int.MaxValue - 1, int.MaxValue);
        byte[] message = Write(longest, Topic);
        Assert.Equal(RecordVerdict.Receipt, Verify(Topic, message, out Receipt read));
        Assert.Equal(longest, read);
        Assert.InRange(message.Length, 1, Receipt.MaxMessage_bytes);
    }

    [Fact]
    public void No_bit_of_it_can_be_turned()
    {
        byte[] message = Convert.FromHexString(Worked);
        for (int bit = 0; bit < 8 * message.Length; bit++)
        {
            message[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(RecordVerdict.Receipt, Verify(Topic, message, out _));
            message[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(RecordVerdict.Receipt, Verify(Topic, message, out _));
    }

    [Theory]
    [InlineData("bms/v1/3e/demo/00010203/c", RecordVerdict.BadTag)]
    [InlineData("bms/v1/3f/demo/00010204/c", RecordVerdict.WrongTopic)]
    [InlineData("bms/v1/3f/demo/00010203/t", RecordVerdict.WrongTopic)]
    public void It_is_bound_to_its_topic(string topic, RecordVerdict expected) =>
        Assert.Equal(expected, Verify(topic, Convert.FromHexString(Worked), out _));

    [Fact]
    public void A_record_is_no_receipt_and_a_receipt_no_record()
    {
        FleetVerifier fleet = new([WorkedExample.Key]);
        Assert.Equal(RecordVerdict.BadTag, fleet.Verify(Topic, WorkedExample.Message, out _));
        Assert.Equal(RecordVerdict.BadTag, fleet.Verify(WorkedExample.Topic, Convert.FromHexString(Worked), out _));
        Assert.Equal(RecordVerdict.Receipt, fleet.Verify(Topic, Convert.FromHexString(Worked), out _));
        Assert.Equal((1, 0), (fleet.Count(RecordVerdict.Receipt), fleet.Accepted));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 2, 1)]
    public void Numbers_that_make_no_sense_are_refused(int boot, int first, int last) =>
        Assert.Equal(RecordVerdict.BadShape, Verify(Topic, Write(new Receipt(boot, first, last), Topic), out _));

    private static byte[] Write(Receipt receipt, string topic)
    {
        byte[] message = new byte[Receipt.MaxMessage_bytes];
        int length = receipt.Write(WorkedExample.Key, Encoding.ASCII.GetBytes(topic), message);
        return message[..length];
    }

    private RecordVerdict Verify(string topic, byte[] message, out Receipt receipt) =>
        _keys.VerifyReceipt(Encoding.ASCII.GetBytes(topic), message, out receipt);
}
