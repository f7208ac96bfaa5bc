using Bms.Ports;
using Bms.Protection;
using Bms.Storage;
using Bms.Telemetry;
using Bms.Tests.Storage;
using Xunit;

namespace Bms.Tests.Telemetry;

public class TelemetryReporterTests
{
    private readonly TornStore _store = new();
    private readonly FakeLink _link = new() { Delivers = true };
    private readonly PackSample _sample = new(4, 4);
    private readonly PackState _state = new() { Mode = Mode.Standby, Active = 1 };
    private readonly EventLog _events = new();
    private readonly TelemetryReporter _reporter;

    public TelemetryReporterTests()
    {
        BootCounter.TryProvision(_store, 1);
        _reporter = Reporter(_link);
    }

    [Fact]
    public void The_birth_record_comes_first_as_soon_as_the_self_test_has_ended()
    {
        _state.Mode = Mode.SelfTest;
        Start();
        Run(0, 5_000);
        Assert.Equal("", Kinds());
        _state.Mode = Mode.Discharge;
        Run(6_000, 6_000);
        Assert.Equal("bt", Kinds());
        Assert.True(_link.Published[0].Retain);
        Assert.False(_link.Published[1].Retain);
    }

    [Fact]
    public void A_self_test_that_does_not_end_is_reported_after_its_time()
    {
        _state.Mode = Mode.SelfTest;
        Start();
        Run(0, 9_000);
        Assert.Equal("", Kinds());
        Run(10_000, 10_000);
        Assert.Equal("bt", Kinds());
    }

    [Fact]
    public void An_event_during_the_self_test_follows_the_birth_record_at_once()
    {
        _state.Mode = Mode.SelfTest;
        Start();
        _events.Add(3, true, 0, 1, 1_000);
        Run(1_000, 1_000);
        Assert.Equal("bet", Kinds());
    }

    [Fact]
    public void Live_records_come_every_ten_seconds()
    {
        Start();
        Run(0, 60_000);
        Assert.Equal("bttttttt", Kinds());
        Assert.Equal(8, _reporter.Sequence);
    }

    [Fact]
    public void A_parked_pack_reports_once_a_minute_and_a_waking_one_at_once()
    {
        _state.Active = 0;
        Start();
        Run(0, 180_000);
        Assert.Equal("btttt", Kinds());
        _state.Mode = Mode.Charge;
        Run(191_000, 191_000);
        Assert.Equal("bttttt", Kinds());
    }

    [Fact]
    public void Standby_with_an_active_protection_is_not_parked()
    {
        _state.Active = 1;
        Start();
        Run(0, 20_000);
        Assert.Equal("bttt", Kinds());
    }

    [Fact]
    public void An_event_is_sent_in_the_step_that_sees_it()
    {
        Start();
        Run(0, 0);
        _events.Add(1, true, 2, 4_250, 1_900);
        Run(2_000, 2_000);
        Assert.Equal("bte", Kinds());
        Run(3_000, 3_000);
        Assert.Equal("bte", Kinds());
    }

    [Fact]
    public void A_burst_of_events_is_spread_over_steps()
    {
        Start();
        Run(0, 0);
        AddEvents(10);
        Run(1_000, 1_000);
        Assert.Equal("bteeee", Kinds());
        Run(2_000, 3_000);
        Assert.Equal("bt" + new string('e', 10), Kinds());
        Assert.Equal(0, _reporter.LostEvents);
    }

    [Fact]
    public void Offline_live_records_give_way_and_events_and_birth_stay()
    {
        _link.IsConnected = false;
        Start();
        Run(0, 0);
        AddEvents(10);
        Run(1_000, 400_000);
        Assert.Equal(TelemetryReporter.OutboxSlots, _reporter.Outbox.Count);
        Assert.Equal(41 - 5, _reporter.Outbox.Dropped);
        _link.IsConnected = true;
        Run(401_000, 401_000);
        Assert.Equal("b" + new string('e', 10) + "ttttt", Kinds());
    }

    [Fact]
    public void Events_wait_in_the_log_while_the_outbox_is_full_and_only_the_logs_own_loss_is_counted()
    {
        _link.IsConnected = false;
        Start();
        Run(0, 0);
        AddEvents(25);
        Run(1_000, 10_000);
        AddEvents(EventLog.Capacity);
        Run(11_000, 12_000);
        Assert.Equal(25 - 15, _reporter.LostEvents);
        Assert.Equal("", Kinds());

        _link.IsConnected = true;
        Run(13_000, 29_000);
        string kinds = Kinds();
        Assert.Equal(15 + EventLog.Capacity, kinds.Count(c => c == 'e'));
        Assert.StartsWith("b" + new string('e', 15), kinds);
        Assert.Equal(10, _reporter.LostEvents);
    }

    [Fact]
    public void Without_a_boot_counter_nothing_is_sent()
    {
        _store.Lose(0);
        _store.Lose(1);
        Assert.False(_reporter.Start(0));
        AddEvents(3);
        Run(0, 100_000);
        Assert.Empty(_link.Published);
        Assert.Equal(0, _reporter.Sequence);
        Assert.False(_reporter.Close());
    }

    [Fact]
    public void After_the_orderly_end_nothing_is_sent_any_more()
    {
        Start();
        Run(0, 10_000);
        Assert.True(_reporter.Close());
        Run(20_000, 60_000);
        Assert.Equal("btt", Kinds());
        Assert.False(_reporter.Close() || _reporter.IsSilent);
        BootCounter next = new(_store, 1);
        Assert.True(next.TryAdvance() && next.PreviousSequence == 3);
        Assert.Equal(_link.Published[2].Message[^32..^24], next.PreviousTag);
    }

    [Fact]
    public void The_counter_is_stored_before_the_first_record()
    {
        int writes = _store.Writes;
        Start();
        Assert.Equal(writes + 2, _store.Writes);
        Run(0, 100_000);
        Assert.Equal(writes + 2, _store.Writes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_failed_write_at_the_start_does_not_silence_the_boot_and_repeats_no_counter(int write)
    {
        _store.FailingWrite = _store.Writes + write;
        Start();
        Run(0, 1_000);
        Assert.Equal("bt", Kinds());
        BootCounter next = new(_store, 1);
        Assert.True(next.TryAdvance());
        Assert.Equal(write, next.PreviousBoot); // a copy that was stored with 1 is passed over
        Assert.Equal(write + 1, next.Boot);
    }

    /// <summary>A memory that failed at the start silenced the whole boot, and nobody was told.</summary>
    [Fact]
    public void A_memory_that_comes_back_gives_the_boot_its_records_with_the_events_of_before()
    {
        _store.FailingSlot = 0;
        Assert.False(_reporter.Start(0));
        AddEvents(2);
        Run(0, 11_000);
        Assert.Equal(("", true), (Kinds(), _reporter.IsSilent));
        _store.FailingSlot = -1;
        Run(12_000, 29_000);
        Assert.Equal(("", true), (Kinds(), _reporter.IsSilent));
        Run(30_000, 30_000);
        Assert.Equal(("beet", false), (Kinds(), _reporter.IsSilent));
        BootCounter next = new(_store, 1);
        Assert.True(next.TryAdvance() && next.PreviousBoot > 0);
    }

    [Fact]
    public void The_tries_become_rare_so_that_they_do_not_wear_the_memory()
    {
        _store.FailingSlot = 0;
        int writes = _store.Writes;
        Run(0, 24 * 3_600_000);
        Assert.InRange(_store.Writes - writes, 100, 300);
    }

    [Fact]
    public void A_hundred_thousand_steps_allocate_nothing()
    {
        TelemetryReporter reporter = Reporter(new InstantLink());
        Assert.True(reporter.Start(0));
        _events.Add(0, true, 0, 0, 0);
        int step = 0;
        while (step < 100)
        {
            reporter.Step(step++ * 1000L, _sample, _state, _events);
        }
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int end = step + 100_000; step < end; step++)
            {
                if (step % 50 == 0)
                {
                    _events.Add(1, true, 0, step, step * 1000L);
                }

                reporter.Step(step * 1000L, _sample, _state, _events);
            }
        }));
        Assert.True(reporter.Sequence > 12_000);
    }

    private TelemetryReporter Reporter(ITelemetryLink link)
    {
        DeviceIdentity identity = new("demo", [0, 1, 2, 3], 1);
        DeviceFacts facts = new("bench-4s", "0.1.0", [1, 2, 3]);
        return new TelemetryReporter(identity, facts, link, new ManagedHmacSha256(new byte[32]), new BootCounter(_store, 1), 4, 4);
    }

    private void Start() => Assert.True(_reporter.Start(0));

    private void Run(long from_ms, long to_ms)
    {
        for (long now_ms = from_ms; now_ms <= to_ms; now_ms += 1000)
        {
            _reporter.Step(now_ms, _sample, _state, _events);
        }
    }

    private void AddEvents(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _events.Add(i % 20, true, 0, i, 0);
        }
    }

    /// <summary>Last letter of each topic published.</summary>
    private string Kinds() => string.Concat(_link.Published.Select(p => p.Topic[^1]));

    /// <summary>Delivers everything at once and allocates nothing.</summary>
    private sealed class InstantLink : ITelemetryLink
    {
        private int _given;
        private int _reported;

        public bool IsConnected => true;

        public int Publish(string topic, byte[] message, int length, bool retain) => ++_given;

        public int TakeFinished(out bool delivered)
        {
            delivered = true;
            return _reported < _given ? ++_reported : 0;
        }
    }
}
