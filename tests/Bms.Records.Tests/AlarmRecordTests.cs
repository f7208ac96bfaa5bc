using Bms.Anomaly;
using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using Xunit;

namespace Bms.Records.Tests;

/// <summary>An alarm of the firmware's detector, signed by its reporter, verified and decoded on this side, which shares no code.</summary>
public class AlarmRecordTests
{
    private readonly TestDevice _device = new();
    private readonly MemoryStore _store = new();
    private readonly AlarmBook _book = new();
    private readonly FleetVerifier _fleet;

    public AlarmRecordTests()
    {
        BootCounter.TryProvision(_store, _device.Identity.KeyEpoch);
        _fleet = new FleetVerifier([_device.Key]);
    }

    [Fact]
    public void An_alarm_arrives_as_it_was_raised()
    {
        Leak();
        AlarmFacts a = Assert.Single(Send());
        Assert.Equal((1, 1, 3, 5, 123_456L), (a.Number, a.Type, a.Severity, a.Place, a.Uptime_ms));
        Assert.Equal((2.5, 385, 3600, 4), (a.Score, a.FalseAlarm_h, a.Quiet_s, a.Against));
        Assert.Equal([new AlarmFeature(1, 9.5, 0, 4.25), new AlarmFeature(4, 7.125, -10, 10)], a.Features);
        Assert.Equal((48.5, 31.0, 65.25), a.Estimate);
        Assert.Equal((3650, -2500, 520, 3.675), (a.Cell_mV, a.Current_mA, a.Soc_permille, a.Clears_mV));
    }

    [Fact]
    public void What_is_not_known_is_absent_and_not_zero()
    {
        AnomalyAlarm raised = _book.Raise(AnomalyType.Communication, -1, AnomalyAlarm.Warning, 1000);
        raised.Feature = AnomalyFeature.BadFrames;
        raised.Value = 2;
        AlarmFacts a = Assert.Single(Send());
        Assert.Equal((12, 2, -1), (a.Type, a.Severity, a.Place));
        Assert.Null(a.Estimate);
        Assert.Null(a.Clears_mV);
        Assert.Null(a.Cell_mV);
        Assert.Single(a.Features);
    }

    [Fact]
    public void Alarms_that_the_book_has_overwritten_are_counted_as_lost()
    {
        for (int cell = 0; cell < AlarmBook.Kept + 3; cell++)
        {
            _book.Raise(AnomalyType.WeakCell, cell, AnomalyAlarm.Note, 1000);
        }

        List<AlarmFacts> sent = Send();
        Assert.Equal([4, 5, 6, 7], sent.Select(a => a.Number));
        Assert.Equal(3, Records(_book).Last().LostEvents);
    }

    [Fact]
    public void An_alarm_is_sent_once()
    {
        Leak();
        Assert.Single(Records(_book, 30), r => r.Alarm is not null);
    }

    [Fact]
    public void A_technician_reads_one_sentence()
    {
        Leak();
        Assert.Equal("ALARM 1: cell 6 loses charge inside (internal short), about 48.5 mA (31 to 65.3), as through 75.3 ohm; seen: charge "
            + "lost against its neighbours 0.95 % (healthy 0 to 0.43), resistance grown 7.13 % (healthy -10 to 10); "
            + "at that moment 3650 mV, -2.5 A, 52 % charged; against it: no probe is warmer than its neighbours; "
            + "clears after 60 quiet minutes, that is if the cell were 3.68 mV higher; "
            + "limit set for one false alarm in 385 h", AlarmSentence.Of(Assert.Single(Send())));
    }

    /// <summary>An hour before a fire the leak is in amperes and the short in thousandths of an ohm.</summary>
    [Fact]
    public void A_short_that_has_grown_is_told_in_units_that_fit_it()
    {
        AlarmFacts a = new()
        {
            Number = 3, Type = 1, Severity = 3, Place = 1, Cell_mV = 3600, Against = 64, Estimate = (72_000, 36_000, 144_000),
            Features = [new AlarmFeature(15, 2100, 2172, 5500)],
        };
        string sentence = AlarmSentence.Of(a);
        string about = "about 72 A (36 to 144), as through 50 mohm; seen: voltage 2100 mV (healthy 2172 to 5500)";
        Assert.Contains(about, sentence, StringComparison.Ordinal);
        Assert.Contains("a current that is not measured would look the same", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_feature_and_type_of_the_firmware_has_words_here()
    {
        Assert.Equal(Enum.GetValues<AnomalyType>().Length, AlarmSentence.KnownTypes);
        Assert.Empty(Enum.GetValues<AnomalyFeature>().Where(f => f != AnomalyFeature.None).Select(f => (int)f)
            .Except(AlarmSentence.KnownFeatures));
    }

    [Fact]
    public void An_alarm_of_a_later_firmware_is_still_a_sentence()
    {
        AlarmFacts a = new() { Number = 2, Type = 99, Severity = 9, Place = -1, Features = [new AlarmFeature(77, 1, 0, 0)] };
        string sentence = AlarmSentence.Of(a);
        Assert.StartsWith("severity 9 2: the pack shows anomaly type 99; seen: feature 77 1;", sentence, StringComparison.Ordinal);
    }

    /// <summary>A book of alarms with the longest numbers in every field.</summary>
    internal static AlarmBook Largest()
    {
        AlarmBook book = new();
        for (int cell = 0; cell < AlarmBook.Kept; cell++)
        {
            AnomalyAlarm a = book.Raise(AnomalyType.Tamper, cell + 90, int.MaxValue, long.MaxValue);
            a.Number = int.MaxValue;
            a.Score_permille = a.FalseAlarm_h = a.Against = a.Cell_mV = a.Current_mA = a.Soc_permille = int.MinValue;
            a.Feature = a.MoreFeature[0] = a.MoreFeature[1] = AnomalyFeature.Step;
            a.Value = a.Healthy = a.MoreValue[0] = a.MoreHealthy[0] = a.MoreValue[1] = a.MoreHealthy[1] = float.MaxValue;
            a.Estimate = a.Low = a.High = a.Clears_mV = float.MinValue;
        }

        return book;
    }

    private void Leak()
    {
        AnomalyAlarm a = _book.Raise(AnomalyType.InternalShort, 5, AnomalyAlarm.Severe, 123_456);
        a.Feature = AnomalyFeature.ChargeLost;
        (a.Value, a.Healthy, a.Score_permille) = (9.5f, 4.25f, 2500);
        (a.Estimate, a.Low, a.High) = (48.5f, 31f, 65.25f);
        (a.Cell_mV, a.Current_mA, a.Soc_permille) = (3650, -2500, 520);
        a.Against = AnomalyAlarm.NoWarmth;
        a.FalseAlarm_h = 385;
        a.Clears_mV = 3.675f;
        a.MoreFeature[0] = AnomalyFeature.ResistanceGrowth;
        (a.MoreValue[0], a.MoreHealthy[0]) = (7.125f, 10f);
        a.MoreFeature[1] = AnomalyFeature.None;
    }

    private List<AlarmFacts> Send() => [.. Records(_book).Select(r => r.Alarm).OfType<AlarmFacts>()];

    private List<TelemetryRecord> Records(AlarmBook book, int seconds = 15)
    {
        CollectingLink link = new();
        TelemetryReporter reporter = new(_device.Identity, new DeviceFacts("bench-4s", "0.1.0", [1, 2]), link, _device.Mac,
            new BootCounter(_store, 1), 4, 3) { Alarms = book };
        reporter.Start(0);
        PackState state = new() { Mode = Mode.Standby, Active = 1 };
        for (int second = 0; second <= seconds; second++)
        {
            reporter.Step(second * 1000L, new PackSample(4, 3), state, new EventLog());
        }

        List<TelemetryRecord> records = [];
        foreach ((string topic, byte[] message) in link.Published)
        {
            Assert.Equal(RecordVerdict.Accepted, _fleet.Verify(topic, message, out RecordHeader header));
            Assert.True(RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out string error), error);
            records.Add(record);
        }

        return records;
    }
}
