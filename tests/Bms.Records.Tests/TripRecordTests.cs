using System.Text;
using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using Xunit;

namespace Bms.Records.Tests;

/// <summary>
/// A trip that the pack remembers, signed by the firmware's reporter, verified and decoded on this side, which shares no code.
/// </summary>
public class TripRecordTests
{
    private readonly TestDevice _device = new();
    private readonly MemoryStore _store = new();
    private readonly FleetVerifier _fleet;
    private readonly PackMemory _memory;

    public TripRecordTests()
    {
        BootCounter.TryProvision(_store, _device.Identity.KeyEpoch);
        _fleet = new FleetVerifier([_device.Key]);
        _memory = new PackMemory(new Slots()) { Boot = 12 };
    }

    [Fact]
    public void A_trip_of_an_earlier_boot_arrives_as_it_was_kept()
    {
        Add((int)Fault.CellUnderVoltage);
        _memory.Raised[(int)Fault.CellUnderVoltage] = 4;
        TripFacts t = Assert.Single(Send());
        Assert.Equal((1, 3, 1, 2, 2700, 2), (t.Number, t.Row, t.Level, t.Channel, t.Value, t.BootsAgo));
        Assert.Equal((3600, 1_800_000_000L, -25_300, 2690), (t.Uptime_s, t.Utc_s, t.Before_mA, t.BeforeLowest_mV));
        Assert.Equal((2811, -155, 4), (t.BeforeHighest_mV, t.BeforeHottest_ddegC, t.Times));
    }

    [Fact]
    public void The_oldest_comes_first_and_a_trip_is_sent_once_a_boot()
    {
        for (int row = 1; row <= PackMemory.Trips + 3; row++)
        {
            Add(row);
        }

        Assert.Equal([4, 5, 6, 7, 8, 9, 10, 11], Send().Select(t => t.Row));
    }

    [Fact]
    public void A_time_that_was_not_known_is_absent()
    {
        Add(1, 0);
        Assert.Null(Assert.Single(Send()).Utc_s);
    }

    private void Add(int row, long utc_s = 1_800_000_000) => _memory.Add(new TripMemory
    {
        Row = row, Level = 1, Channel = 2, Value = 2700, Boot = 10, Uptime_s = 3600, Utc_s = utc_s, Before_mA = -25_300,
        BeforeLowest_mV = 2690, BeforeHighest_mV = 2811, BeforeHottest_ddegC = -155,
    });

    private List<TripFacts> Send()
    {
        CollectingLink link = new();
        TelemetryReporter reporter = new(_device.Identity, new DeviceFacts("pack-16s", "0.1.0", [1]), link,
            _device.Mac, new BootCounter(_store, _device.Identity.KeyEpoch), 2, 1) { Memory = _memory };
        Assert.True(reporter.Start(0));
        PackSample sample = new(2, 1);
        EventLog events = new();
        for (int i = 0; i < 40; i++)
        {
            reporter.Step(i * 1000, sample, new PackState { Mode = Mode.Standby }, events);
        }

        List<TripFacts> trips = [];
        foreach ((string topic, byte[] message) in link.Published)
        {
            Assert.Equal(RecordVerdict.Accepted, _fleet.Verify(Encoding.UTF8.GetBytes(topic), message, out RecordHeader header));
            Assert.True(RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out string error), error);
            Assert.Empty(record.Unknown);
            if (record.Trip is TripFacts trip)
            {
                trips.Add(trip);
            }
        }

        return trips;
    }

    private sealed class Slots : Bms.Ports.IStateStore
    {
        public int SlotCount => 4;

        public int SlotSize => PackMemory.RecordSize;

        public bool TryRead(int slot, byte[] buffer) => false;

        public bool TryWrite(int slot, byte[] buffer) => false;
    }
}
