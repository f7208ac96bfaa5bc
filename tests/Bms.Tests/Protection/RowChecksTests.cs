using Bms.Protection;
using Xunit;
using Xunit.Sdk;

namespace Bms.Tests.Protection;

/// <summary>The test of the tests: each number of each row, moved by its smallest step, is noticed by the checks of the table.</summary>
public class RowChecksTests
{
    private static readonly Action<ExpectedRow, Func<RowBench>>[] Checks =
    [
        RowChecks.TripsAtTheLimitAndNotInside, RowChecks.TripsAtTheLastSampleOfItsDelay, RowChecks.AHealthySampleStartsTheDelayAgain,
        RowChecks.ReleasesAtTheReleaseAndNotBefore, RowChecks.ReleasesAfterItsReleaseSamples, RowChecks.ForbidsExactlyItsDirections,
        RowChecks.StaysUntilAResetOnlyIfItLatches,
    ];

    public static TheoryData<Fault> Rows => [.. ExpectedRows.All.Select(row => row.Fault)];

    [Theory, MemberData(nameof(Rows))]
    public void Every_number_moved_by_its_smallest_step_is_noticed(Fault row)
    {
        ExpectedRow expected = ExpectedRows.Of(row);
        Assert.Null(FirstFailing(expected, r => Copy(r)));
        foreach ((string what, Func<ProtectionRow, ProtectionRow> change) in Changes(expected))
        {
            Assert.True(FirstFailing(expected, change) != null, $"no check of {row} notices {what}");
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void One_channel_moved_by_the_smallest_step_is_noticed(Fault row)
    {
        ExpectedRow expected = ExpectedRows.Of(row);
        int channels = new RowBench(expected).Channels;
        for (int channel = 0; channel < channels; channel++)
        {
            foreach (int step in new[] { -1, 1 })
            {
                int at = channel;
                Assert.NotNull(FirstFailing(expected, r => Shift(r, r.Limit, at, step)));
                Assert.NotNull(FirstFailing(expected, r => Shift(r, r.Release, at, step)));
            }
        }
    }

    private static IEnumerable<(string What, Func<ProtectionRow, ProtectionRow> Change)> Changes(ExpectedRow e)
    {
        foreach (int step in new[] { -1, 1 })
        {
            yield return ($"limit {step:+0;-0}", r => Copy(r, limit: step));
            yield return ($"release {step:+0;-0}", r => Copy(r, release: step));
            yield return ($"delay {step:+0;-0}", r => Copy(r, delay: step));
            yield return ($"release samples {step:+0;-0}", r => Copy(r, releaseSamples: step));
        }

        foreach (Reaction other in Enum.GetValues<Reaction>().Where(reaction => reaction != e.Reaction))
        {
            yield return ($"reaction {other}", r => Copy(r, reaction: other));
        }

        foreach (Watch other in Enum.GetValues<Watch>().Where(watch => watch != e.Watch))
        {
            yield return ($"watch {other}", r => Copy(r, watch: other));
        }

        foreach (ClearedBy other in Enum.GetValues<ClearedBy>().Where(who => who != e.ClearedBy && e.Latching))
        {
            yield return ($"cleared by {other}", r => Copy(r, clearedBy: other));
        }

        yield return ("latch", r => Copy(r, latching: !e.Latching));
    }

    private static ProtectionRow Copy(ProtectionRow r, int limit = 0, int release = 0, int delay = 0, int releaseSamples = 0,
        Reaction? reaction = null, Watch? watch = null, bool? latching = null, ClearedBy? clearedBy = null) =>
        new(r.Fault, r.Signal, watch ?? r.Watch,
            r.Limit[0] + limit, r.Release[0] + release, r.DelaySamples + delay, r.ReleaseSamples + releaseSamples,
            reaction ?? r.Reaction, clearedBy ?? r.ClearedBy, latching ?? r.Latching);

    private static ProtectionRow Shift(ProtectionRow row, int[] numbers, int channel, int step)
    {
        numbers[channel] += step;
        return row;
    }

    /// <summary>The first check that fails, or null. A row that cannot even be made (no delay at all) fails the first.</summary>
    private static string? FirstFailing(ExpectedRow expected, Func<ProtectionRow, ProtectionRow> change)
    {
        foreach (Action<ExpectedRow, Func<RowBench>> check in Checks)
        {
            try
            {
                check(expected, () => new RowBench(expected, change));
            }
            catch (Exception e) when (e is XunitException or ArgumentException)
            {
                return check.Method.Name;
            }
        }

        return null;
    }
}
