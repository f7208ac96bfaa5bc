using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>A chip that may sleep beside the whole controller: in standby only, and awake before anything closes.</summary>
public class ProtectorSleepTests
{
    private const int Scan_ms = 6100, After_s = 20;

    private readonly FakeProtector _chip = new() { AsleepScan_ms = Scan_ms };
    private readonly FakeBench _bench;

    public ProtectorSleepTests() => _bench = new FakeBench(
        change: pack => pack.SleepAfter_s = After_s, fit: (_, ports) => ports.Protector = _chip);

    [Fact]
    public void The_chip_may_sleep_after_the_time_of_the_pack_in_standby_and_not_before()
    {
        _bench.Run((After_s - 2) * 10);
        Assert.NotEqual(true, _chip.Sleeps);
        _bench.Run(40);
        Assert.True(_chip.Sleeps);
        Assert.True(_bench.Bms.Parts.IsAsleep);
        Assert.Equal(Mode.Standby, _bench.State.Mode);
    }

    [Fact]
    public void A_pack_that_drives_never_lets_it_sleep()
    {
        _bench.Into(Request.Discharge).Run(After_s * 20);
        Assert.NotEqual(true, _chip.Sleeps);
    }

    [Fact]
    public void A_request_wakes_it_and_closes_nothing_before_the_cells_are_fresh()
    {
        Sleep();
        _bench.Bms.Ask(Request.Discharge);
        _bench.Run(1);
        Assert.False(_chip.Sleeps);
        Assert.True(_bench.RunUntil(() => _bench.Switches.Discharge, 5) >= 0);
        Assert.False(_bench.Bms.Parts.IsAsleep);
    }

    [Fact]
    public void Cells_that_stay_old_after_the_wake_close_nothing()
    {
        Sleep();
        Array.Fill(_bench.Cells.Quality, Quality.BusError);
        _bench.Run(10);
        _bench.Bms.Ask(Request.Discharge);
        _bench.Run(40);
        Assert.True(_bench.Switches.IsOpen);
        Assert.False(_bench.IsActive(Fault.CellSensorLost));
        _bench.Run(40);
        Assert.True(_bench.IsActive(Fault.CellSensorLost) && _bench.Switches.IsOpen);
    }

    [Fact]
    public void A_scan_from_its_sleep_that_was_read_just_before_the_wake_is_no_proof_of_being_awake()
    {
        Sleep();
        Array.Fill(_bench.Cells.Quality, Quality.BusError);
        _bench.Bms.Ask(Request.Discharge);
        _bench.Run(8);
        Assert.True(_bench.Bms.Parts.IsAsleep && _bench.Switches.IsOpen);
        Assert.False(_bench.IsActive(Fault.CellSensorLost));
        Array.Fill(_bench.Cells.Quality, Quality.Good);
        Assert.True(_bench.RunUntil(() => _bench.Switches.Discharge, 5) >= 0);
    }

    [Fact]
    public void What_is_amiss_wakes_it()
    {
        Sleep();
        _chip.Trips = Ports.ProtectorTrip.CellOverVoltage;
        _bench.Run(12);
        Assert.False(_chip.Sleeps);
    }

    [Fact]
    public void A_pack_without_a_time_never_lets_it_sleep()
    {
        FakeProtector chip = new() { AsleepScan_ms = Scan_ms };
        FakeBench bench = new(fit: (_, ports) => ports.Protector = chip);
        bench.Run(2000);
        Assert.Null(chip.Sleeps);
    }

    private void Sleep()
    {
        _bench.Run((After_s + 5) * 10);
        Assert.True(_chip.Sleeps);
    }
}
