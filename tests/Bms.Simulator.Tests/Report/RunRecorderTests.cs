using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Tests.Scenarios;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class RunRecorderTests
{
    private readonly Looks _looks = new();
    private readonly RunRecorder _recorder = new(4, 4);

    [Fact]
    public void Measured_and_true_values_are_kept_in_the_units_of_the_plots()
    {
        Look(o =>
        {
            o.Sample.Cell_mV.Accept(2, 3712, 100);
            o.Truth.Cell_V[2] = 3.709;
            o.Sample.Temperature_ddegC.Accept(1, -53, 100);
            o.State.Soc_ppm = 612_000;
            o.State.SocSigma_ppm = 15_000;
            Array.Fill(o.Truth.Soc, 0.6);
        });

        Assert.Equal(3.712, Only(RunChannels.Cell_V(2)), 9);
        Assert.Equal(3.0, Only(RunChannels.CellError_mV(2)), 9);
        Assert.Equal(-5.3, Only(_recorder.Channels.Probe_C(1)), 9);
        Assert.Equal((61.2, 60.0), (Only(RunChannels.Soc_pct), Only(RunChannels.TrueSoc_pct)));
        Assert.Equal(1.2, Only(RunChannels.SocError_pct), 9);
        Assert.Equal((58.2, 64.2), (Math.Round(Only(RunChannels.SocLow_pct), 9), Math.Round(Only(RunChannels.SocHigh_pct), 9)));
    }

    [Fact]
    public void A_value_that_the_firmware_may_not_use_is_a_gap()
    {
        Look(o =>
        {
            o.Sample.Cell_mV.Accept(0, 3700, 100);
            o.Sample.Cell_mV.Reject(0, Quality.BusError);
            o.State.SocSigma_ppm = 1_000_000;
        });

        Assert.All(
            [RunChannels.Cell_V(0), RunChannels.CellError_mV(0), RunChannels.Current_A, RunChannels.Soc_pct, RunChannels.SocBand_pct],
            channel => Assert.True(double.IsNaN(Only(channel))));
    }

    [Fact]
    public void Cells_are_compared_with_each_other_and_with_the_truth_only_while_the_current_stands_still()
    {
        foreach (double current_A in new[] { 0.0, 0.0, 5.0, 5.0, 5.0, 0.0 })
        {
            Look(o =>
            {
                o.Truth.Current_A = current_A;
                Array.Fill(o.Truth.Cell_V, 3.7);
                for (int i = 0; i < 4; i++) o.Sample.Cell_mV.Accept(i, 3700 + 2 * i, o.Time_us / 1000);
            });
        }

        Assert.Equal([0.1, 0.2, 0.5], _recorder.Data(RunChannels.CellError_mV(3)).X.Select(x => Math.Round(x, 6)));
        Assert.All(_recorder.Data(RunChannels.CellError_mV(3)).Y, y => Assert.Equal(6.0, y, 6));
        Assert.All(_recorder.Data(RunChannels.CellDeviation_mV(3)).Y, y => Assert.Equal(3.0, y, 6));
        Assert.Equal(6, _recorder.Data(RunChannels.LowestCell_V).Count);
        Assert.Equal((3.7, 3.706), (_recorder.Data(RunChannels.LowestCell_V).Y[0], _recorder.Data(RunChannels.HighestCell_V).Y[0]));
    }

    [Fact]
    public void An_invalid_cell_leaves_the_range_of_the_others()
    {
        Look(o =>
        {
            for (int i = 0; i < 4; i++) o.Sample.Cell_mV.Accept(i, 3700 + i, 100);
            o.Sample.Cell_mV.Reject(0, Quality.BusError);
        });

        Assert.Equal(3.701, Only(RunChannels.LowestCell_V), 9);
        Assert.Equal(3.703, Only(RunChannels.HighestCell_V), 9);
        Assert.True(double.IsNaN(Only(RunChannels.CellDeviation_mV(2))));
    }

    [Fact]
    public void A_trip_gets_a_close_up_with_what_came_before_and_after_at_every_look()
    {
        for (int i = 0; i < 500; i++) Look(o => o.State.Active = i == 300 ? Rows.Bit("CellSpread") : 0);

        CloseUp moment = Assert.Single(_recorder.CloseUps.All);
        Assert.Equal((30.05, "CellSpread"), (Math.Round(moment.Trip_s, 6), moment.Cause));
        Assert.Equal((22.1, 42.0), (Math.Round(moment.From_s, 6), Math.Round(moment.To_s, 6)));
        double[] steps = [.. moment.Data(0).X.Zip(moment.Data(0).X.Skip(1), (a, b) => Math.Round(b - a, 6))];
        Assert.All(steps, step => Assert.Equal(0.1, step));
    }

    [Fact]
    public void A_warning_gets_none_and_a_run_that_flaps_gets_few()
    {
        for (int i = 0; i < 300; i++) Look(o => o.State.Active = Rows.Bit("CellOverVoltageWarning"));
        Assert.Empty(_recorder.CloseUps.All);

        for (int i = 0; i < 5000; i++) Look(o => o.State.Active = i % 2 == 0 ? Rows.Bit("CellOverVoltage") : 0);
        Assert.Equal(CloseUps.Most, _recorder.CloseUps.All.Count);
    }

    [Fact]
    public void A_trip_in_the_first_look_has_a_close_up_that_begins_there()
    {
        for (int i = 0; i < 10; i++) Look(o => o.State.Active = Rows.Bit("BusStuck"));

        CloseUp moment = Assert.Single(_recorder.CloseUps.All);
        Assert.Equal((0.1, 1.0), (Math.Round(moment.From_s, 6), Math.Round(moment.To_s, 6)));
    }

    [Fact]
    public void Lanes_follow_mode_switches_charger_and_protections()
    {
        Look(o => o.State.Mode = Mode.Standby);
        Look(o => (o.State.Mode, o.Truth.ChargeSwitch, o.Truth.DischargeSwitch, o.Truth.ChargerOn) = (Mode.Charge, true, true, true));
        Look(o => o.State.Active = Rows.Bit("CellOverVoltageWarning"));
        Look(o => (o.State.Active, o.Truth.ChargeSwitch) = (Rows.Bit("CellOverVoltage"), false));
        Look(o => (o.ProcessorRuns, o.Truth.SecondLevel) = (false, SecondLevelTruth.Closed with { Watchdog = false }));
        Look(o => o.Truth.SecondLevel = SecondLevelTruth.Closed with { ProtectorCharge = false, Watchdog = false });
        Look(o => o.Truth.SecondLevel = SecondLevelTruth.Closed with { Fuse = false });

        string[] expected =
        [
            "standby charge not running", "open closed open", "open closed", "off on", "none warning tripped",
            "closed watchdog open protector open fuse blown",
        ];
        Assert.Equal(expected,
            _recorder.Lanes.All.Select(lane => string.Join(' ',
                Enumerable.Range(0, lane.Data.Count).Select(i => lane.States[lane.Data.State(i)].Name))));
    }

    [Fact]
    public void What_a_dead_processor_measured_last_is_a_gap_and_the_truth_goes_on()
    {
        Look(o => (o.ProcessorRuns, o.Truth.Current_A) = (false, -2));

        Assert.Equal(double.NaN, Only(RunChannels.Current_A));
        Assert.Equal(-2, Only(RunChannels.TrueCurrent_A));
    }

    private void Look(Action<Observation> change)
    {
        _looks.Tick(o => o.Acted_us = o.Time_us - 50_000);
        change(_looks.Now);
        _recorder.Observe(_looks.Now);
    }

    private double Only(int channel) => Assert.Single(_recorder.Data(channel).Y);
}
