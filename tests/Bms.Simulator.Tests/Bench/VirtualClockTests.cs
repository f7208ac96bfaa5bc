using Bms.Twins;

namespace Bms.Simulator.Tests.Bench;

/// <summary>The alarm that lets the world go on while the firmware waits.</summary>
public class VirtualClockTests
{
    private readonly VirtualClock _clock = new();
    private readonly List<long> _rung = [];

    public VirtualClockTests()
    {
        _clock.Alarm = () => _rung.Add(_clock.Now_us);
    }

    [Fact]
    public void Alarm_rings_at_its_time_in_the_midst_of_a_wait()
    {
        _clock.Alarm_us = 40;
        _clock.Advance_us(100);
        Assert.Equal([40L], _rung);
        Assert.Equal(100, _clock.Now_us);
    }

    [Fact]
    public void Alarm_rings_once_unless_it_is_set_again()
    {
        _clock.Alarm_us = 10;
        _clock.Advance_us(20);
        _clock.Advance_us(20);
        Assert.Single(_rung);
    }

    [Fact]
    public void An_alarm_that_sets_the_next_one_rings_along_a_long_wait()
    {
        _clock.Alarm = () =>
        {
            _rung.Add(_clock.Now_us);
            _clock.Alarm_us = _clock.Now_us + 30;
        };
        _clock.Alarm_us = 30;
        _clock.Advance_us(100);
        Assert.Equal([30L, 60L, 90L], _rung);
    }

    [Fact]
    public void Alarm_at_the_end_of_a_wait_belongs_to_it()
    {
        _clock.Alarm_us = 100;
        _clock.Advance_us(100);
        Assert.Equal([100L], _rung);
    }

    [Fact]
    public void An_alarm_in_the_past_rings_at_once_and_never_turns_time_back()
    {
        _clock.Advance_us(50);
        _clock.Alarm_us = 10;
        _clock.Advance_us(0);
        Assert.Equal([50L], _rung);
    }

    [Fact]
    public void An_interrupt_ends_the_wait_once_after_all_of_its_time()
    {
        _clock.Alarm_us = 40;
        _clock.Alarm = () => _clock.Interrupt = new InvalidOperationException();

        Assert.Throws<InvalidOperationException>(() => _clock.Advance_us(100));
        Assert.Equal(100, _clock.Now_us);
        _clock.Advance_us(1);
    }
}
