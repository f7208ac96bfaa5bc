using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class RecordSignerTests
{
    private const string Topic = "bms/v1/0/demo/00000001/e";

    private readonly Outbox _outbox = new(4, 200);
    private readonly RecordSigner _signer;

    public RecordSignerTests() => _signer = new RecordSigner(
        new DeviceIdentity("demo", [0, 0, 0, 1], 1), new ManagedHmacSha256(new byte[32]), 60, _outbox);

    [Fact]
    public void A_record_goes_to_the_outbox_and_the_next_one_names_its_tag()
    {
        _signer.NoteUtc(1_800_000_000, 3, 5000);
        Assert.True(Send());
        Assert.Equal((1, 1, 1_800_000_001L), (_outbox.Count, _signer.Stamp.Sequence, _signer.Stamp.Utc_s));
        byte[] tag = [.. _signer.Stamp.PreviousTag];
        Assert.NotEqual(new byte[tag.Length], tag);
        Assert.True(Send());
        Assert.NotEqual(tag, _signer.Stamp.PreviousTag);
    }

    /// <summary>A receiver takes a number that is missing for a record that was suppressed.</summary>
    [Fact]
    public void One_that_does_not_fit_is_lost_and_its_number_is_not()
    {
        _signer.Begin(6000);
        for (int key = 100; key < 130; key++)
        {
            _signer.Payload.Pair(key, 1);
        }

        Assert.False(_signer.End(Topic, DeviceIdentity.Ascii(Topic), false, false));
        Assert.Equal((0, 0), (_outbox.Count, _signer.Stamp.Sequence));
        Assert.True(Send());
        Assert.Equal(1, _signer.Stamp.Sequence);
    }

    private bool Send()
    {
        _signer.Begin(6000);
        return _signer.End(Topic, DeviceIdentity.Ascii(Topic), false, false);
    }
}
