using Bms.Anomaly;
using Bms.Ports;
using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using Xunit;

namespace Bms.Records.Tests;

/// <summary>The firmware's reporter at one end, the verifier and the decoder at the other: what is said is what is understood.</summary>
public class ReporterToVerifierTests
{
    private readonly TestDevice _device = new();
    private readonly MemoryStore _store = new();
    private readonly PackSample _sample = new(4, 3);
    private readonly PackState _state = new();
    private readonly EventLog _events = new();
    private readonly FleetVerifier _fleet;
    private readonly List<TelemetryRecord> _records = [];

    public ReporterToVerifierTests()
    {
        BootCounter.TryProvision(_store, _device.Identity.KeyEpoch);
        _fleet = new FleetVerifier([_device.Key]);
        FillPack();
    }

    [Fact]
    public void A_live_record_says_what_the_pack_is()
    {
        Boot(1, reporter => reporter.NoteUtc(1_790_000_000, 3, -500));
        TelemetryRecord live = _records[1];
        Assert.Equal(RecordKind.Live, live.Header.Kind);
        Assert.Equal((1, 2, 0L), (live.Header.Boot, live.Header.Sequence, live.Header.Uptime_ms));
        Assert.Equal((1_790_000_000L, 3), (live.Header.Utc_s, live.Header.ClockQuality));
        Assert.Equal(14_801, live.Stack_mV);
        Assert.Equal(-2_502, live.Current_mA);
        Assert.Equal(503_400, live.Soc_ppm);
        Assert.Equal(12_300, live.SocSigma_ppm);
        Assert.Equal(985_000, live.Soh_ppm);
        Assert.Equal([3701, null, 3703, 0], live.Cells_mV);
        Assert.Equal([25, null, -40], live.Probes_degC);
        Assert.Equal(0x1234, live.ActiveRows);
        Assert.Equal(0x0204, live.LatchedRows);
        Assert.Equal((int)Mode.Discharge, live.Mode);
        Assert.Equal(
            SwitchBits.DischargeCommand | SwitchBits.ChargeAllowed | SwitchBits.DischargeAllowed | SwitchBits.ChargerMismatch,
            live.Switches);
        Assert.Equal((2505, 7006), (live.ChargeLimit_mA, live.DischargeLimit_mA));
        Assert.Equal((3_600_007L, 3_600_008L), (live.ChargeIn_As, live.ChargeOut_As));
        Assert.Equal((0, 0), (live.Dropped, live.LostEvents));
        Assert.Empty(live.Unknown);
    }

    [Fact]
    public void A_birth_record_says_what_the_device_is()
    {
        Boot(1);
        TelemetryRecord birth = _records[0];
        Assert.Equal(RecordKind.Birth, birth.Header.Kind);
        Assert.Null(birth.Header.Utc_s);
        Assert.Equal(
            new BirthFacts
            {
                Board = "bench-4s", FirmwareVersion = "0.1.0", CellCount = 4, ProbeCount = 3, CellScale_uV = 1000,
                ConfigDigest = birth.Birth!.ConfigDigest, PreviousBoot = 0, PreviousSequence = null,
            },
            birth.Birth);
        Assert.Equal(16, birth.Birth.ConfigDigest.Length);
        Assert.Empty(birth.Unknown);
    }

    [Fact]
    public void An_event_record_says_what_happened_and_when()
    {
        _events.Add(7, true, 3, -4250, 12_345_678_901);
        _events.Add(7, false, 3, 4100, 12_345_679_000);
        Boot(1);
        Assert.Equal(
            [
                new EventFacts { Number = 1, Row = 7, Raised = true, Channel = 3, Value = -4250, Uptime_ms = 12_345_678_901 },
                new EventFacts { Number = 2, Row = 7, Raised = false, Channel = 3, Value = 4100, Uptime_ms = 12_345_679_000 },
            ],
            _records.Where(r => r.Header.Kind == RecordKind.Event).Select(r => r.Event!));
        Assert.Equal(0x1234, _records[1].ActiveRows);
    }

    [Fact]
    public void An_unknown_stack_or_current_is_null()
    {
        _sample.Bus_mV.Reject(0, Quality.BusError);
        _sample.Current_mA.Reject(0, Quality.Saturated);
        _sample.SwitchMismatch.Reject(0, Quality.Unknown);
        Boot(1);
        Assert.Null(_records[1].Stack_mV);
        Assert.Null(_records[1].Current_mA);
        Assert.True(_records[1].Switches!.Value.HasFlag(SwitchBits.MismatchUnknown));
    }

    [Fact]
    public void Drops_and_lost_events_are_reported()
    {
        CollectingLink link = new() { IsConnected = false };
        for (int i = 0; i < EventLog.Capacity + 5; i++)
        {
            _events.Add(1, true, 0, i, 0);
        }

        TelemetryReporter reporter = Reporter(link);
        reporter.Start(0);
        reporter.Step(0, _sample, _state, _events);
        link.IsConnected = true;
        Step(reporter, 1, 20);
        TakeAll(link);
        TelemetryRecord last = _records.Last(r => r.Header.Kind == RecordKind.Live);
        Assert.Equal(5, last.LostEvents);
        Assert.Equal(EventLog.Capacity, _records.Count(r => r.Event != null));
        Assert.Equal(6, _records.First(r => r.Event != null).Event!.Number);
        Assert.Equal(0, _fleet.Devices.Single().Missing);
    }

    [Fact]
    public void A_day_over_several_boots_is_accepted_record_by_record_and_orderly_ends_are_closed()
    {
        for (int boot = 1; boot <= 5; boot++)
        {
            Boot(3600, reporter => { }, close: boot != 3);
            DeviceVerifier device = _fleet.Devices.Single();
            Assert.Equal(boot, device.Current.Boot);
            Assert.Equal(boot is > 1 and not 4, device.PreviousTail.IsReachedBy(device.Previous));
            Assert.Equal(0, device.Missing);
        }

        Assert.Equal(_records.Count, _fleet.Accepted);
        Assert.True(_records.Count > 1800);
        Assert.Equal([0, 1, 2, 3, 4], _records.Where(r => r.Birth != null).Select(r => r.Birth!.PreviousBoot));
    }

    [Fact]
    public void The_platforms_own_reader_finds_every_record_deterministic_and_the_general_verifier_authentic()
    {
        CollectingLink link = new();
        _events.Add(1, true, 0, 5, 0);
        TelemetryReporter reporter = Reporter(link);
        reporter.Start(0);
        Step(reporter, 0, 30);
        Assert.Equal("betttt", string.Concat(link.Published.Select(p => p.Topic[^1])));
        foreach ((string topic, byte[] message) in link.Published)
        {
            byte[] aad = System.Text.Encoding.UTF8.GetBytes(topic);
            byte[] macKey = KeyDerivation.MacKey(KeyDerivation.DeviceRoot(new byte[32], "test", [0, 0, 0, 1]), 1);
            Assert.True(CoseOracle.IsAuthentic(message, macKey, aad));
            Assert.True(CoseMac0.TryParse(message, out CoseMac0 cose));
            System.Formats.Cbor.CborReader reader = new(cose.Payload.ToArray(), System.Formats.Cbor.CborConformanceMode.Canonical);
            reader.SkipValue();
            Assert.Equal(0, reader.BytesRemaining);
        }
    }

    // The largest numbers of every field at once, for the smallest and the largest pack.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(16, 8)]
    [InlineData(96, 24)]
    public void The_largest_values_fit_the_buffers(int cells, int probes)
    {
        CollectingLink link = new();
        PackSample sample = new(cells, probes);
        sample.Bus_mV.Accept(0, int.MinValue, 0);
        sample.Current_mA.Accept(0, int.MinValue, 0);
        PackState state = Extreme();
        EventLog events = new();
        for (int i = 0; i < EventLog.Capacity; i++)
        {
            events.Add(255, true, int.MinValue, int.MinValue, long.MaxValue);
        }

        string longest = new('x', DeviceFacts.MaxTextLength);
        TelemetryReporter reporter = new(
            _device.Identity, new DeviceFacts(longest, longest, [1]), link, _device.Mac, new BootCounter(_store, 1), cells, probes);
        reporter.Alarms = AlarmRecordTests.Largest();
        reporter.Start(0);
        reporter.NoteUtc(long.MaxValue / 2, 3, long.MaxValue - 100_000);
        for (int i = 0; i < 20; i++)
        {
            reporter.Step(long.MaxValue - 100_000 + (i * 1000), sample, state, events);
        }

        Assert.Equal(0, reporter.LostEvents);
        Assert.Equal(0, reporter.Outbox.Dropped);
        Assert.Equal(1 + EventLog.Capacity + AlarmBook.Kept + 2, link.Published.Count);
        TakeAll(link);
        int longest_bytes = TelemetryFields.MaxPayload(cells, probes) + CoseMac0Writer.Overhead;
        Assert.All(link.Published, p => Assert.True(p.Message.Length <= longest_bytes));
    }

    private static PackState Extreme() => new()
    {
        Mode = Mode.Fault,
        Active = long.MaxValue,
        Latched = long.MaxValue,
        Soc_ppm = int.MinValue / 100,
        SocSigma_ppm = int.MinValue / 100,
        Soh_permille = -199_999,
        ChargeLimit_mA = int.MinValue,
        DischargeLimit_mA = int.MinValue,
        ChargeIn_mAs = long.MaxValue,
        ChargeOut_mAs = long.MinValue,
        AnomalySeverity = int.MinValue,
        ChargeCap_permille = int.MinValue,
        ChargeCapBy = (CapReason)255,
    };

    private void FillPack()
    {
        _sample.Cell_mV.Accept(0, 3701, 0);
        _sample.Cell_mV.Reject(1, Quality.BusError);
        _sample.Cell_mV.Accept(2, 3703, 0);
        _sample.Cell_mV.Accept(3, -3, 0);
        _sample.Temperature_ddegC.Accept(0, 246, 0);
        _sample.Temperature_ddegC.Reject(1, Quality.OutOfRange);
        _sample.Temperature_ddegC.Accept(2, -500, 0);
        _sample.Bus_mV.Accept(0, 14_801, 0);
        _sample.Current_mA.Accept(0, -2_502, 0);
        _sample.SwitchMismatch.Accept(0, 0, 0);
        _sample.ChargerMismatch.Accept(0, 1, 0);
        _state.Mode = Mode.Discharge;
        _state.Active = 0x1234;
        _state.Latched = 0x0204;
        _state.DischargeCommand = true;
        _state.ChargeAllowed = true;
        _state.DischargeAllowed = true;
        _state.Soc_ppm = 503_456;
        _state.SocSigma_ppm = 12_345;
        _state.Soh_permille = 985;
        _state.ChargeLimit_mA = 2505;
        _state.DischargeLimit_mA = 7006;
        _state.ChargeIn_mAs = 3_600_007_999;
        _state.ChargeOut_mAs = 3_600_008_001;
    }

    private void Boot(int seconds, Action<TelemetryReporter>? prepare = null, bool close = false)
    {
        CollectingLink link = new();
        TelemetryReporter reporter = Reporter(link);
        Assert.True(reporter.Start(0));
        prepare?.Invoke(reporter);
        Step(reporter, 0, seconds);
        Assert.True(!close || reporter.Close());
        TakeAll(link);
    }

    private TelemetryReporter Reporter(ITelemetryLink link) => new(
        _device.Identity, new DeviceFacts("bench-4s", "0.1.0", [1, 2]), link, _device.Mac, new BootCounter(_store, 1), 4, 3);

    private void Step(TelemetryReporter reporter, int from_s, int to_s)
    {
        for (int now_s = from_s; now_s <= to_s; now_s++)
        {
            reporter.Step(now_s * 1000L, _sample, _state, _events);
        }
    }

    private void TakeAll(CollectingLink link)
    {
        foreach ((string topic, byte[] message) in link.Published)
        {
            Assert.Equal(RecordVerdict.Accepted, _fleet.Verify(topic, message, out RecordHeader header));
            Assert.True(RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out string error), error);
            _records.Add(record);
        }
    }
}
