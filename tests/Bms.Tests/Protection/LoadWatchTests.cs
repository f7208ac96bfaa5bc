using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>A pack of 14.8 V whose load loses its voltage within ten seconds, and a switch that does not do what it says.</summary>
public class LoadWatchTests
{
    private readonly LoadWatch _watch = new(TestPack.Config());
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly PackState _state = new();

    private bool Welded => _sample.SwitchWelded.Value[0] != 0;

    private bool StuckOpen => _sample.SwitchStuckOpen.Value[0] != 0;

    [Theory]
    [InlineData(14800, true), InlineData(14652, true), InlineData(14948, true), InlineData(14651, false), InlineData(0, false)]
    [InlineData(14949, false)] // a charger at the terminals that stands higher
    public void A_load_that_stays_at_the_pack_with_all_switches_open_is_welded(int load_mV, bool welded)
    {
        for (int i = 0; i <= 100; i++)
        {
            Assert.False(Welded, $"at cycle {i}");
            Look(load_mV);
        }

        Assert.Equal((welded, false), (Welded, StuckOpen));
    }

    [Fact]
    public void A_capacitor_that_empties_slowly_is_no_weld()
    {
        for (int i = 0; i < 300; i++)
        {
            Look((int)(14800 * Math.Exp(-i / 500.0)));
            Assert.False(Welded);
        }
    }

    [Fact]
    public void While_a_charger_runs_or_the_resistor_leads_there_nothing_is_told()
    {
        _state.ChargerCurrent_mA = 100;
        Look(14800, 200);
        Assert.False(Welded);
        _state.ChargerCurrent_mA = 0;
        for (int i = 0; i < 200; i++)
        {
            Look(14800, 1, filling: true);
            Assert.False(Welded);
        }
    }

    [Theory]
    [InlineData(12579, true), InlineData(12580, false), InlineData(0, true)]
    public void A_closed_switch_with_no_load_voltage_behind_it_has_not_closed(int load_mV, bool stuck)
    {
        _state.DischargeCommand = true;
        Look(load_mV, 5);
        Assert.False(StuckOpen);
        Look(load_mV);
        Assert.Equal((stuck, false), (StuckOpen, Welded));
    }

    [Fact]
    public void A_load_that_cannot_be_read_says_nothing_and_is_marked()
    {
        _sample.Load_mV.Reject(0, Quality.BusError);
        _watch.Step(_sample, _state, false);
        Assert.Equal((Quality.BusError, Quality.BusError), (_sample.SwitchWelded.Quality[0], _sample.SwitchStuckOpen.Quality[0]));
    }

    private void Look(int load_mV, int times = 1, bool filling = false)
    {
        for (int i = 0; i < times; i++)
        {
            _sample.Load_mV.Accept(0, load_mV, _sample.Uptime_ms);
            _watch.Step(_sample, _state, filling);
            _sample.Uptime_ms += 100;
        }
    }
}
