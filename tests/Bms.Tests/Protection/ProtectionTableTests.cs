using Bms.Config;
using Bms.Ports;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>The behaviour of every row of the table against numbers written down independently, see <see cref="ExpectedRows"/>.</summary>
public class ProtectionTableTests
{
    private const ProtectorTrip AllTrips = (ProtectorTrip)1023;

    public static TheoryData<Fault> Rows => [.. ExpectedRows.All.Select(row => row.Fault)];

    public static TheoryData<Fault> RowsOfValues => [.. ExpectedRows.All.Where(row => row.Watch != Watch.Age).Select(row => row.Fault)];

    [Theory, MemberData(nameof(Rows))]
    public void Trips_at_its_limit_and_not_one_unit_inside(Fault row) => Check(RowChecks.TripsAtTheLimitAndNotInside, row);

    [Theory, MemberData(nameof(Rows))]
    public void Trips_at_the_last_fresh_sample_of_its_delay_and_not_before(Fault row) =>
        Check(RowChecks.TripsAtTheLastSampleOfItsDelay, row);

    [Theory, MemberData(nameof(Rows))]
    public void A_healthy_sample_starts_the_delay_again(Fault row) => Check(RowChecks.AHealthySampleStartsTheDelayAgain, row);

    [Theory, MemberData(nameof(Rows))]
    public void Releases_at_its_release_value_and_not_one_unit_before(Fault row) => Check(RowChecks.ReleasesAtTheReleaseAndNotBefore, row);

    [Theory, MemberData(nameof(Rows))]
    public void Releases_after_exactly_its_release_samples_in_a_row(Fault row) => Check(RowChecks.ReleasesAfterItsReleaseSamples, row);

    [Theory, MemberData(nameof(Rows))]
    public void Forbids_exactly_its_directions(Fault row) => Check(RowChecks.ForbidsExactlyItsDirections, row);

    [Theory, MemberData(nameof(Rows))]
    public void Stays_until_a_reset_only_if_it_latches(Fault row) => Check(RowChecks.StaysUntilAResetOnlyIfItLatches, row);

    [Theory, MemberData(nameof(RowsOfValues))]
    public void Stale_samples_do_not_count(Fault row) => Check(RowChecks.StaleSamplesDoNotCount, row);

    [Theory, MemberData(nameof(RowsOfValues))]
    public void A_refused_reading_neither_counts_nor_clears(Fault row) => Check(RowChecks.ARefusedReadingNeitherCountsNorClears, row);

    [Theory, MemberData(nameof(Rows))]
    public void Refused_neighbours_hide_nothing(Fault row) => Check(RowChecks.RefusedNeighboursHideNothing, row);

    [Theory, MemberData(nameof(Rows))]
    public void Stands_at_the_place_of_its_fault_number(Fault row)
    {
        ProtectionTable table = new(TestPack.HealthySample(), TestPack.Config());
        Assert.Equal(row, table.Rows[(int)row].Fault);
        Assert.Equal(ExpectedRows.All.Count, table.Rows.Length);
    }

    [Theory]
    [InlineData(Fault.StateNotStored, 0), InlineData(Fault.BalancerMismatch, 1), InlineData(Fault.PrechargeFailed, 2)]
    [InlineData(Fault.SwitchWelded, 2), InlineData(Fault.SwitchStuckOpen, 2), InlineData(Fault.ProtectorCellOverVoltage, 3)]
    [InlineData(Fault.ProtectorSilent, 3), InlineData(Fault.ProtectorReset, 3)]
    public void A_row_about_a_part_is_fitted_with_the_part_only(Fault row, int part)
    {
        ProtectionTable table = new(TestPack.HealthySample(), TestPack.Config());
        Assert.Equal(36, table.Rows.Count(r => r.Fitted));
        Assert.False(table.Rows[(int)row].Fitted);
        table.Fit(part == 0, part == 1, part == 2, part == 3 ? AllTrips : ProtectorTrip.None);
        Assert.True(table.Rows[(int)row].Fitted);
        table.Fit(part != 0, part != 1, part != 2, part != 3 ? AllTrips : ProtectorTrip.None);
        Assert.False(table.Rows[(int)row].Fitted);
    }

    [Fact]
    public void A_trip_that_the_chip_does_not_know_has_no_row()
    {
        ProtectionTable table = new(TestPack.HealthySample(), TestPack.Config());
        table.Fit(true, true, true, AllTrips & ~(ProtectorTrip.HostSilent | ProtectorTrip.ChargeTemperature));
        Assert.Equal([Fault.ProtectorChargeTemperature, Fault.ProtectorHostSilent],
            table.Rows.Where(r => !r.Fitted).Select(r => r.Fault));
    }

    [Theory, MemberData(nameof(Rows))]
    public void Says_who_acts(Fault row)
    {
        ExpectedRow expected = ExpectedRows.Of(row);
        Level level = expected.Watch == Watch.Bits ? Level.Chip : expected.Reaction == Reaction.None ? Level.Warning : Level.Firmware;
        Assert.Equal(level, new ProtectionTable(TestPack.HealthySample(), TestPack.Config()).Rows[(int)row].Level);
    }

    [Theory, MemberData(nameof(Rows))]
    public void Is_cleared_by_those_that_the_documentation_names(Fault row)
    {
        foreach (ApplicationProfile profile in Enum.GetValues<ApplicationProfile>())
        {
            PackConfig pack = TestPack.Config();
            pack.Profile = profile;
            ProtectionTable table = new(TestPack.HealthySample(), pack);
            bool Clears(ClearedBy who) => (table.ClearableBy(who) & 1L << (int)row) != 0;
            ClearedBy needed = ExpectedRows.Of(row).ClearedBy;
            bool remotely = needed == ClearedBy.Automatic || (needed == ClearedBy.Remote && profile != ApplicationProfile.Bench);
            Assert.Equal((needed == ClearedBy.Automatic, remotely, true),
                (Clears(ClearedBy.Automatic), Clears(ClearedBy.Remote), Clears(ClearedBy.Person)));
        }
    }

    /// <summary>The self-test lasts until each row could have tripped; the two constants are the longest delays of their signals.</summary>
    [Fact]
    public void The_self_test_waits_for_the_longest_delays()
    {
        PackSample s = TestPack.HealthySample();
        Signal[] fast = [s.Cell_mV, s.Current_mA, s.SumError_mV, s.Spread_mV, s.SwitchMismatch, s.BusStuck, s.CurrentSaturated];
        Assert.Equal(PackSample.FastSamples, ExpectedRows.All.Where(row => fast.Contains(row.Signal(s))).Max(row => row.Delay));
        Assert.Equal(PackSample.ProbeSamples, ExpectedRows.All.Where(row => row.Signal(s) == s.Temperature_ddegC).Max(row => row.Delay));
    }

    [Fact]
    public void Only_a_reset_of_the_chip_interrupts_and_lets_go_on_by_itself() => Assert.Equal(
        1L << (int)Fault.ProtectorReset, new ProtectionTable(TestPack.HealthySample(), TestPack.Config()).Interrupts);

    [Fact]
    public void Cells_may_be_older_while_their_chip_sleeps_and_no_longer()
    {
        PackSample sample = TestPack.HealthySample();
        ProtectionTable table = new(sample, TestPack.Config());
        int Limit(Fault row) => table.Rows[(int)row].Limit[0];
        table.LetCellsAge(6100);
        table.LetCellsAge(6100);
        Assert.Equal((6600, 8600, 7100, 400),
            (Limit(Fault.CellSensorLost), Limit(Fault.CellSumSilent), Limit(Fault.CellSpreadSilent), Limit(Fault.CurrentSensorLost)));
        table.LetCellsAge(0);
        Assert.Equal((500, 2500, 1000), (Limit(Fault.CellSensorLost), Limit(Fault.CellSumSilent), Limit(Fault.CellSpreadSilent)));
    }

    private static void Check(Action<ExpectedRow, Func<RowBench>> check, Fault row)
    {
        ExpectedRow expected = ExpectedRows.Of(row);
        check(expected, () => new RowBench(expected));
    }
}
