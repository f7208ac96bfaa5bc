using System.Text;
using Bms.Telemetry;
using Xunit;

namespace Bms.Records.Tests;

public class RecordDecoderTests
{
    private readonly TestDevice _device = new();

    [Fact]
    public void Decodes_the_worked_example()
    {
        DeviceVerifier verifier = new(WorkedExample.Key);
        verifier.Verify(Encoding.UTF8.GetBytes(WorkedExample.Topic), WorkedExample.Message, out RecordHeader header);
        Assert.True(RecordDecoder.TryDecode(header, WorkedExample.Message, out TelemetryRecord record, out string error), error);
        Assert.Equal("00010203", record.Device);
        Assert.Equal(53_120, record.Stack_mV);
        Assert.Equal(-12_345, record.Current_mA);
        Assert.Equal(875_500, record.Soc_ppm);
        Assert.Equal(991_200, record.Soh_ppm);
        Assert.Equal(Enumerable.Range(3300, 24).Select(v => (int?)v), record.Cells_mV);
        Assert.Equal(Enumerable.Range(25, 8).Select(v => (int?)v), record.Probes_degC);
        Assert.Equal(0x80010203, record.ActiveRows);
        Assert.Null(record.Mode);
        Assert.Null(record.Event);
        Assert.Null(record.Birth);
        Assert.Empty(record.Unknown);
    }

    [Fact]
    public void Keeps_the_fields_that_it_does_not_know_as_they_are()
    {
        TelemetryRecord record = Decode(w =>
        {
            w.Pair(30, 5);
            w.Pair(41, -6);
            w.Key(1000);
            w.Text("new"u8.ToArray());
        });
        Assert.Equal(["30:05", "41:25", "1000:636E6577"], record.Unknown.Select(f => $"{f.Key}:{Convert.ToHexString(f.Value)}"));
    }

    [Fact]
    public void Null_means_not_known()
    {
        TelemetryRecord record = Decode(w =>
        {
            w.Pair(7, false, 0);
            w.Pair(8, false, 0);
            w.Key(11);
            w.Bytes([0xFF, 0xFF, 0xFF, 0xFE, 0, 0], 0, 6);
            w.Key(12);
            w.Bytes([0xFF, 0xFE, 0], 0, 3);
        });
        Assert.Null(record.Stack_mV);
        Assert.Null(record.Current_mA);
        Assert.Equal([null, 65_534, 0], record.Cells_mV);
        Assert.Equal([null, 214, -40], record.Probes_degC);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(37)]
    [InlineData(39)]
    public void A_known_field_of_another_type_is_named(int key)
    {
        Assert.Equal($"field {key} is not of its type or range", Error(w =>
        {
            w.Key(key);
            w.Bool(true);
        }));
    }

    [Fact]
    public void An_integer_beyond_its_fields_range_is_named()
    {
        Assert.Equal("field 16 is not of its type or range", Error(w => w.Pair(16, 1L << 31)));
        Assert.Equal("field 9 is not of its type or range", Error(w => w.Pair(9, 2_000_001)));
        Assert.Equal("", Error(w => w.Pair(16, int.MinValue)));
    }

    // A later list of fields may give a key another type: only the seven fields of the header are fixed for good.
    [Fact]
    public void Fields_of_another_schema_are_kept_and_not_guessed_at()
    {
        string payload = "a8" + "0002" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0600" + "07f5";
        Sent sent = _device.Raw(Convert.FromHexString(payload));
        DeviceVerifier verifier = new(_device.Key);
        Assert.Equal(RecordVerdict.Accepted, verifier.Verify(sent.Topic, sent.Message, out RecordHeader header));
        Assert.True(RecordDecoder.TryDecode(header, sent.Message, out TelemetryRecord record, out _));
        Assert.Null(record.Stack_mV);
        Assert.Equal("F5", Convert.ToHexString(record.Unknown[7]));
    }

    [Fact]
    public void A_key_that_is_no_integer_is_an_error()
    {
        string payload = "a8" + "0001" + "0101" + "0201" + "03480000000000000000" + "0400" + "05f6" + "0600" + "6161" + "00";
        Sent sent = _device.Raw(Convert.FromHexString(payload));
        DeviceVerifier verifier = new(_device.Key);
        verifier.Verify(sent.Topic, sent.Message, out RecordHeader header);
        Assert.False(RecordDecoder.TryDecode(header, sent.Message, out _, out string error));
        Assert.Contains("not an integer", error);
    }

    // A signed record with a mistake in it, as a faulty firmware would send it: refused or decoded, never a crash.
    [Fact]
    public void A_damaged_payload_that_is_signed_nevertheless_never_throws()
    {
        Random random = new(14);
        int decoded = 0, refused = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] payload = WorkedExample.Message[15..^34];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                payload[random.Next(payload.Length)] = (byte)random.Next(256);
            }

            Sent sent = _device.Raw(payload);
            if (new DeviceVerifier(_device.Key).Verify(sent.Topic, sent.Message, out RecordHeader header).IsAccepted())
            {
                bool whole = RecordDecoder.TryDecode(header, sent.Message, out _, out string error);
                Assert.Equal(whole, error.Length == 0);
                decoded += whole ? 1 : 0;
                refused += whole ? 0 : 1;
            }
        }

        Assert.True(decoded > 1000 && refused > 50, $"{decoded} {refused}");
    }

    private TelemetryRecord Decode(Action<CborWriter> fields)
    {
        Assert.True(TryDecode(fields, out TelemetryRecord record, out string error), error);
        return record;
    }

    private string Error(Action<CborWriter> fields)
    {
        TryDecode(fields, out _, out string error);
        return error;
    }

    private bool TryDecode(Action<CborWriter> fields, out TelemetryRecord record, out string error)
    {
        TestDevice device = new();
        Sent sent = device.Live(fields);
        Assert.Equal(RecordVerdict.Accepted, new DeviceVerifier(device.Key).Verify(sent.Topic, sent.Message, out RecordHeader header));
        return RecordDecoder.TryDecode(header, sent.Message, out record, out error);
    }
}
