using Bms.Config;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests;

/// <summary>Every row that forbids something, from what the sensors see to the state of the switches.</summary>
public class BmsControllerTripTests
{
    /// <summary>
    /// How to bring each fault about, and after how many cycles of 100 ms the switches must be open: the row's samples, plus one for
    /// the plausibility check of a step of more than 1 V or 10 K, plus the age that a lost sensor must reach. A probe is read every
    /// third cycle, its last reading was in the tenth.
    /// </summary>
    private static readonly Dictionary<Fault, (Action<FakeBench> Cause, int Cycles, bool StopsCharge, bool StopsDischarge)> Causes = new()
    {
        [Fault.CellOverVoltage] = (b => SetCell(b, 2, 4250), 3, true, false),
        [Fault.CellUnderVoltage] = (b => SetAllCells(b, 2800), 5, false, true),
        [Fault.CellDeepDischarge] = (b => SetAllCells(b, 2000), 6, true, true),
        [Fault.ChargeOverCurrent] = (b => SetCurrent(b, 3500), 3, true, false),
        [Fault.DischargeOverCurrent] = (b => SetCurrent(b, -10000), 3, false, true),
        [Fault.DischargePeakCurrent] = (b => SetCurrent(b, -15000), 1, false, true),
        [Fault.ChargeOverTemperature] = (b => b.Probes[2].Temperature_ddegC = 450, 9, true, false),
        [Fault.ChargeUnderTemperature] = (b => b.Probes[2].Temperature_ddegC = 0, 9, true, false),
        [Fault.DischargeOverTemperature] = (b => b.Probes[2].Temperature_ddegC = 600, 9, true, true),
        [Fault.DischargeUnderTemperature] = (b => b.Probes[2].Temperature_ddegC = -200, 9, true, true),
        [Fault.CellSensorLost] = (b => b.Cells.Quality[1] = Quality.BusError, 5, true, true),
        [Fault.CurrentSensorLost] = (b => b.Current.CurrentQuality = Quality.BusError, 4, true, true),
        [Fault.BusVoltageLost] = (b => b.Current.BusQuality = Quality.BusError, 20, true, true),
        [Fault.TemperatureSensorLost] = (b => b.Probes[0].Quality = Quality.BusError, 20, true, true),
        [Fault.CellSumImplausible] = (b => b.Current.Bus_mV = 14600, 3, true, true),
        [Fault.CellSpread] = (b => SetCell(b, 0, 3100), 5, true, true),
        [Fault.SwitchMismatch] = (b => b.Switches.CanReadBack = false, 3, true, true),
        [Fault.BusStuck] = (b => b.Bus.SensorsTimeOut = true, 1, true, true),
        [Fault.CurrentSaturated] = (b => b.Current.CurrentQuality = Quality.Saturated, 1, true, true),
        [Fault.LoopStalled] = (b => b.Uptime_ms += 700, 1, true, true),
        [Fault.CellSumSilent] = (b => b.Cells.Reading = read => LoseInTurn(b, read), 25, true, true),
        [Fault.CellSpreadSilent] = (b => b.Cells.Reading = read => LoseOneCell(b, read), 10, true, true),
        [Fault.CurrentImplausible] = (b => SetAllCells(b, 3660), 6, true, true),
    };

    public static TheoryData<Fault> Faults => [.. Causes.Keys];

    [Theory, MemberData(nameof(Faults))]
    public void Opens_the_right_switches_in_the_same_cycle_while_supplying(Fault fault) => Trip(fault, Request.Discharge);

    [Theory, MemberData(nameof(Faults))]
    public void Opens_the_right_switches_in_the_same_cycle_while_charging(Fault fault) => Trip(fault, Request.Charge);

    [Theory, MemberData(nameof(Faults))]
    public void Closes_nothing_by_itself_after_the_cause_has_gone(Fault fault)
    {
        (_, _, bool stopsCharge, _) = Causes[fault];
        FakeBench bench = Trip(fault, stopsCharge ? Request.Charge : Request.Discharge);
        Assert.True(bench.Switches.IsOpen);
        Heal(bench);
        bool isLatched = fault is Fault.CellDeepDischarge or Fault.SwitchMismatch or Fault.CurrentImplausible;
        for (int i = 0; i < 1000; i++)
        {
            bench.Run(1);
            Assert.True(bench.Switches.IsOpen, $"closed by itself after {i} cycles");
        }

        Assert.Equal(isLatched ? Mode.Fault : Mode.Standby, bench.State.Mode);
        bench.Bms.ResetLatches(ClearedBy.Person);
        bench.Run(1);
        bench.Bms.Ask(Request.Discharge);
        bench.Run(1);
        Assert.Equal(Mode.Discharge, bench.State.Mode);
    }

    [Fact]
    public void A_charger_that_does_not_obey_stops_charging_after_three_seconds()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        bench.Charger.Obeys = false;
        Assert.InRange(bench.RunUntil(() => !bench.Switches.Charge, 40), 21, 31);
        Assert.True(bench.IsActive(Fault.ChargerMismatch));
    }

    /// <summary>A profile that lets somebody afar clear at all still keeps cell limits for a person.</summary>
    [Theory]
    [InlineData(ApplicationProfile.Bench, 3500, false)]
    [InlineData(ApplicationProfile.Stationary, 3500, true)]
    [InlineData(ApplicationProfile.Vehicle, 3500, true)]
    [InlineData(ApplicationProfile.Stationary, 4250, false)]
    [InlineData(ApplicationProfile.Vehicle, 4250, false)]
    public void From_afar_a_trip_of_current_may_be_cleared_and_one_of_a_cell_never(ApplicationProfile profile, int value, bool clears)
    {
        FakeBench bench = new FakeBench(change: pack => Use(pack, profile)).Into(Request.Charge);
        if (value > 4000)
        {
            SetCell(bench, 1, value);
        }
        else
        {
            SetCurrent(bench, value);
        }

        bench.Run(5);
        Heal(bench);
        bench.Run(100);
        Assert.True(bench.Switches.IsOpen && bench.State.Active == 0);
        bench.Bms.Ask(Request.Charge, ClearedBy.Remote);
        bench.Run(1);
        Assert.Equal(clears, bench.Switches.Charge);
        bench.Bms.Ask(Request.Charge, ClearedBy.Person);
        bench.Run(1);
        Assert.True(bench.Switches.Charge);
    }

    [Fact]
    public void From_afar_a_latch_of_a_cell_limit_cannot_be_reset()
    {
        FakeBench bench = new(change: pack => Use(pack, ApplicationProfile.Vehicle));
        bench.Run(20);
        SetAllCells(bench, 1900);
        bench.Run(10);
        Heal(bench);
        bench.Run(100);
        bench.Bms.ResetLatches(ClearedBy.Remote);
        bench.Run(10);
        Assert.True(bench.IsActive(Fault.CellDeepDischarge));
        bench.Bms.ResetLatches(ClearedBy.Person);
        bench.Run(10);
        Assert.False(bench.IsActive(Fault.CellDeepDischarge));
    }

    /// <summary>A shorted switch whose read-back shows its gate: seen by the current alone, and kept for a person.</summary>
    [Fact]
    public void Current_through_a_switch_that_is_told_to_be_open_is_latched()
    {
        FakeBench bench = new FakeBench().Into(Request.Discharge);
        SetCurrent(bench, -10000);
        bench.Run(3);
        Assert.True(bench.Switches.IsOpen && bench.IsActive(Fault.DischargeOverCurrent));
        Assert.Equal(6, bench.RunUntil(() => bench.IsActive(Fault.OpenSwitchCurrent), 20));
        Heal(bench);
        bench.Run(100);
        bench.Bms.ResetLatches(ClearedBy.Remote);
        bench.Bms.Ask(Request.Discharge, ClearedBy.Remote);
        bench.Run(10);
        Assert.True(bench.Switches.IsOpen && bench.IsActive(Fault.OpenSwitchCurrent));
    }

    /// <summary>A precharge that lifts nothing for an hour once ended without a word.</summary>
    [Fact]
    public void A_charge_that_runs_out_of_time_is_latched_and_told()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        SetAllCells(bench, 2900);
        bench.Current.Current_mA = 400;
        bench.Run(36_000);
        Assert.Equal(Mode.Charge, bench.State.Mode);
        Assert.InRange(bench.RunUntil(() => bench.IsActive(Fault.ChargeFailed), 100), 1, 30);
        Assert.Equal((Mode.Fault, false), (bench.State.Mode, bench.Charger.Enabled));
        bench.Run(100);
        bench.Bms.ResetLatches(ClearedBy.Remote);
        bench.Run(1);
        Assert.True(bench.IsActive(Fault.ChargeFailed));
        bench.Bms.ResetLatches(ClearedBy.Person);
        bench.Run(1);
        Assert.False(bench.IsActive(Fault.ChargeFailed));
    }

    [Fact]
    public void Every_row_that_forbids_something_is_brought_about_here()
    {
        PackSample sample = TestPack.HealthySample();
        IEnumerable<Fault> critical = new ProtectionTable(sample, TestPack.Config()).Rows
            .Where(row => row.Fitted && row.Reaction != Reaction.None).Select(row => row.Fault);
        Assert.Equal(critical.Except([Fault.ChargerMismatch, Fault.OpenSwitchCurrent, Fault.ChargeFailed]), Causes.Keys);
    }

    [Fact]
    public void An_over_voltage_is_seen_though_its_neighbours_are_unreadable()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        bench.Cells.Quality[0] = Quality.BusError;
        bench.Cells.Quality[2] = Quality.BusError;
        bench.Cells.Cell_mV[1] = 4260;
        Assert.Equal(3, bench.RunUntil(() => bench.IsActive(Fault.CellOverVoltage), 10));
    }

    [Fact]
    public void The_first_trip_and_the_last_clearing_are_in_the_log_with_cell_value_and_time()
    {
        FakeBench bench = new FakeBench().Into(Request.Charge);
        SetCell(bench, 2, 4251);
        bench.Run(5);
        EventLog log = bench.Bms.Events;
        int trip = Enumerable.Range(1, log.Written).Single(n => log.Row(n) == (int)Fault.CellOverVoltage);
        Assert.Equal((true, 2, 4251, 1300L), (log.Raised(trip), log.Channel(trip), log.Value(trip), log.Uptime_ms(trip)));
        SetCell(bench, 2, 3700);
        bench.Run(20);
        int clear = Enumerable.Range(1, log.Written).Last(n => log.Row(n) == (int)Fault.CellOverVoltage);
        Assert.Equal((false, 2, 3700, 2500L), (log.Raised(clear), log.Channel(clear), log.Value(clear), log.Uptime_ms(clear)));
    }

    private static FakeBench Trip(Fault fault, Request request)
    {
        (Action<FakeBench> cause, int cycles, bool stopsCharge, bool stopsDischarge) = Causes[fault];
        FakeBench bench = new FakeBench().Into(request);
        Assert.True(bench.Switches.Charge && bench.Switches.Discharge);
        cause(bench);
        bench.Run(cycles - 1);
        Assert.False(bench.IsActive(fault), "tripped too early");
        bench.Run(1);
        Assert.True(bench.IsActive(fault), $"not tripped after {cycles} cycles");

        // A trip of the direction that was asked for ends the request and opens both; else only its own direction opens.
        bool endsRequest = request == Request.Charge ? stopsCharge : stopsDischarge;
        Assert.Equal(endsRequest ? Mode.Fault : request == Request.Charge ? Mode.Charge : Mode.Discharge, bench.State.Mode);
        Assert.Equal((!endsRequest && !stopsCharge, !endsRequest && !stopsDischarge), (bench.Switches.Charge, bench.Switches.Discharge));
        return bench;
    }

    /// <summary>Cells of 20 mohm move with the current; cells that stand still would be found frozen.</summary>
    private static void SetCurrent(FakeBench bench, int current_mA)
    {
        bench.Current.Current_mA = current_mA;
        SetAllCells(bench, 3700 + current_mA / 50);
    }

    private static void SetCell(FakeBench bench, int cell, int cell_mV)
    {
        bench.Cells.Cell_mV[cell] = cell_mV;
        bench.Current.Bus_mV = bench.Cells.Cell_mV.Sum();
    }

    private static void SetAllCells(FakeBench bench, int cell_mV)
    {
        Array.Fill(bench.Cells.Cell_mV, cell_mV);
        bench.Current.Bus_mV = 4 * cell_mV;
    }

    /// <summary>Each cell is read three times of four, all of them together never.</summary>
    private static void LoseOneCell(FakeBench bench, int read)
    {
        Array.Fill(bench.Cells.Quality, Quality.Good);
        bench.Cells.Quality[read % 4] = Quality.BusError;
    }

    /// <summary>The cells are all read every second time, the bus voltage only in between.</summary>
    private static void LoseInTurn(FakeBench bench, int read)
    {
        bench.Cells.Quality[0] = read % 2 == 0 ? Quality.BusError : Quality.Good;
        bench.Current.BusQuality = read % 2 == 0 ? Quality.Good : Quality.BusError;
    }

    private static void Use(PackConfig pack, ApplicationProfile profile)
    {
        pack.Profile = profile;
        pack.LimpCurrent_mA = profile == ApplicationProfile.Vehicle ? 2000 : 0;
        pack.LimpTime_ms = profile == ApplicationProfile.Vehicle ? 30_000 : 0;
    }

    private static void Heal(FakeBench bench)
    {
        bench.Cells.Reading = null;
        SetAllCells(bench, 3700);
        Array.Fill(bench.Cells.Quality, Quality.Good);
        bench.Current.Current_mA = 0;
        bench.Current.CurrentQuality = Quality.Good;
        bench.Current.BusQuality = Quality.Good;
        bench.Switches.CanReadBack = true;
        bench.Bus.SensorsTimeOut = false;
        foreach (FakeProbe probe in bench.Probes)
        {
            probe.Temperature_ddegC = 250;
            probe.Quality = Quality.Good;
        }
    }
}
