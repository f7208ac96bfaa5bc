using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>The whole controller in front of a load: 100 ohm into a capacitor, by the law of the capacitor and nothing else.</summary>
public class PrechargeSequenceTests
{
    private readonly FakeLoad _load;
    private readonly FakeBench _bench;

    public PrechargeSequenceTests()
    {
        FakeLoad? load = null;
        _bench = new FakeBench(fit: (bench, ports) => ports.Precharge = load = new FakeLoad(bench.Switches));
        _load = load!;
        Run(10);
    }

    private long TrippedBy => _bench.Bms.Events.Value(_bench.Bms.Events.Oldest);

    // 95 % of 1 mF behind 100 ohm are reached after 3.0 time constants of 0.1 s; the reading is up to a cycle late, and two agree.
    [Fact]
    public void Closes_the_switch_when_the_load_is_full_and_not_before()
    {
        _bench.Bms.Ask(Request.Discharge);
        int steps = 0;
        while (!_bench.Switches.Discharge && steps++ < 20)
        {
            Run(1);
            Assert.True(!_bench.Switches.Discharge || _load.Load_mV >= 0.95 * _load.Pack_mV, $"closed at {_load.Load_mV} mV");
        }

        Assert.InRange(steps, 4, 6);
        Assert.True(_load.Closed, "the resistor opened before the switch was closed");
        Run(2);
        Assert.False(_load.Closed);
        Assert.Equal((0L, Mode.Discharge, true), (_bench.State.Active, _bench.State.Mode, _bench.Switches.Discharge));
    }

    // A chip that looks at the load itself closes within 2 V of 60 V: told at 95 %, it would not follow.
    [Fact]
    public void Waits_for_what_the_switch_itself_waits_for()
    {
        (_load.ClosesWithin_mV, _load.Capacitor_mF) = (300, 3);
        _bench.Bms.Ask(Request.Discharge);
        double before_mV = 0;
        for (int i = 0; i < 30 && !_bench.Switches.Discharge; i++)
        {
            before_mV = _load.Load_mV;
            Run(1);
        }

        Assert.True(_bench.Switches.Discharge && before_mV >= _load.Pack_mV - 300, $"closed at {before_mV} mV");
    }

    [Theory]
    [InlineData(1.0, false, 1, PrechargeFault.Short)]
    [InlineData(double.PositiveInfinity, true, 1, PrechargeFault.Open)]
    [InlineData(double.PositiveInfinity, false, 30, PrechargeFault.Slow)]
    [InlineData(200.0, false, 1, PrechargeFault.Slow)]
    internal void Does_not_close_onto_a_load_that_does_not_fill(double leak_ohm, bool broken, double capacitor_mF, PrechargeFault why)
    {
        (_load.Leak_ohm, _load.Broken, _load.Capacitor_mF) = (leak_ohm, broken, capacitor_mF);
        _bench.Bms.Ask(Request.Discharge);
        for (int i = 0; i < 100; i++)
        {
            Run(1);
            Assert.False(_bench.Switches.Discharge);
        }

        Assert.False(_load.Closed);
        Assert.True(_bench.IsActive(Fault.PrechargeFailed));
        Assert.Equal((long)why, TrippedBy);
    }

    [Fact]
    public void A_short_is_told_after_a_quarter_of_the_time()
    {
        _load.Leak_ohm = 0.5;
        _bench.Bms.Ask(Request.Discharge);
        Run(5);
        Assert.False(_bench.IsActive(Fault.PrechargeFailed));
        Run(3);
        Assert.True(_bench.IsActive(Fault.PrechargeFailed) && !_load.Closed);
    }

    // A chip that looks at the load by itself leaves the switch open when a load comes on between its look and the firmware's.
    [Fact]
    public void A_load_that_comes_on_before_the_switch_has_closed_is_told_as_the_load_and_not_as_the_switch()
    {
        (_bench.Switches.Follow_ms, _bench.Switches.DischargeSticks) = (315, false);
        _bench.Bms.Ask(Request.Discharge);
        for (int i = 0; i < 10 && !_bench.State.DischargeCommand; i++)
        {
            Run(1);
        }

        Assert.True(_bench.State.DischargeCommand && _load.Closed, "full, and the resistor holds it up until the switch does");
        _load.Leak_ohm = 1;
        Run(10);
        Assert.Equal((1L << (int)Fault.PrechargeFailed, (long)PrechargeFault.Short), (_bench.State.Active, TrippedBy));
        Assert.False(_load.Closed || _bench.State.DischargeCommand);
    }

    [Fact]
    public void A_switch_that_does_not_close_onto_a_full_load_is_told_as_the_switch()
    {
        (_bench.Switches.Follow_ms, _bench.Switches.DischargeSticks) = (315, false);
        _bench.Bms.Ask(Request.Discharge);
        Run(20);
        Assert.True(_bench.IsActive(Fault.SwitchMismatch) && !_bench.IsActive(Fault.PrechargeFailed));
        Assert.False(_load.Closed);
    }

    [Fact]
    public void A_load_that_cannot_be_read_is_not_closed_onto()
    {
        _load.Answers = false;
        _bench.Bms.Ask(Request.Discharge);
        Run(40);
        Assert.False(_bench.Switches.Discharge || _load.Closed);
        Assert.Equal((long)PrechargeFault.Unknown, TrippedBy);
    }

    [Fact]
    public void Only_a_person_lets_it_try_again_and_the_resistor_cools_first()
    {
        _load.Broken = true;
        _bench.Bms.Ask(Request.Discharge);
        Run(40);
        _load.Broken = false;
        _bench.Bms.ResetLatches(ClearedBy.Remote);
        _bench.Bms.Ask(Request.Discharge, ClearedBy.Remote);
        Run(20);
        Assert.True(_bench.IsActive(Fault.PrechargeFailed));
        _bench.Bms.ResetLatches(ClearedBy.Person);
        Run(1);
        _bench.Bms.Ask(Request.Discharge);
        Run(1);
        Assert.False(_load.Closed);
        Run(50);
        Assert.True(_bench.Switches.Discharge);
    }

    [Fact]
    public void A_protection_that_trips_while_the_load_fills_opens_the_resistor()
    {
        _load.Capacitor_mF = 10;
        _bench.Bms.Ask(Request.Discharge);
        Run(4);
        Assert.True(_load.Closed);
        _bench.Cells.Cell_mV[1] = 2700;
        Run(8);
        Assert.True(_bench.IsActive(Fault.CellUnderVoltage) && !_load.Closed && !_bench.Switches.Discharge);
    }

    private void Run(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            _load.Advance();
            _bench.Current.Current_mA = _load.Current_mA;
            _bench.Run(1);
        }
    }
}
