using Bms.Config;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests;

/// <summary>A vehicle of 2000 mA and 30 s of limping: derated when a sensor is lost, opened for everything else.</summary>
public class BmsControllerLimpTests
{
    private readonly FakeBench _bench = new(change: Vehicle);

    public static TheoryData<string> Sensors => ["cell", "current", "bus", "probe"];

    [Theory, MemberData(nameof(Sensors))]
    public void A_moving_vehicle_without_a_sensor_is_derated_for_its_time_and_then_opened(string sensor)
    {
        _bench.Into(Request.Discharge);
        Lose(sensor);
        _bench.RunUntil(() => _bench.State.Limping, 30);
        int steps = 0;
        while (_bench.State.Limping && steps < 1000)
        {
            Assert.Equal((Mode.Discharge, false, true), (_bench.State.Mode, _bench.Switches.Charge, _bench.Switches.Discharge));
            _bench.Run(1);
            steps++;
        }

        Assert.InRange(steps, 299, 301);
        Assert.Equal((Mode.Fault, true), (_bench.State.Mode, _bench.Switches.IsOpen));
        _bench.Run(1000);
        Assert.True(_bench.Switches.IsOpen);
    }

    [Theory, MemberData(nameof(Sensors))]
    public void It_says_what_it_may_still_be_asked_for(string sensor)
    {
        _bench.Into(Request.Discharge);
        Lose(sensor);
        _bench.RunUntil(() => _bench.State.Limping, 30);
        _bench.Run(20);
        Assert.Equal((0, 2000), (_bench.State.ChargeLimit_mA, _bench.State.DischargeLimit_mA));
    }

    [Fact]
    public void A_sensor_that_comes_and_goes_has_its_time_once_until_a_person_asks()
    {
        _bench.Into(Request.Discharge);
        int limping = 0;
        for (int i = 0; i < 200 && !_bench.Switches.IsOpen; i++)
        {
            Lose("cell");
            for (int step = 0; step < 10; step++)
            {
                _bench.Run(1);
                limping += _bench.State.Limping ? 1 : 0;
            }

            _bench.Cells.Quality[0] = Quality.Good;
            for (int step = 0; step < 20; step++)
            {
                _bench.Run(1);
                limping += _bench.State.Limping ? 1 : 0;
            }
        }

        Assert.InRange(limping, 298, 302);
        _bench.Run(20);
        _bench.Into(Request.Discharge);
        Lose("cell");
        _bench.RunUntil(() => _bench.State.Limping, 30);
        _bench.Run(200);
        Assert.True(_bench.State.Limping);
    }

    [Theory]
    [InlineData("under-voltage")]
    [InlineData("over-current")]
    [InlineData("hot")]
    [InlineData("stuck bus")]
    public void Everything_else_opens_it_at_once_also_while_it_limps(string cause)
    {
        _bench.Into(Request.Discharge);
        Lose("bus");
        _bench.RunUntil(() => _bench.State.Limping, 30);
        switch (cause)
        {
            case "under-voltage": Array.Fill(_bench.Cells.Cell_mV, 2790); break;
            case "over-current": _bench.Current.Current_mA = -10_500; Array.Fill(_bench.Cells.Cell_mV, 3500); break;
            case "hot": _bench.Probes[0].Temperature_ddegC = 610; break;
            default: _bench.Bus.SensorsTimeOut = true; break;
        }

        Assert.InRange(_bench.RunUntil(() => _bench.Switches.IsOpen, 20), 1, 10);
        Assert.False(_bench.State.DischargeCommand);
    }

    [Theory]
    [InlineData(Request.Charge)]
    [InlineData(Request.Standby)]
    public void Nothing_limps_that_does_not_supply(Request request)
    {
        _bench.Into(request);
        Lose("cell");
        _bench.Run(10);
        Assert.Equal((false, true), (_bench.State.Limping, _bench.Switches.IsOpen));
        _bench.Bms.Ask(Request.Discharge);
        _bench.Run(10);
        Assert.True(_bench.Switches.IsOpen);
    }

    [Theory]
    [InlineData(ApplicationProfile.Bench)]
    [InlineData(ApplicationProfile.Stationary)]
    public void Elsewhere_a_lost_sensor_opens_both(ApplicationProfile profile)
    {
        FakeBench bench = new FakeBench(change: pack => pack.Profile = profile).Into(Request.Discharge);
        bench.Cells.Quality[0] = Quality.BusError;
        bench.Run(5);
        Assert.True(bench.Switches.IsOpen);
    }

    private static void Vehicle(PackConfig pack)
    {
        pack.Profile = ApplicationProfile.Vehicle;
        pack.LimpCurrent_mA = 2000;
        pack.LimpTime_ms = 30_000;
    }

    private void Lose(string sensor)
    {
        switch (sensor)
        {
            case "cell": _bench.Cells.Quality[0] = Quality.BusError; break;
            case "current": _bench.Current.CurrentQuality = Quality.BusError; break;
            case "bus": _bench.Current.BusQuality = Quality.BusError; break;
            default: _bench.Probes[0].Quality = Quality.BusError; break;
        }
    }
}
