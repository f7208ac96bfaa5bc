using Bms.Config;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests;

/// <summary>The whole controller on fake ports: start, modes, switches, time and memory.</summary>
public class BmsControllerTests
{
    public static TheoryData<string> Sensors => ["cell", "current", "bus", "probe"];

    [Fact]
    public void Starts_with_open_switches_and_the_charger_off()
    {
        FakeBench bench = new();
        Assert.Equal((Mode.SelfTest, true, 1), (bench.State.Mode, bench.Switches.IsOpen, bench.Charger.Disabled));

        // Switches that something else has left closed, as a boot loader's pins may.
        (bench.Switches.Charge, bench.Switches.Discharge) = (true, true);
        bench.Bms.Start(0);
        Assert.True(bench.Switches.IsOpen);
    }

    [Fact]
    public void Ends_with_open_switches_and_the_charger_off()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        Assert.True(bench.Switches.Charge && bench.Switches.Discharge && bench.Charger.Enabled);
        bench.Bms.Close();
        Assert.False(bench.Switches.Charge || bench.Switches.Discharge || bench.Charger.Enabled);
    }

    [Fact]
    public void Leaves_the_self_test_for_standby_once_every_sensor_has_delivered()
    {
        FakeBench bench = new();
        bench.Run(4);
        Assert.Equal(Mode.SelfTest, bench.State.Mode);
        bench.Run(1);
        Assert.Equal(Mode.Standby, bench.State.Mode);
        bench.Run(1000);
        Assert.Equal((Mode.Standby, true, 0L), (bench.State.Mode, bench.Switches.IsOpen, bench.State.Active));
    }

    [Theory, MemberData(nameof(Sensors))]
    public void Never_leaves_the_self_test_without_a_sensor(string sensor)
    {
        FakeBench bench = new();
        Lose(bench, sensor);
        bench.Bms.Ask(Request.Discharge);
        for (int i = 0; i < 200; i++)
        {
            bench.Run(1);
            Assert.True(bench.Switches.IsOpen);
            Assert.True(bench.State.Mode is Mode.SelfTest or Mode.Fault);
        }

        Assert.Equal(Mode.Fault, bench.State.Mode);
    }

    /// <summary>The fault that a sensor caused at power-up once led to standby before the other sensors had ever delivered.</summary>
    [Fact]
    public void A_fault_during_the_self_test_is_no_way_around_it()
    {
        FakeBench bench = new();
        bench.Probes[0].Quality = Quality.BusError;
        bench.Cells.Quality[0] = Quality.BusError;
        bench.Run(5);
        Assert.True(bench.IsActive(Fault.CellSensorLost));
        bench.Cells.Quality[0] = Quality.Good;
        for (int i = 0; i < 14; i++)
        {
            bench.Bms.Ask(Request.Discharge);
            bench.Run(1);
            Assert.True(bench.Switches.IsOpen, $"closed after {bench.Uptime_ms} ms though one probe has never delivered");
        }

        Assert.False(bench.IsActive(Fault.CellSensorLost) || bench.IsActive(Fault.TemperatureSensorLost));
        Assert.Equal(Mode.SelfTest, bench.State.Mode);
    }

    /// <summary>The first complete sample once closed the switches, before any delay could have run.</summary>
    [Theory]
    [InlineData("over-voltage")]
    [InlineData("under-voltage")]
    [InlineData("hot")]
    [InlineData("spread")]
    [InlineData("stuck switch")]
    public void What_is_wrong_at_power_up_never_sees_a_closed_switch(string wrong)
    {
        FakeBench bench = new();
        switch (wrong)
        {
            case "over-voltage": bench.Cells.Cell_mV[2] = 4400; bench.Current.Bus_mV = 15500; break;
            case "under-voltage": bench.Cells.Cell_mV[2] = 1900; bench.Current.Bus_mV = 13000; break;
            case "hot": bench.Probes[1].Temperature_ddegC = 610; break;
            case "spread": bench.Cells.Cell_mV[2] = 3000; bench.Current.Bus_mV = 14100; break;
            default: bench.Switches.ChargeSticks = true; break;
        }

        bench.Bms.Ask(wrong == "over-voltage" ? Request.Charge : Request.Discharge);
        for (int i = 0; i < 50; i++)
        {
            bench.Run(1);
            Assert.False(bench.State.ChargeCommand || bench.State.DischargeCommand, $"{wrong}: closed at {bench.Uptime_ms} ms");
        }
    }

    [Theory]
    [InlineData(Request.Charge, Mode.Charge)]
    [InlineData(Request.Discharge, Mode.Discharge)]
    public void Closes_both_switches_when_asked_and_opens_them_in_standby(Request request, Mode mode)
    {
        FakeBench bench = new FakeBench().Into(request);
        Assert.Equal((mode, true, true), (bench.State.Mode, bench.Switches.Charge, bench.Switches.Discharge));
        bench.Bms.Ask(Request.Standby);
        bench.Run(1);
        Assert.Equal((Mode.Standby, true), (bench.State.Mode, bench.Switches.IsOpen));
    }

    [Fact]
    public void Beats_once_every_step()
    {
        FakeBench bench = new FakeBench().Into(Request.Discharge);
        bench.Cells.Quality[1] = Quality.BusError;
        bench.Run(90);
        Assert.Equal((100, 100), (bench.Heartbeat.Beats, bench.Bus.Cycles));
    }

    [Fact]
    public void Commands_the_switches_anew_every_step()
    {
        FakeBench bench = new FakeBench().Into(Request.Discharge);
        int commands = bench.Switches.Commands;
        bench.Run(7);
        Assert.Equal(commands + 7, bench.Switches.Commands);
    }

    [Fact]
    public void A_switch_that_does_not_follow_trips_at_the_third_cycle_and_waits_for_a_person()
    {
        FakeBench bench = new FakeBench().Into(Request.Discharge);
        bench.Switches.DischargeSticks = true;
        bench.Bms.Ask(Request.Standby);
        bench.Run(3);
        Assert.False(bench.IsActive(Fault.SwitchMismatch));
        bench.Run(1);
        Assert.True(bench.IsActive(Fault.SwitchMismatch));

        bench.Switches.DischargeSticks = null;
        bench.Run(1000);
        Assert.Equal(1L << (int)Fault.SwitchMismatch, bench.State.Latched);
        bench.Bms.Ask(Request.Discharge);
        bench.Run(1);
        Assert.True(bench.Switches.IsOpen);

        bench.Bms.ResetLatches(ClearedBy.Person);
        bench.Run(1);
        Assert.Equal((0L, true), (bench.State.Latched, bench.Switches.IsOpen));
        bench.Bms.Ask(Request.Discharge);
        bench.Run(1);
        Assert.True(bench.Switches.Discharge);
    }

    [Fact]
    public void A_switch_whose_state_cannot_be_read_counts_as_one_that_does_not_follow()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        bench.Switches.CanReadBack = false;
        Assert.Equal(3, bench.RunUntil(() => bench.IsActive(Fault.SwitchMismatch), 10));
        Assert.True(bench.Switches.IsOpen);
    }

    /// <summary>
    /// The charger talks after the verdict of its cycle. A time-out then once opened the switches for one cycle only, and nobody
    /// was told.
    /// </summary>
    [Fact]
    public void A_time_out_after_the_verdict_trips_in_the_next_cycle()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        bench.Bus.IsStuck = true;
        bench.Run(1);
        Assert.True(bench.IsActive(Fault.BusStuck));
        Assert.True(bench.Switches.IsOpen);
    }

    /// <summary>
    /// Between the verdict and the command to the switches the precharge talks to its chip. The guard opens the switches when that times
    /// out, and the command of the same cycle once closed them again, for as long as the next transfer hung.
    /// </summary>
    [Fact]
    public void A_time_out_between_verdict_and_command_leaves_the_switches_open_in_that_cycle()
    {
        FakeLoad load = null!;
        FakeBench bench = new(fit: (made, ports) => ports.Precharge = load = new FakeLoad(made.Switches));
        bench.Run(10);
        load.Told = () => bench.Bus.IsStuck = true;
        bench.Bms.Ask(Request.Discharge);
        bench.RunUntil(() => bench.Bus.IsStuck, 3);
        Assert.True(bench.State.ChargeCommand, "the verdict itself allowed a switch");
        Assert.True(bench.Switches.IsOpen);
        load.Told = null;
        bench.Run(1);
        Assert.True(bench.IsActive(Fault.BusStuck) && bench.Switches.IsOpen);
    }

    [Fact]
    public void A_coarse_board_trips_earlier_by_its_error()
    {
        FakeBench bench = new(wire: cells => cells.Accuracy[3] = 47);
        ProtectionRow over = bench.Bms.Table.Rows[(int)Fault.CellOverVoltage];
        ProtectionRow deep = bench.Bms.Table.Rows[(int)Fault.CellDeepDischarge];
        Assert.Equal([4250, 4250, 4250, 4203], over.Limit);
        Assert.Equal([4130, 4130, 4130, 4083], over.Release);
        Assert.Equal([2000, 2000, 2000, 2047], deep.Limit);
        Assert.Equal([2800, 2800, 2800, 2847], deep.Release);
        Assert.Equal(600, bench.Bms.Table.Rows[(int)Fault.CellSpread].Limit[0]);
    }

    private static void Lose(FakeBench bench, string sensor)
    {
        switch (sensor)
        {
            case "cell": bench.Cells.Quality[3] = Quality.BusError; break;
            case "current": bench.Current.CurrentQuality = Quality.Frozen; break;
            case "bus": bench.Current.BusQuality = Quality.BusError; break;
            default: bench.Probes[2].Quality = Quality.BusError; break;
        }
    }
}
