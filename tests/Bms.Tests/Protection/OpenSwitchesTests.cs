using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>Charge current may not flow through an open charge switch, discharge current not through an open discharge switch.</summary>
public class OpenSwitchesTests
{
    private readonly OpenSwitches _watch = new();
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly PackState _state = new();

    [Theory]
    [InlineData(false, true, 200, 1)]
    [InlineData(false, true, 199, 0)]
    [InlineData(false, true, -5000, 0)]
    [InlineData(true, false, -200, 1)]
    [InlineData(true, false, -199, 0)]
    [InlineData(true, false, 3000, 0)]
    [InlineData(false, false, -200, 1)]
    [InlineData(false, false, 200, 1)]
    [InlineData(true, true, -9000, 0)]
    [InlineData(true, true, 3000, 0)]
    public void Finds_a_current_of_the_direction_whose_switch_is_open(bool charge, bool discharge, int current_mA, int found)
    {
        Run(charge, discharge, current_mA, 10);
        Assert.Equal(found, _sample.OpenSwitchCurrent.Value[0]);
    }

    /// <summary>The sensor's mean still holds current from before the switch opened.</summary>
    [Fact]
    public void Lets_the_first_cycle_after_a_command_pass()
    {
        Run(true, true, -9000, 10);
        Run(true, false, -9000, 1);
        Assert.Equal(0, _sample.OpenSwitchCurrent.Value[0]);
        Run(true, false, -9000, 1);
        Assert.Equal(1, _sample.OpenSwitchCurrent.Value[0]);
        Run(true, true, -9000, 1);
        Assert.Equal(0, _sample.OpenSwitchCurrent.Value[0]);
        Run(true, false, -9000, 1);
        Assert.Equal(0, _sample.OpenSwitchCurrent.Value[0]);
    }

    /// <summary>60 V over 100 ohm: what a load that draws takes through the precharge resistor.</summary>
    [Fact]
    public void Current_through_the_precharge_resistor_is_not_current_through_the_switch()
    {
        Run(true, false, -600, 10, filling: true);
        Assert.Equal(0, _sample.OpenSwitchCurrent.Value[0]);
        Run(true, false, -600, 2);
        Assert.Equal(1, _sample.OpenSwitchCurrent.Value[0]);
    }

    [Fact]
    public void An_unknown_current_finds_nothing_and_clears_nothing()
    {
        Run(false, false, 900, 5);
        int samples = _sample.OpenSwitchCurrent.Samples[0];
        _sample.Current_mA.Reject(0, Quality.BusError);
        _watch.Step(_sample, _state, false);
        Assert.Equal((samples, Quality.BusError), (_sample.OpenSwitchCurrent.Samples[0], _sample.OpenSwitchCurrent.Quality[0]));
    }

    private void Run(bool charge, bool discharge, int current_mA, int cycles, bool filling = false)
    {
        for (int i = 0; i < cycles; i++)
        {
            _sample.Uptime_ms += 100;
            _sample.Current_mA.Accept(0, current_mA, _sample.Uptime_ms);
            (_state.ChargeCommand, _state.DischargeCommand) = (charge, discharge);
            _watch.Step(_sample, _state, filling);
        }
    }
}
