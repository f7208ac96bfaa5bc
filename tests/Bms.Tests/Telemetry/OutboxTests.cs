using Bms.Telemetry;
using Xunit;

namespace Bms.Tests.Telemetry;

public class OutboxTests
{
    private readonly Outbox _outbox = new(4, 8);
    private readonly FakeLink _link = new();

    [Fact]
    public void Publishes_in_the_order_of_arrival_with_topic_length_and_retain()
    {
        Assert.True(_outbox.TryAdd("x/b", [1, 2, 3, 9], 3, true, false));
        Assert.True(_outbox.TryAdd("x/t", [4], 1, false, true));
        _outbox.Pump(_link);
        Assert.Equal(("x/b", true), (_link.Published[0].Topic, _link.Published[0].Retain));
        Assert.Equal([1, 2, 3], _link.Published[0].Message);
        Assert.Equal(("x/t", false), (_link.Published[1].Topic, _link.Published[1].Retain));
        Assert.Equal([4], _link.Published[1].Message);
    }

    [Fact]
    public void A_record_stays_until_its_delivery_is_reported_and_is_not_published_twice_meanwhile()
    {
        AddLive("ab");
        _outbox.Pump(_link);
        _outbox.Pump(_link);
        Assert.Equal("ab", _link.TakeLog());
        Assert.Equal(2, _outbox.Count);
        _link.Report(2, true);
        _outbox.Pump(_link);
        Assert.Equal(1, _outbox.Count);
        _link.Report(1, true);
        _outbox.Pump(_link);
        Assert.Equal(0, _outbox.Count);
        Assert.Equal("", _link.TakeLog());
    }

    [Fact]
    public void A_failed_record_is_published_again()
    {
        AddLive("ab");
        _outbox.Pump(_link);
        _link.TakeLog();
        _link.Report(1, false);
        _outbox.Pump(_link);
        Assert.Equal("a", _link.TakeLog());
        _link.Report(3, true);
        _link.Report(2, true);
        _outbox.Pump(_link);
        Assert.Equal(0, _outbox.Count);
    }

    [Fact]
    public void A_lost_connection_publishes_everything_unacknowledged_again_in_order()
    {
        AddLive("abc");
        _outbox.Pump(_link);
        _link.TakeLog();
        _link.Report(2, true);
        _link.IsConnected = false;
        _outbox.Pump(_link);
        _outbox.Pump(_link);
        Assert.Equal("", _link.TakeLog());
        _link.IsConnected = true;
        _outbox.Pump(_link);
        Assert.Equal("ac", _link.TakeLog());
        Assert.Equal(2, _outbox.Count);
    }

    [Fact]
    public void A_report_that_comes_after_the_connection_was_lost_still_counts()
    {
        AddLive("a");
        _outbox.Pump(_link);
        _link.IsConnected = false;
        _outbox.Pump(_link);
        _link.Report(1, true);
        _outbox.Pump(_link);
        Assert.Equal(0, _outbox.Count);
    }

    [Fact]
    public void Reports_about_unknown_handles_change_nothing()
    {
        AddLive("a");
        _outbox.Pump(_link);
        _link.Report(77, true);
        _link.Report(1, false);
        _outbox.Pump(_link);
        _link.Report(1, true);
        _outbox.Pump(_link);
        Assert.Equal(1, _outbox.Count);
    }

    [Fact]
    public void A_link_that_takes_no_more_gets_the_rest_later_in_order()
    {
        AddLive("abc");
        _link.Room = 1;
        _outbox.Pump(_link);
        Assert.Equal("a", _link.TakeLog());
        _outbox.Pump(_link);
        Assert.Equal("", _link.TakeLog());
        _link.Room = 5;
        _outbox.Pump(_link);
        Assert.Equal("bc", _link.TakeLog());
    }

    [Fact]
    public void When_full_the_oldest_live_record_makes_room_and_is_counted()
    {
        AddKept("E");
        AddLive("ab");
        AddKept("F");
        Assert.Equal(0, _outbox.Dropped);
        AddKept("G");
        Assert.Equal(1, _outbox.Dropped);
        AddLive("c");
        Assert.Equal(2, _outbox.Dropped);
        _outbox.Pump(_link);
        Assert.Equal("EFGc", _link.TakeLog());
    }

    [Fact]
    public void Full_of_records_that_must_stay_it_takes_nothing_more()
    {
        AddKept("EFGH");
        Assert.False(_outbox.HasRoom);
        Assert.False(Add('a', true));
        Assert.False(Add('I', false));
        Assert.Equal(2, _outbox.Dropped);
        _outbox.Pump(_link);
        Assert.Equal("EFGH", _link.TakeLog());
        _link.Report(2, true);
        _outbox.Pump(_link);
        Assert.True(_outbox.HasRoom);
    }

    [Fact]
    public void A_message_that_fits_no_buffer_is_counted_and_costs_no_other_its_place()
    {
        AddLive("abcd");
        Assert.False(_outbox.TryAdd("x", new byte[9], 9, false, false));
        Assert.Equal(1, _outbox.Dropped);
        Assert.Equal(4, _outbox.Count);
        _outbox.Pump(_link);
        Assert.Equal("abcd", _link.TakeLog());
    }

    // A long mixed run against a list that does the same in the plainest way.
    [Fact]
    public void Behaves_as_a_plain_list_over_a_long_random_run()
    {
        Random random = new(12);
        List<(char Name, bool Live)> list = [];
        int dropped = 0;
        for (int i = 0; i < 20_000; i++)
        {
            char name = (char)('!' + (i % 90));
            bool live = random.Next(3) > 0;
            int victim = list.FindIndex(entry => entry.Live);
            if (list.Count == 4 && victim >= 0)
            {
                list.RemoveAt(victim);
                dropped++;
            }

            bool room = list.Count < 4;
            dropped += room ? 0 : 1;
            if (room)
            {
                list.Add((name, live));
            }

            Assert.Equal(room, Add(name, live));
            if (random.Next(2) == 0)
            {
                DeliverOldest(list);
            }
        }

        Assert.Equal(dropped, _outbox.Dropped);
        Assert.True(dropped > 1000);
    }

    // Reconnecting publishes everything, oldest first; only the first is acknowledged.
    private void DeliverOldest(List<(char Name, bool Live)> list)
    {
        _link.IsConnected = false;
        _outbox.Pump(_link);
        _link.IsConnected = true;
        _link.TakeLog();
        int before = _link.Published.Count;
        _outbox.Pump(_link);
        Assert.Equal(string.Concat(list.Select(entry => entry.Name)), _link.TakeLog());
        if (list.Count > 0)
        {
            _link.Report(before + 1, true);
            _outbox.Pump(_link);
            list.RemoveAt(0);
        }

        Assert.Equal(list.Count, _outbox.Count);
    }

    private void AddLive(string names) => Assert.All(names, name => Assert.True(Add(name, true)));

    private void AddKept(string names) => Assert.All(names, name => Assert.True(Add(name, false)));

    private bool Add(char name, bool dispensable) => _outbox.TryAdd("x", [(byte)name], 1, false, dispensable);
}
