using Bms.Boards;
using Bms.Protection;
using Bms.Tests.Drivers;
using Xunit;

namespace Bms.Tests.Boards;

public class RequestSwitchesTests
{
    private const int Charge = 33;
    private const int Discharge = 14;

    private readonly DriverBench _bench = new();

    [Theory]
    [InlineData(true, false, Request.Charge)]
    [InlineData(false, true, Request.Discharge)]
    public void A_movement_asks_once(bool charge, bool discharge, Request expected)
    {
        RequestSwitches switches = Open();
        Assert.False(switches.HasMoved(out _));
        Stand(charge, discharge);
        Assert.True(switches.HasMoved(out Request request));
        Assert.Equal(expected, request);
        Assert.False(switches.HasMoved(out _));
        Stand(false, false);
        Assert.True(switches.HasMoved(out request));
        Assert.Equal(Request.Standby, request);
    }

    [Fact]
    public void Both_at_once_mean_standby()
    {
        RequestSwitches switches = Open();
        Stand(true, true);
        Assert.False(switches.HasMoved(out Request request));
        Assert.Equal(Request.Standby, request);
    }

    [Fact]
    public void Both_on_together_ask_once_for_a_recording()
    {
        RequestSwitches switches = Open();
        Stand(true, false);
        Assert.False(switches.AsksRecording());
        Stand(true, true);
        Assert.True(switches.AsksRecording());
        Assert.False(switches.AsksRecording());
        Stand(false, false);
        Stand(true, true);
        Assert.False(switches.AsksRecording());
        Stand(false, true);
        Assert.False(switches.AsksRecording());
        Stand(true, true);
        Assert.True(switches.AsksRecording());
    }

    [Fact]
    public void Both_that_stand_on_at_a_start_ask_for_no_recording()
    {
        Stand(true, true);
        Assert.False(Open().AsksRecording());
    }

    [Fact]
    public void A_switch_that_stands_closed_at_a_start_asks_for_nothing()
    {
        Stand(false, true);
        Assert.False(Open().HasMoved(out _));
    }

    [Fact]
    public void A_switch_left_closed_over_a_trip_does_not_close_into_the_fault_again()
    {
        RequestSwitches switches = Open();
        var modes = new ModeMachine();
        var state = new PackState { ChargeAllowed = true, DischargeAllowed = true };
        Stand(false, true);
        Cycle();
        Assert.True(state.DischargeCommand);
        state.ChargeAllowed = state.DischargeAllowed = false;
        Cycle();
        state.ChargeAllowed = state.DischargeAllowed = true;
        Cycle();
        Assert.Equal((Mode.Standby, false, false), (state.Mode, state.ChargeCommand, state.DischargeCommand));

        void Cycle()
        {
            if (switches.HasMoved(out Request request))
            {
                modes.Ask(request, -1);
            }

            modes.Step(true, state);
        }
    }

    private RequestSwitches Open() => _bench.BuildOnPins(gpio => new RequestSwitches(gpio, Charge, Discharge));

    private void Stand(bool charge, bool discharge)
    {
        _bench.Machine.Gpio.DriveFromOutside(Charge, charge);
        _bench.Machine.Gpio.DriveFromOutside(Discharge, discharge);
    }
}
