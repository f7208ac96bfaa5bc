using Bms.Records.Tests;
using Bms.Telemetry;
using Xunit;
using static Bms.Records.RecordVerdict;

namespace Bms.Fleet.Tests.Store;

/// <summary>Gaps: how they are found, what may fill them, and what a birth record says of the end of the boot before.</summary>
public sealed class ChainJudgeTests : IDisposable
{
    private readonly StoreFixture _fixture = new();

    private TestDevice Device => _fixture.Device;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_gap_is_filled_by_records_that_come_a_hundred_records_late_in_any_order()
    {
        Sent[] sent = [.. Enumerable.Range(0, 200).Select(_ => Device.Live())];
        Assert.All(_fixture.Put(sent[..50]), v => Assert.Equal(Accepted, v));
        Assert.Equal(AcceptedAfterGap, _fixture.Put(sent[53])[0]);
        Assert.Equal(["1|51|53"], _fixture.Gaps());
        Assert.All(_fixture.Put(sent[54..]), v => Assert.Equal(Accepted, v));
        Assert.Equal(AcceptedLate, _fixture.Put(sent[51])[0]);
        Assert.Equal(["1|51|51", "1|53|53"], _fixture.Gaps());
        _fixture.Restart();
        Assert.Equal([AcceptedLate, AcceptedLate, Duplicate], _fixture.Put(sent[52], sent[50], sent[51]));
        Assert.Empty(_fixture.Gaps());
        Assert.Equal(["200|200"], _fixture.Rows("SELECT highest, stored FROM boot"));
    }

    [Fact]
    public void What_fills_a_gap_must_fit_at_both_its_ends()
    {
        TestDevice twin = new();
        twin.Live(w => w.Pair(7, 1)); // the same device, but its first record was another one
        Sent[] sent = [.. Enumerable.Range(0, 4).Select(_ => Device.Live())];
        Sent[] strange = [.. Enumerable.Range(0, 2).Select(_ => twin.Live())];
        _fixture.Put(sent[0], sent[3]);
        Assert.Equal([ChainBroken, ChainBroken], _fixture.Put(strange));
        Assert.Equal([AcceptedLate, AcceptedLate], _fixture.Put(sent[1], sent[2]));
    }

    [Fact]
    public void Another_record_with_a_number_that_is_taken_is_an_alarm_and_kept_apart()
    {
        TestDevice twin = new();
        _fixture.Put(Device.Live());
        Assert.Equal(ChainBroken, Assert.Single(_fixture.Put(twin.Live(w => w.Pair(7, 1)))));
        Assert.Equal(["chain_broken"], _fixture.Rows("SELECT verdict FROM quarantine"));
    }

    [Fact]
    public void What_was_sent_before_anybody_stored_is_no_loss_but_may_still_come()
    {
        Sent[] sent = [.. Enumerable.Range(0, 10).Select(_ => Device.Live())];
        Assert.Equal(Accepted, Assert.Single(_fixture.Put(sent[9])));
        Assert.Equal(["1|9|1"], _fixture.Rows("SELECT first, last, before FROM gap"));
        Assert.Equal(AcceptedLate, Assert.Single(_fixture.Put(sent[3])));
        Assert.Equal(["1|3|1", "5|9|1"], _fixture.Rows("SELECT first, last, before FROM gap ORDER BY first"));
    }

    [Fact]
    public void The_end_of_a_boot_is_open_until_the_next_birth_states_it()
    {
        Sent[] old = [Device.Live(), Device.Live(), Device.Live()];
        ulong tag = Device.LastTag;
        _fixture.Put(old[0]);
        Device.Reboot(2);
        Sent early = Device.Live();
        Device.Reboot(2);
        _fixture.Put(Birth(1, 3, tag));
        Assert.Equal(["1|2|3"], _fixture.Gaps());
        Assert.Equal(ChainBroken, Assert.Single(_fixture.Put(early))); // number 1 of boot 2 is taken
        Assert.Equal([AcceptedLate, AcceptedLate], _fixture.Put(old[2], old[1]));
        Assert.Empty(_fixture.Gaps());
    }

    [Fact]
    public void A_birth_that_states_what_is_stored_closes_the_boot_before()
    {
        _fixture.Put(Device.Live(), Device.Live());
        ulong tag = Device.LastTag;
        Device.Reboot(2);
        Assert.Equal(Accepted, Assert.Single(_fixture.Put(Birth(1, 2, tag))));
        Assert.Empty(_fixture.Gaps());
        Assert.Empty(_fixture.Rows("SELECT * FROM quarantine"));
    }

    [Fact]
    public void A_birth_that_states_less_than_is_stored_is_an_alarm()
    {
        _fixture.Put(Device.Live(), Device.Live());
        Device.Reboot(2);
        Assert.Equal(Accepted, Assert.Single(_fixture.Put(Birth(1, 1, 7))));
        Assert.Equal(["chain_broken"], _fixture.Rows("SELECT verdict FROM quarantine"));
    }

    [Fact]
    public void A_boot_that_did_not_end_in_order_stays_open_and_takes_late_records()
    {
        Sent[] old = [.. Enumerable.Range(0, 4).Select(_ => Device.Live())];
        _fixture.Put(old[0]);
        Device.Reboot(2);
        _fixture.Put(Birth(1, null, 0));
        Assert.Equal(["1|2|"], _fixture.Gaps());
        Assert.Equal(AcceptedLate, Assert.Single(_fixture.Put(old[2])));
        Assert.Equal(["1|2|2", "1|4|"], _fixture.Gaps());
        Assert.Equal(["3|2"], _fixture.Rows("SELECT highest, stored FROM boot WHERE boot = 1"));
        Assert.Equal([AcceptedLate, AcceptedLate], _fixture.Put(old[3], old[1]));
        Assert.Equal(["1|5|"], _fixture.Gaps());
    }

    // Fields 38 to 40: the boot before, its last number, the start of that record's tag.
    private Sent Birth(int boot, int? last, ulong tag) => Device.Birth(w =>
    {
        w.Key(32);
        w.Text("bench"u8.ToArray());
        w.Pair(38, boot);
        w.Pair(39, last is not null, last ?? 0);
        if (last is not null)
        {
            byte[] bytes = new byte[8];
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, tag);
            w.Key(40);
            w.Bytes(bytes, 0, bytes.Length);
        }
    });
}
