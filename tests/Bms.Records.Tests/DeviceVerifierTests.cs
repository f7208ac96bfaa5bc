using System.Text;
using Xunit;

namespace Bms.Records.Tests;

public class DeviceVerifierTests
{
    private readonly TestDevice _device = new();
    private readonly DeviceVerifier _verifier;

    public DeviceVerifierTests()
    {
        _verifier = new DeviceVerifier(_device.Key);
    }

    [Fact]
    public void Accepts_the_worked_example_and_reads_its_header()
    {
        DeviceVerifier verifier = new(WorkedExample.Key);
        byte[] topic = Encoding.UTF8.GetBytes(WorkedExample.Topic);
        Assert.Equal(RecordVerdict.Accepted, verifier.Verify(topic, WorkedExample.Message, out RecordHeader header));
        Assert.Equal(0x00010203u, header.Device);
        Assert.Equal(1, header.KeyEpoch);
        Assert.Equal(RecordKind.Live, header.Kind);
        Assert.Equal(1, header.Schema);
        Assert.Equal(77, header.Boot);
        Assert.Equal(1, header.Sequence);
        Assert.Equal(0ul, header.PreviousTag);
        Assert.Equal(0x0E2B0615E6C73AA0ul, header.Tag);
        Assert.Equal(6000, header.Uptime_ms);
        Assert.Equal(0x6AB13B81, header.Utc_s);
        Assert.Equal(2, header.ClockQuality);
        Assert.Equal(RecordVerdict.Duplicate, verifier.Verify(topic, WorkedExample.Message, out _));
    }

    [Theory]
    [InlineData("bms/v1/3f/demo/00010203/e", RecordVerdict.BadTag)]
    [InlineData("bms/v1/3e/demo/00010203/t", RecordVerdict.BadTag)]
    [InlineData("bms/v1/3f/demo/00010204/t", RecordVerdict.WrongTopic)]
    [InlineData("bms/v1/3f/dem0/00010203/t", RecordVerdict.WrongTopic)]
    [InlineData("bms/v1/3f/demo/00010203/c", RecordVerdict.WrongTopic)]
    [InlineData("bms/v1/3F/demo/00010203/t", RecordVerdict.WrongTopic)]
    [InlineData("bms/v2/3f/demo/00010203/t", RecordVerdict.WrongTopic)]
    [InlineData("bms/v1/3f/demo/00010203/t/", RecordVerdict.WrongTopic)]
    [InlineData("", RecordVerdict.WrongTopic)]
    public void Refuses_a_record_on_another_topic(string topic, RecordVerdict expected)
    {
        DeviceVerifier verifier = new(WorkedExample.Key);
        Assert.Equal(expected, verifier.Verify(Encoding.UTF8.GetBytes(topic), WorkedExample.Message, out _));
        Assert.Equal(0, verifier.Current.Boot);
    }

    [Fact]
    public void Another_devices_record_is_not_this_keys_business()
    {
        Assert.Equal(RecordVerdict.UnknownKey, Verify(new TestDevice(2).Live()));
        Assert.Equal(RecordVerdict.UnknownKey, Verify(new TestDevice(1, epoch: 2).Live()));
    }

    [Fact]
    public void Every_flipped_bit_every_truncation_and_every_extension_is_refused_and_moves_nothing()
    {
        Verify(_device.Live());
        Sent sent = _device.Live(w => w.Pair(7, 14_800));
        for (int bit = 0; bit < 8 * sent.Message.Length; bit++)
        {
            byte[] flipped = [.. sent.Message];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(sent with { Message = flipped });
        }

        for (int length = 0; length < sent.Message.Length; length++)
        {
            AssertRefused(sent with { Message = sent.Message[..length] });
            AssertRefused(sent with { Message = sent.Message[(sent.Message.Length - length)..] });
        }

        for (int value = 0; value < 256; value++)
        {
            AssertRefused(sent with { Message = [.. sent.Message, (byte)value] });
            AssertRefused(sent with { Message = [(byte)value, .. sent.Message] });
        }

        Assert.Equal(RecordVerdict.Accepted, Verify(sent));
    }

    [Fact]
    public void A_gap_is_reported_and_filled_by_what_comes_late()
    {
        Sent[] sent = [.. Enumerable.Range(0, 5).Select(_ => _device.Live())];
        Assert.Equal(RecordVerdict.Accepted, Verify(sent[0]));
        Assert.Equal(RecordVerdict.AcceptedAfterGap, Verify(sent[3]));
        Assert.Equal(2, _verifier.Missing);
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(sent[1]));
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(sent[2]));
        Assert.Equal(0, _verifier.Missing);
        Assert.Equal(RecordVerdict.Duplicate, Verify(sent[2]));
        Assert.Equal(RecordVerdict.Accepted, Verify(sent[4]));
    }

    [Fact]
    public void A_record_older_than_the_window_is_a_replay_even_if_it_never_came()
    {
        Sent[] sent = [.. Enumerable.Range(0, 66).Select(_ => _device.Live())];
        Verify(sent[65]);
        Assert.Equal(RecordVerdict.Replay, Verify(sent[1]));
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(sent[2]));
    }

    [Fact]
    public void A_second_device_with_the_same_key_breaks_the_chain()
    {
        TestDevice clone = new();
        Verify(_device.Live());
        Verify(_device.Live());
        clone.Live(w => w.Pair(7, 1));
        Assert.Equal(RecordVerdict.ChainBroken, Verify(clone.Live()));
        Assert.Equal(RecordVerdict.ChainBroken, Verify(clone.Live()));
        Assert.Equal(RecordVerdict.Accepted, Verify(_device.Live()));
    }

    [Fact]
    public void A_late_record_must_fit_its_successor_and_its_predecessor()
    {
        TestDevice clone = new();
        Sent first = _device.Live(), second = _device.Live(), third = _device.Live();
        clone.Live();
        Sent otherSecond = clone.Live(w => w.Pair(7, 1));
        Verify(first);
        Verify(third);
        Assert.Equal(RecordVerdict.ChainBroken, Verify(otherSecond));
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(second));
    }

    [Fact]
    public void A_late_record_that_only_its_predecessor_contradicts_is_refused()
    {
        TestDevice clone = new();
        Sent[] sent = [.. Enumerable.Range(0, 4).Select(_ => _device.Live())];
        clone.Live(w => w.Pair(7, 1));
        Sent foreign = clone.Live();
        Verify(sent[0]);
        Verify(sent[3]);
        Assert.Equal(RecordVerdict.ChainBroken, Verify(foreign));
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(sent[1]));
    }

    [Fact]
    public void A_boot_begins_with_a_chain_of_its_own()
    {
        Verify(_device.Live());
        _device.Reboot(2);
        Assert.Equal(RecordVerdict.Accepted, Verify(_device.Live()));

        string chained = "a7" + "0001" + "0103" + "0201" + "034800000000000000ff" + "0400" + "05f6" + "0600";
        Assert.Equal(RecordVerdict.ChainBroken, Verify(_device.Raw(Convert.FromHexString(chained))));
        Assert.Equal(2, _verifier.Current.Boot);
    }

    [Fact]
    public void Records_of_the_boot_before_fill_its_gaps_and_those_of_older_boots_are_refused()
    {
        Sent[] first = [_device.Live(), _device.Live(), _device.Live()];
        _device.Reboot(2);
        Sent[] second = [_device.Live(), _device.Live()];
        _device.Reboot(5);
        Sent third = _device.Live();

        Verify(first[0]);
        Verify(first[2]);
        Verify(second[0]);
        Assert.Equal(1, _verifier.Missing);
        Assert.Equal(RecordVerdict.Duplicate, Verify(first[0]));
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(first[1]));
        Assert.Equal(0, _verifier.Missing);
        Verify(third);
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(second[1]));
        Assert.Equal(RecordVerdict.OldBoot, Verify(first[1]));
    }

    [Theory]
    [InlineData("a6" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6")]
    [InlineData("a7" + "0001" + "0100" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0600")]
    [InlineData("a7" + "0001" + "0101" + "0200" + "03480000000000000000" + "0400" + "05f6" + "0600")]
    [InlineData("a7" + "0001" + "0101" + "021a80000000" + "03480000000000000000" + "0400" + "05f6" + "0600")]
    [InlineData("a7" + "0001" + "0101" + "0201" + "0347000000000000000400" + "05f6" + "0600")]
    [InlineData("a7" + "0001" + "0101" + "0201" + "03480000000000000000" + "0420" + "05f6" + "0600")]
    [InlineData("a7" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "0520" + "0600")]
    [InlineData("a7" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0604")]
    [InlineData("a7" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0600" + "00")]
    [InlineData("a8" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0600" + "0700" + "0700")]
    [InlineData("a8" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0600" + "071800")]
    [InlineData("80")]
    [InlineData("")]
    public void A_payload_of_another_form_is_no_record_even_when_it_is_signed(string payload)
    {
        Assert.Equal(RecordVerdict.BadShape, Verify(_device.Raw(Convert.FromHexString(payload))));
        Assert.Equal(0, _verifier.Current.Boot);
    }

    [Fact]
    public void A_birth_record_closes_the_end_of_the_boot_before()
    {
        Sent[] first = [_device.Live(), _device.Live(), _device.Live()];
        ulong last = _device.LastTag;
        _device.Reboot(2);
        Sent birth = Birth(1, 3, last);

        Verify(first[0]);
        Verify(first[1]);
        Assert.Equal(RecordVerdict.Accepted, Verify(birth));
        Assert.Equal(1, _verifier.Missing);
        Assert.False(_verifier.PreviousTail.IsReachedBy(_verifier.Previous));
        Assert.Equal(RecordVerdict.AcceptedLate, Verify(first[2]));
        Assert.Equal(0, _verifier.Missing);
        Assert.True(_verifier.PreviousTail.IsReachedBy(_verifier.Previous));
        Assert.False(_verifier.PreviousTail.IsContradictedBy(_verifier.Previous));
    }

    [Fact]
    public void A_record_beyond_the_stated_end_breaks_the_chain()
    {
        TestDevice clone = new();
        Verify(_device.Live());
        clone.Live();
        ulong last = _device.LastTag;
        _device.Reboot(2);
        Verify(Birth(1, 1, last));
        Assert.True(_verifier.PreviousTail.IsReachedBy(_verifier.Previous));
        Assert.Equal(RecordVerdict.ChainBroken, Verify(clone.Live()));
    }

    [Fact]
    public void A_stated_end_with_another_tag_is_seen()
    {
        Verify(_device.Live());
        _device.Reboot(2);
        Verify(Birth(1, 1, 123));
        Assert.True(_verifier.PreviousTail.IsContradictedBy(_verifier.Previous));
    }

    [Fact]
    public void An_end_that_is_not_stated_stays_unknown()
    {
        Verify(_device.Live());
        _device.Reboot(2);
        Verify(_device.Birth(w =>
        {
            w.Pair(38, 1);
            w.Pair(39, false, 0);
        }));
        Assert.False(_verifier.PreviousTail.IsKnown);
        Assert.Equal(0, _verifier.Missing);
    }

    private Sent Birth(int boot, int sequence, ulong tag) => _device.Birth(w =>
    {
        byte[] bytes = new byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, tag);
        w.Pair(38, boot);
        w.Pair(39, sequence);
        w.Key(40);
        w.Bytes(bytes, 0, 8);
    });

    private RecordVerdict Verify(Sent sent) => _verifier.Verify(sent.Topic, sent.Message, out _);

    private void AssertRefused(Sent sent)
    {
        Assert.False(Verify(sent).IsAuthentic());
        Assert.Equal(1, _verifier.Current.Highest);
    }
}
