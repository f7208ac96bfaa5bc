using Bms.World.SecondLevel;
using Xunit;

namespace Bms.World.Tests.SecondLevel;

public class SafetyPathTests
{
    private static readonly SafetyPathSpec s_rated = SafetyPathSpec.Bench4s with { Spread = false };

    [Fact]
    public void A_charger_that_runs_away_is_stopped_at_the_over_charge_voltage_plus_what_its_delay_lets_pass()
    {
        Pack pack = Make(0.97);
        pack.Charge(18.0, 2.0);
        pack.AdvanceBy_s(3 * 3600);

        Assert.False(pack.Safety.ChargeFet);
        Assert.Equal(0.0, pack.Current_A);
        SafetyEvent opened = Assert.Single(pack.Safety.Events);
        Assert.Matches("^protector opens charging: cell [1-4] at 4.25 V$", opened.Text);
    }

    [Fact]
    public void The_protector_acts_at_its_own_time_however_seldom_the_pack_is_looked_at()
    {
        SafetyEvent[] Run(double look_s)
        {
            Pack pack = Make(0.5);
            pack.AdvanceBy_s(1.0234567);
            pack.Load.SetCurrent_A(16.0);
            for (double t = 0; t < 1; t += look_s) pack.AdvanceBy_s(look_s);
            return [.. pack.Safety.Events];
        }

        Assert.Equal(1_033_456, Run(1.0)[0].Time_us);
        Assert.Equal(Run(1.0), Run(0.001));
    }

    [Fact]
    public void Open_switches_of_the_protector_have_body_diodes_of_their_own()
    {
        Pack pack = Make(0.99);
        pack.Charge(18.0, 2.0);
        pack.AdvanceBy_s(3 * 3600);
        pack.Charger.Enabled = false;
        pack.Load.SetCurrent_A(0.005);
        double expected_V = pack.StackVoltage_V - pack.Spec.BodyDiode_V;

        Assert.Equal(-0.005, pack.Current_A, 9);
        Assert.Equal(expected_V, pack.TerminalVoltage_V, 3);
    }

    [Fact]
    public void Behind_an_open_discharge_switch_the_board_finds_no_voltage_and_a_blown_fuse_ends_everything()
    {
        Pack pack = Make(0.5);
        pack.Safety.Faults = SafetyFaults.ProtectorDead;
        Assert.Equal(pack.StackVoltage_V, pack.BoardVoltage_V, 9);
        pack.Load.SetCurrent_A(40.0);
        pack.AdvanceBy_s(1.0);

        Assert.False(pack.Safety.FuseWhole);
        Assert.Equal((0.0, 0.0), (pack.Current_A, pack.BoardVoltage_V));
        Assert.Equal("fuse blows: 40.0 A", Assert.Single(pack.Safety.Events).Text);
    }

    [Fact]
    public void A_hot_cell_opens_the_cut_off_for_good()
    {
        Pack pack = Make(0.5);
        pack.Load.SetCurrent_A(1.0);
        pack.SetHeater_W(1, 30.0);
        pack.AdvanceBy_s(300);
        pack.SetHeater_W(1, 0.0);
        pack.AdvanceBy_s(4 * 3600);

        Assert.False(pack.Safety.CutOffClosed);
        Assert.Equal(0.0, pack.Current_A);
        Assert.Single(pack.Safety.Events);
    }

    [Theory]
    [InlineData(SafetyFaults.ProtectorDead)]
    [InlineData(SafetyFaults.ChargeFetWelded)]
    public void What_is_dead_or_welded_lets_the_charge_go_on(SafetyFaults fault)
    {
        Pack pack = Make(0.99);
        pack.Safety.Faults = fault;
        pack.Charge(18.0, 2.0);
        pack.AdvanceBy_s(3 * 3600);

        Assert.True(pack.CellVoltage_V(0) > 4.4);
    }

    // What one cut-off beside a neighbour missed: a cell that is hot by itself, at the end of the row or elsewhere.
    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void A_hot_cell_opens_the_pack_wherever_it_sits(int cell)
    {
        Pack pack = Make(0.5);
        pack.Load.SetCurrent_A(1.0);
        pack.SetHeater_W(cell, 12.0);
        for (int second = 0; second < 3600 && pack.Safety.CutOffClosed; second++) pack.AdvanceBy_s(1.0);

        Assert.Equal(0.0, pack.Current_A);
        Assert.StartsWith($"thermal cut-off opens: cell {cell + 1} at 7", pack.Safety.Events[0].Text, StringComparison.Ordinal);
        Assert.True(pack.CellCore_C(cell) < CellLimits.Nmc811.Hottest_C);
    }

    [Fact]
    public void Made_parts_lie_within_their_tolerance_and_differ()
    {
        HashSet<long> times_us = [];
        for (ulong seed = 1; seed <= 30; seed++)
        {
            Pack pack = new(new PackSpec { Safety = SafetyPathSpec.Bench4s, Seed = seed }) { ChargeSwitch = true, DischargeSwitch = true };
            pack.Load.SetCurrent_A(18.0);
            pack.AdvanceBy_s(0.1);
            long opened_us = pack.Safety.Events[0].Time_us;
            Assert.InRange(opened_us, 5_000, 15_001);
            times_us.Add(opened_us);
        }

        Assert.True(times_us.Count > 20);
    }

    private static Pack Make(double soc) => TestPacks.Closed(new PackSpec { InitialSoc = soc, Safety = s_rated });
}
