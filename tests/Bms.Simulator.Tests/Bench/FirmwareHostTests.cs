using Bms.Simulator.Bench;

namespace Bms.Simulator.Tests.Bench;

/// <summary>What may happen to the processor, and what the board does then.</summary>
public class FirmwareHostTests
{
    [Fact]
    public void The_firmware_starts_after_its_boot_time()
    {
        VirtualBench bench = new BenchBuilder().With(options => options with { BootTime_ms = 800 }).Build();
        bench.Run_s(0.8);
        Assert.Null(bench.Firmware.Controller);
        Assert.Equal(ProcessorState.Booting, bench.Firmware.State);
        bench.Step();
        Assert.NotNull(bench.Firmware.Controller);
        Assert.Equal(ProcessorState.Running, bench.Firmware.State);
    }

    [Fact]
    public void A_reboot_opens_the_switches_at_once_and_begins_a_new_boot_in_flash()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Run_s(1);
        Assert.True(bench.Pack.DischargeSwitch);
        var births = new List<long>();
        bench.Broker.Subscribe("bms/v1/+/+/+/b", (_, _, time_us) => births.Add(time_us));
        long reset_us = bench.Clock.Now_us;
        bench.Firmware.PowerOn();
        Assert.False(bench.Pack.DischargeSwitch);
        Assert.Equal(0, bench.Firmware.Uptime_ms);
        bench.Run_s(20);
        Assert.Equal(2, bench.Firmware.Boots);
        Assert.Equal(Mode.Standby, bench.Firmware.Controller!.State.Mode);
        Assert.Contains(births, time_us => time_us > reset_us);
    }

    [Fact]
    public void A_hung_processor_keeps_its_pins_until_the_watchdog_opens_the_switches()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Run_s(1);
        bench.Firmware.Hang();
        bench.Run_s(1.4);
        Assert.True(bench.Pack.DischargeSwitch);
        bench.Run_s(0.2);
        Assert.False(bench.Pack.DischargeSwitch);
        Assert.False(bench.Pack.ChargeSwitch);
        bench.Firmware.PowerOn();
        bench.Run_s(5);
        Assert.Equal(Mode.Standby, bench.Firmware.Controller!.State.Mode);
    }

    [Fact]
    public void A_processor_without_power_lets_go_of_everything()
    {
        VirtualBench bench = new BenchBuilder().Supply().BuildIn(Mode.Charge);
        bench.Run_s(30);
        Assert.True(bench.Pack.Current_A > 0);
        bench.Firmware.PowerOff();
        Assert.Equal(0, bench.Pack.Current_A);
        Assert.True(((Bench4sHardware)bench.Hardware).Charger.ChipEnableHigh);
        bench.Run_s(120);
        Assert.Equal(0, bench.Pack.Current_A);
        Assert.Null(bench.Firmware.Controller);
    }

    [Fact]
    public void A_power_cycle_of_the_whole_board_ends_in_standby_again()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.PowerCycle();
        bench.Run_s(10);
        Assert.Null(bench.Firmware.Crash);
        Assert.Equal(Mode.Standby, bench.Firmware.Controller!.State.Mode);
    }

    [Fact]
    public void An_exception_ends_the_firmware_and_the_watchdog_takes_over()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Run_s(1);
        bench.Hardware.Bus.Fault = new ThrowingFault();
        bench.Run_s(2);
        Assert.Equal(ProcessorState.Crashed, bench.Firmware.State);
        Assert.IsType<InvalidOperationException>(bench.Firmware.Crash);
        Assert.False(bench.Pack.DischargeSwitch);
    }

    [Fact]
    public void Lost_flash_stops_telemetry_but_not_protection()
    {
        VirtualBench bench = new BenchBuilder().Build();
        bench.Flash.Broken = true;
        bench.Run_s(20);
        Assert.Equal(Mode.Standby, bench.Firmware.Controller!.State.Mode);
        Assert.Equal(0, bench.Broker.Received);
    }

    [Fact]
    public void The_firmware_runs_without_telemetry()
    {
        VirtualBench bench = new BenchBuilder().WithoutTelemetry().BuildInStandby();
        bench.Run_s(20);
        Assert.Equal(0, bench.Broker.Received);
    }

    [Fact]
    public void Whoever_wants_to_is_told_of_each_start()
    {
        VirtualBench bench = new BenchBuilder().Build();
        var started = new List<BmsController>();
        bench.Firmware.Started = started.Add;
        bench.Run_s(2);
        bench.Firmware.PowerOn();
        bench.Run_s(2);
        Assert.Equal(2, started.Count);
        Assert.Same(bench.Firmware.Controller, started[1]);
    }

    private sealed class ThrowingFault : Bms.Twins.II2cFault
    {
        public Bms.Twins.I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us) =>
            throw new InvalidOperationException("a defect of the firmware");

        public void OnReadData(int address, Span<byte> bytes)
        {
        }
    }

    [Fact]
    public void A_death_in_the_midst_of_a_transfer_leaves_that_transfer_without_effect_and_nothing_runs_afterwards()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Run_s(1);
        long steps = bench.Firmware.Steps;
        long transfers = bench.Hardware.Bus.Transfers;
        bench.Woken = _ => bench.Firmware.Kill();
        bench.Wake_us = bench.Clock.Now_us + 5_000;
        bench.Run_s(1);

        Assert.Equal(ProcessorState.Dead, bench.Firmware.State);
        Assert.Null(bench.Firmware.Crash);
        Assert.Equal(steps, bench.Firmware.Steps);
        Assert.InRange(bench.Hardware.Bus.Transfers - transfers, 1, 30);
        Assert.True(bench.Pack.DischargeSwitch);
        bench.Run_s(1);
        Assert.False(bench.Pack.DischargeSwitch);
    }

    [Fact]
    public void A_death_between_two_steps_does_not_disturb_the_world_and_a_reset_revives_it()
    {
        VirtualBench bench = new BenchBuilder().BuildIn(Mode.Discharge);
        bench.Firmware.Kill();
        bench.Run_s(3);
        Assert.Equal(ProcessorState.Dead, bench.Firmware.State);

        bench.Firmware.PowerOn();
        bench.Run_s(5);
        Assert.Equal(Mode.Standby, bench.Firmware.Controller!.State.Mode);
    }
}
