using Bms.Ports;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>A protector chip beside the whole controller: what it opens stays open, and what it loses is told.</summary>
public class ProtectorWatchTests
{
    private readonly FakeProtector _chip = new();
    private readonly FakeBench _bench;

    public ProtectorWatchTests()
    {
        _bench = new FakeBench(fit: (_, ports) => ports.Protector = _chip).Into(Request.Discharge);
    }

    public static TheoryData<ProtectorTrip> Trips =>
        [.. Enum.GetValues<ProtectorTrip>().Where(t => t is not (ProtectorTrip.None or ProtectorTrip.Reset))];

    [Theory, MemberData(nameof(Trips))]
    public void What_the_chip_has_opened_is_held_open_after_the_chip_lets_go(ProtectorTrip trip)
    {
        ProtectionRow row = _bench.Bms.Table.Rows.Single(r => r.Watch == Watch.Bits && r.Limit[0] == (int)trip);
        _chip.Trips = trip;
        _bench.Run(1);
        Assert.Equal(1L << (int)row.Fault, _bench.State.Active);
        bool charges = row.Reaction == Reaction.StopDischarge, discharges = row.Reaction == Reaction.StopCharge;
        Assert.Equal((charges && _bench.Switches.Charge, discharges), (_bench.Switches.Charge, _bench.Switches.Discharge));
        _chip.Trips = ProtectorTrip.None;
        _bench.Bms.ResetLatches(ClearedBy.Person);
        _bench.Run(20);
        _bench.Bms.ResetLatches(ClearedBy.Person);
        _bench.Run(1);
        Assert.Equal(0, _bench.State.Active);
        Assert.False(_bench.Switches.Charge && _bench.Switches.Discharge, "closed by itself");
        _bench.Bms.Ask(Request.Discharge);
        _bench.Run(1);
        Assert.True(_bench.Switches.Charge && _bench.Switches.Discharge);
    }

    /// <summary>A brown-out that heals is told and needs nobody: what was asked for goes on a second after the chip is set again.</summary>
    [Fact]
    public void A_reset_of_the_chip_opens_both_is_mended_in_the_same_cycle_and_goes_on_by_itself()
    {
        _bench.Run(20);
        int audits = _chip.Audits;
        (_chip.Trips, _chip.Differs) = (ProtectorTrip.Reset, true);
        _bench.Run(1);
        Assert.True(_bench.Switches.IsOpen && _bench.IsActive(Fault.ProtectorReset));
        Assert.InRange(_chip.Audits - audits, 1, 2);
        (_chip.Trips, _chip.Differs) = (ProtectorTrip.None, false);
        Assert.InRange(_bench.RunUntil(() => _bench.Switches.Charge && _bench.Switches.Discharge, 30), 10, 12);
        Assert.Equal(Mode.Discharge, _bench.State.Mode);
        Assert.True(_bench.Bms.Events.Written >= 2);
    }

    [Fact]
    public void A_reset_beside_another_fault_waits_for_somebody()
    {
        _chip.Trips = ProtectorTrip.Reset | ProtectorTrip.ShortCircuit;
        _bench.Run(1);
        _chip.Trips = ProtectorTrip.None;
        _bench.Run(100);
        Assert.True(_bench.Switches.IsOpen);
        Assert.Equal(0, _bench.State.Active);
    }

    [Fact]
    public void Six_resets_within_minutes_are_no_supply()
    {
        for (int dip = 0; dip < 6; dip++)
        {
            Assert.False(_bench.IsActive(Fault.ProtectorSettings), $"after {dip}");
            (_chip.Trips, _chip.Differs) = (ProtectorTrip.Reset, true);
            _bench.Run(1);
            (_chip.Trips, _chip.Differs) = (ProtectorTrip.None, false);
            _bench.Run(30);
        }

        Assert.True(_bench.IsActive(Fault.ProtectorSettings) && _bench.Switches.IsOpen);
    }

    [Fact]
    public void The_event_says_that_the_chip_was_it_and_all_that_it_holds()
    {
        _chip.Trips = ProtectorTrip.ShortCircuit | ProtectorTrip.DischargeOverCurrent;
        _bench.Run(1);
        EventLog events = _bench.Bms.Events;
        Assert.Equal(2, events.Written);
        Assert.All(Enumerable.Range(1, 2), n =>
        {
            Assert.Equal(Level.Chip, _bench.Bms.Table.Rows[events.Row(n)].Level);
            Assert.Equal(24, events.Value(n));
        });
    }

    [Fact]
    public void A_chip_that_is_silent_for_a_second_opens_both()
    {
        _chip.Answers = false;
        Assert.Equal(10, _bench.RunUntil(() => _bench.IsActive(Fault.ProtectorSilent), 20));
        Assert.True(_bench.Switches.IsOpen);
        _chip.Answers = true;
        _bench.Run(20);
        Assert.False(_bench.IsActive(Fault.ProtectorSilent));
    }

    /// <summary>
    /// A processor that sleeps beside a parked pack lets its chip wait, and the chip says so at each waking up: it was no fault, and once
    /// was one at every nap.
    /// </summary>
    [Fact]
    public void A_silence_of_the_host_with_open_switches_is_a_nap_and_no_fault()
    {
        _bench.Bms.Ask(Request.Standby);
        _bench.Run(20);
        Nap();
        Assert.Equal((0, 0L), (_bench.Bms.Events.Written, _bench.State.Active));
        _chip.Trips = ProtectorTrip.HostSilent | ProtectorTrip.CellOverVoltage;
        _bench.Run(1);
        Assert.Equal(1L << (int)Fault.ProtectorCellOverVoltage, _bench.State.Active);
    }

    [Fact]
    public void A_silence_of_the_host_with_closed_switches_is_told_although_they_are_open_when_it_is_known()
    {
        Nap();
        Assert.True(_bench.IsActive(Fault.ProtectorHostSilent) && _bench.IsActive(Fault.LoopStalled));
    }

    [Fact]
    public void A_silence_from_before_the_start_is_told()
    {
        FakeProtector chip = new() { Trips = ProtectorTrip.HostSilent };
        FakeBench bench = new(start_ms: 100_000, fit: (_, ports) => ports.Protector = chip);
        bench.Run(1);
        Assert.True(bench.IsActive(Fault.ProtectorHostSilent));
    }

    // The chip knows of it at the first look, the driver finds out up to a second later.
    private void Nap()
    {
        _bench.Uptime_ms += 20_000;
        _bench.Run(5);
        _chip.Trips = ProtectorTrip.HostSilent;
        _bench.Run(10);
    }

    [Fact]
    public void A_setting_that_was_lost_is_told_within_a_second_and_stops_nothing()
    {
        _chip.Differs = true;
        Assert.InRange(_bench.RunUntil(() => _bench.IsActive(Fault.ProtectorSettingsWarning), 12), 1, 11);
        Assert.True(_bench.Switches.Discharge);
        _chip.Differs = false;
        _bench.Run(50);
        Assert.Equal(0, _bench.State.Active);
    }

    [Fact]
    public void A_chip_that_loses_its_settings_again_and_again_is_no_second_level()
    {
        _chip.Differs = true;
        _bench.Run(280);
        Assert.False(_bench.IsActive(Fault.ProtectorSettings));
        _bench.Run(30);
        Assert.True(_bench.IsActive(Fault.ProtectorSettings) && _bench.Switches.IsOpen);
    }

    [Fact]
    public void One_setting_a_minute_never_adds_up()
    {
        for (int minute = 0; minute < 60; minute++)
        {
            _chip.Differs = true;
            _bench.Run(10);
            _chip.Differs = false;
            _bench.Run(600);
        }

        Assert.False(_bench.IsActive(Fault.ProtectorSettings));
    }

    /// <summary>A chip that was without supply gets all its settings at the start of a board, and none of that is a fault.</summary>
    [Fact]
    public void The_first_writing_of_the_settings_is_no_repair()
    {
        FakeProtector chip = new() { Differs = true };
        FakeBench bench = new(fit: (_, ports) => ports.Protector = chip);
        bench.Run(150);
        chip.Differs = false;
        bench.Run(400);
        Assert.Equal((0, 0L), (bench.Bms.Events.Written, bench.State.Active));
        chip.Differs = true;
        bench.Run(12);
        Assert.True(bench.IsActive(Fault.ProtectorSettingsWarning));
    }
}
