using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class AgendaTests
{
    private readonly Agenda _agenda = new();
    private readonly List<string> _done = [];

    [Fact]
    public void Does_what_is_due_in_order_of_time_then_of_entry()
    {
        _agenda.Add(20, () => _done.Add("b"));
        _agenda.Add(10, () => _done.Add("a"));
        _agenda.Add(20, () => _done.Add("c"));
        _agenda.Add(21, () => _done.Add("later"));
        Assert.Equal(10, _agenda.Next_us);
        _agenda.Run(20);
        Assert.Equal(["a", "b", "c"], _done);
        Assert.Equal(21, _agenda.Next_us);
    }

    [Fact]
    public void What_an_entry_adds_for_now_happens_now()
    {
        _agenda.Add(10, () => _agenda.Add(5, () => _done.Add("added")));
        _agenda.Run(10);
        Assert.Equal(["added"], _done);
        Assert.Equal(long.MaxValue, _agenda.Next_us);
    }
}
