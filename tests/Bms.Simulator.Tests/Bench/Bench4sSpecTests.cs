using Bms.Simulator.Bench;

namespace Bms.Simulator.Tests.Bench;

/// <summary>What each board does when its processor lets go, keeps, or goes mad.</summary>
public class Bench4sSpecTests
{
    [Theory]
    [InlineData("designed", false)]
    [InlineData("bare", false)]
    [InlineData("naive", true)]
    public void Pins_that_are_let_go_open_a_board_with_pulls_and_leave_the_naive_one_as_it_was(string hardware, bool charges)
    {
        VirtualBench bench = Charging(hardware);
        bench.Firmware.Kill();
        bench.Hardware.ReleasePins();
        bench.Run_s(2);

        Assert.Equal(charges, bench.Pack.ChargeSwitch);
        Assert.Equal(charges, bench.Pack.Charger.Active);
    }

    [Theory]
    [InlineData("designed", false)]
    [InlineData("naive", true)]
    public void Pins_that_stay_are_opened_by_the_watchdog_where_there_is_one(string hardware, bool charges)
    {
        VirtualBench bench = Charging(hardware);
        bench.Firmware.Kill();
        bench.Run_s(3);

        Assert.Equal(charges, bench.Pack.ChargeSwitch);
    }

    [Fact]
    public void A_heartbeat_that_runs_free_holds_the_watchdog_off()
    {
        VirtualBench bench = Charging("designed");
        bench.Firmware.Kill();
        bench.Hardware.HeartbeatRunsFree = true;
        bench.Run_s(20);

        Assert.True(bench.Pack.ChargeSwitch);
    }

    [Fact]
    public void The_worst_pins_close_both_switches_and_enable_the_charger()
    {
        VirtualBench bench = new BenchBuilder().Supply().BuildInStandby();
        bench.Firmware.Kill();
        bench.Hardware.DrivePinsWorst();

        Assert.True(bench.Pack is { ChargeSwitch: true, DischargeSwitch: true });
        Assert.False(((Bench4sHardware)bench.Hardware).Charger.ChipEnableHigh);
    }

    [Fact]
    public void Only_the_board_as_designed_has_protector_fuse_and_cut_off()
    {
        Assert.NotNull(Bench4sSpec.Designed.Safety?.Protector);
        Assert.Equal([0, 1, 2, 3], Bench4sSpec.Designed.Safety!.CutOffs.Select(c => c.Cell));
        Assert.Null(Bench4sSpec.Bare.Safety);
        Assert.Null(Bench4sSpec.Naive.Safety?.Protector);
        Assert.Empty(Bench4sSpec.Naive.Safety!.CutOffs);
    }

    private static VirtualBench Charging(string hardware)
    {
        VirtualBench bench =
            new BenchBuilder().With(options => options with { Hardware = Bench4sSpec.Of(hardware) }).Supply().BuildIn(Mode.Charge);
        bench.Run_s(30);
        Assert.True(bench.Pack.Current_A > 0);
        return bench;
    }
}
