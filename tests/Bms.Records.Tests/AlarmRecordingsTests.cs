using System.Buffers.Binary;
using Bms.Anomaly;
using Bms.Storage;
using Bms.Telemetry;
using Xunit;

namespace Bms.Records.Tests;

/// <summary>The recording behind an alarm, sent in pieces by the firmware's reporter and joined on this side.</summary>
public class AlarmRecordingsTests
{
    private readonly TestDevice _device = new();
    private readonly List<TelemetryRecord> _records = [];
    private readonly AnomalyDetector _detector = new(4, 2, [3000, 3500, 4200], 5000);
    private readonly AlarmRing _ring;

    public AlarmRecordingsTests() => _ring = new AlarmRing(_detector);

    [Fact]
    public void It_arrives_whole_in_pieces_no_longer_than_a_live_record_one_a_second()
    {
        Record(400);
        (string name, byte[] bytes) = Assert.Single(Join(_records));
        Assert.Equal($"{_device.Key.Device}-boot1-alarm1", name);
        Assert.Equal(Checksum(bytes.AsSpan(0, bytes.Length - 4)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(bytes.Length - 4)));
        Assert.Equal((bytes.Length + 111) / 112, _records.Count(r => r.Piece is not null));
        Assert.Single(_records, r => r.Alarm is not null);
    }

    [Fact]
    public void Pieces_in_any_order_and_twice_make_the_same_bytes()
    {
        Record(400);
        byte[] expected = Assert.Single(Join(_records)).Bytes;
        List<TelemetryRecord> shuffled = [.. _records.Concat(_records.Take(9)).OrderBy(r => (r.Header.Sequence * 7919) % 101)];
        Assert.Equal(expected, Join(shuffled).First().Bytes);
    }

    [Fact]
    public void A_missing_piece_makes_none()
    {
        Record(400);
        int last = _records.FindLastIndex(r => r.Piece is not null);
        Assert.Empty(Join([.. _records.Where((_, i) => i != last)]));
    }

    [Fact]
    public void The_ring_runs_again_after_it_was_sent()
    {
        Record(400);
        Assert.Equal(0, _ring.Alarm);
    }

    // A pack whose second cell jumps by 200 mV after two minutes, with a reporter that sends what is due each second.
    private void Record(int seconds)
    {
        var store = new MemoryStore();
        BootCounter.TryProvision(store, _device.Identity.KeyEpoch);
        var link = new CollectingLink();
        var reporter = new TelemetryReporter(_device.Identity, new DeviceFacts("bench-4s", "0.1.0", [1]), link, _device.Mac,
            new BootCounter(store, _device.Identity.KeyEpoch), 4, 2) { Alarms = _detector.Alarms, Ring = _ring };
        reporter.Start(0);
        var sample = new PackSample(4, 2);
        var state = new PackState { Mode = Mode.Standby };
        var events = new Protection.EventLog();
        for (int second = 0; second < seconds; second++)
        {
            long now_ms = second * 1000L;
            sample.Uptime_ms = now_ms;
            for (int i = 0; i < 4; i++)
            {
                sample.Cell_mV.Accept(i, 3700 + ((second * 7 + i * 3) % 4) - (i == 1 && second > 120 ? 200 : 0), now_ms);
            }

            sample.Current_mA.Accept(0, 0, now_ms);
            sample.Bus_mV.Accept(0, 14_800, now_ms);
            _detector.Step(sample);
            _ring.Step(sample);
            reporter.Step(now_ms, sample, state, events);
        }

        var fleet = new FleetVerifier([_device.Key]);
        foreach ((string topic, byte[] message) in link.Published)
        {
            RecordVerdict verdict = fleet.Verify(topic, message, out RecordHeader header);
            Assert.True(verdict.IsAccepted());
            Assert.True(RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out string error), error);
            Assert.Empty(record.Unknown);
            _records.Add(record);
        }
    }

    private static List<(string Name, byte[] Bytes)> Join(IReadOnlyList<TelemetryRecord> records)
    {
        var recordings = new AlarmRecordings();
        List<(string, byte[])> whole = [];
        foreach (TelemetryRecord record in records)
        {
            if (recordings.Add(record) is { } one)
            {
                whole.Add(one);
            }
        }

        return whole;
    }

    // FNV-1a as RFC 9923 has it, with unsigned numbers.
    private static int Checksum(ReadOnlySpan<byte> bytes)
    {
        uint hash = 0x811C9DC5;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 0x01000193;
        }

        return (int)hash;
    }
}
