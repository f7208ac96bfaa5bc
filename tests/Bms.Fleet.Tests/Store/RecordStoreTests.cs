using Bms.Fleet.Store;
using Bms.Records;
using Bms.Records.Tests;
using Xunit;
using static Bms.Records.RecordVerdict;

namespace Bms.Fleet.Tests.Store;

public sealed class RecordStoreTests : IDisposable
{
    private readonly StoreFixture _fixture = new();

    private TestDevice Device => _fixture.Device;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Records_in_order_are_stored_byte_for_byte()
    {
        Sent[] sent = [Device.Birth(), Device.Live(), Device.Live()];
        Assert.Equal([Accepted, Accepted, Accepted], _fixture.Put(sent));
        Assert.Equal(sent.Select(s => Convert.ToHexString(s.Message)),
            _fixture.Rows("SELECT hex(message) FROM record ORDER BY kid, boot, sequence"));
        Assert.Equal(["1|3|3"], _fixture.Rows("SELECT boot, highest, stored FROM boot"));
        Assert.Empty(_fixture.Gaps());
    }

    [Fact]
    public void A_repetition_is_known_in_the_batch_after_it_and_after_a_restart()
    {
        Sent first = Device.Live(), second = Device.Live();
        _fixture.Store.Begin();
        Assert.Equal([Accepted, Duplicate, Accepted], [_fixture.Add(first), _fixture.Add(first), _fixture.Add(second)]);
        _fixture.Store.Commit(0);
        Assert.Equal(Duplicate, Assert.Single(_fixture.Put(first)));
        _fixture.Restart();
        Assert.Equal([Duplicate, Duplicate, Accepted], _fixture.Put(first, second, Device.Live()));
        Assert.Equal(["3"], _fixture.Rows("SELECT count(*) FROM record"));
    }

    [Fact]
    public void What_was_not_committed_is_as_if_it_had_not_come()
    {
        Sent[] sent = [Device.Live(), Device.Live(), Device.Live()];
        _fixture.Put(sent[0]);
        _fixture.Store.Begin();
        Assert.Equal([Accepted, AcceptedAfterGap], [_fixture.Add(sent[1]), _fixture.Add(SkipOne())]);
        _fixture.Store.RollBack();
        Assert.Equal([Accepted, Accepted], _fixture.Put(sent[1], sent[2]));
        Assert.Empty(_fixture.Gaps());
    }

    [Fact]
    public void A_jump_of_the_boot_counter_notes_what_is_missing_between()
    {
        _fixture.Put(Device.Live());
        Device.Reboot(4);
        Assert.Equal(Accepted, Assert.Single(_fixture.Put(Device.Live())));
        Assert.Equal(["1|2|", "2|1|", "3|1|"], _fixture.Gaps());
    }

    [Fact]
    public void A_counter_that_jumps_far_does_not_fill_the_disk()
    {
        _fixture.Put(Device.Live());
        Device.Reboot(1_000_000);
        _fixture.Put(Device.Live());
        Assert.Equal(1 + ChainJudge.MaxSkippedBoots, _fixture.Gaps().Length);
    }

    [Fact]
    public void A_boot_of_which_nothing_is_missing_is_no_place_for_a_record()
    {
        Device.Reboot(5);
        Sent old = Device.Live();
        Device.Reboot(30);
        Assert.Equal([Accepted, OldBoot], _fixture.Put(Device.Live(), old));
        Assert.Equal(["old_boot|1", "accepted|1"], _fixture.Rows("SELECT verdict, count FROM tally ORDER BY verdict DESC"));
    }

    [Fact]
    public void Two_devices_do_not_mix()
    {
        Assert.Equal([Accepted, Accepted], _fixture.Put(Device.Live(), _fixture.Other.Live()));
        Assert.Equal(["2"], _fixture.Rows("SELECT count(DISTINCT kid) FROM record"));
    }

    [Fact]
    public void The_quarantine_keeps_the_newest_and_of_each_the_beginning()
    {
        using StoreFixture small = new(quarantineRoom: 3);
        for (int i = 0; i < 10; i++)
        {
            small.Store.Begin();
            small.Store.Refuse(0, BadShape, $"topic {i}", new byte[5000], i);
            small.Store.Commit(i);
        }

        Assert.Equal(["topic 7|5000|1024", "topic 8|5000|1024", "topic 9|5000|1024"],
            small.Rows("SELECT topic, length, length(message) FROM quarantine ORDER BY id"));
        Assert.Equal(["bad_shape|10|9"], small.Rows("SELECT verdict, count, last_ms FROM tally"));
    }

    [Fact]
    public void One_process_writes_at_a_time()
    {
        BadInputException refused = Assert.Throws<BadInputException>(() => new RecordStore(_fixture.Path));
        Assert.Contains("is written by another ingest", refused.Message, StringComparison.Ordinal);
        _fixture.Restart();
    }

    [Fact]
    public void The_clock_of_a_boot_is_that_of_the_record_with_the_shortest_way()
    {
        _fixture.Put(Device.Live(), 5_000);
        _fixture.Put(Device.Live(), 4_000);
        _fixture.Put(Device.Live(), 9_000);
        Assert.Equal(["4000|5000|9000"], _fixture.Rows("SELECT offset_ms, first_ms, last_ms FROM boot"));
    }

    private Sent SkipOne()
    {
        Device.Live();
        return Device.Live();
    }
}
