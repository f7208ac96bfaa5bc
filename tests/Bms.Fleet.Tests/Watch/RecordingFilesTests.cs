using Bms.Anomaly;
using Bms.Fleet.Watch;
using Bms.Records;
using Xunit;

namespace Bms.Fleet.Tests.Watch;

/// <summary>What a watch saves of the recordings that follow alarms.</summary>
public sealed class RecordingFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rings").FullName;
    private readonly StringWriter _text = new();

    public void Dispose()
    {
        _text.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_last_piece_makes_a_file_and_a_line_and_no_piece_is_a_line_of_its_own()
    {
        ReportingDevice device = new();
        AlarmRing ring = Stopped();
        device.Boot().Ring = ring;
        int length = ring.Length;
        RecordingFiles files = new(_folder, _text);
        TextOutput lines = new(_text);
        FleetVerifier fleet = new([device.Key]);
        for (int second = 0; second < 60; second++)
        {
            foreach ((string topic, byte[] message) in device.Step(second * 1000L))
            {
                Assert.True(fleet.Verify(topic, message, out RecordHeader header).IsAccepted());
                Assert.True(RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out _));
                Sighting sighting = new(DateTimeOffset.UnixEpoch, "demo", record, RecordVerdict.Accepted, false, 0);
                files.Show(sighting);
                lines.Show(sighting);
            }
        }

        string path = Assert.Single(Directory.GetFiles(_folder));
        Assert.Equal("00000001-boot2-alarm1.ring", Path.GetFileName(path));
        Assert.Equal(length, new FileInfo(path).Length);
        Assert.Single(_text.ToString().Split('\n'), line => line.Contains("before alarm 1 is complete", StringComparison.Ordinal));
        Assert.InRange(_text.ToString().Split('\n').Length, 2, 15);
    }

    // Two minutes of a quiet pack, then its second cell jumps.
    private static AlarmRing Stopped()
    {
        AnomalyDetector detector = new(4, 2, [3000, 3500, 4200], 5000);
        AlarmRing ring = new(detector);
        PackSample sample = new(4, 2);
        for (int second = 0; second < 200 && ring.Alarm == 0; second++)
        {
            sample.Uptime_ms = second * 1000L;
            for (int i = 0; i < 4; i++)
            {
                sample.Cell_mV.Accept(i, 3700 + (((second * 7) + (i * 3)) % 4) - (i == 1 && second > 120 ? 200 : 0), sample.Uptime_ms);
            }

            sample.Current_mA.Accept(0, 0, sample.Uptime_ms);
            sample.Bus_mV.Accept(0, 14_800, sample.Uptime_ms);
            detector.Step(sample);
            ring.Step(sample);
        }

        Assert.Equal(1, ring.Alarm);
        return ring;
    }
}
