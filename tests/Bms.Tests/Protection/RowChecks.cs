using Bms.Protection;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>
/// What must hold of every row, each check on every channel by itself. The theory runs them on the table as it is, the test of the
/// tests on tables with one number moved. A bench is made anew for each look.
/// </summary>
internal static class RowChecks
{
    private const int Patience = 120;

    public static void TripsAtTheLimitAndNotInside(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench at = bench();
        at.Look(channel, e.Limit, Patience);
        Assert.True(at.IsActive && at.IsTripped(channel), $"not tripped at the limit {e.Limit}");

        RowBench inside = bench();
        inside.Look(channel, e.InsideLimit, Patience);
        Assert.False(inside.IsActive, $"tripped at {e.InsideLimit}, inside the limit {e.Limit}");
    });

    public static void TripsAtTheLastSampleOfItsDelay(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        b.Look(channel, e.Extreme, e.Delay - 1);
        Assert.False(b.IsActive, $"tripped before fresh sample {e.Delay}");
        b.Look(channel, e.Extreme);
        Assert.True(b.IsActive, $"not tripped at fresh sample {e.Delay}");
    });

    public static void AHealthySampleStartsTheDelayAgain(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        for (int i = 0; i < Patience; i++)
        {
            b.Look(channel, e.Extreme, e.Delay - 1);
            b.Look(channel, e.InsideLimit);
        }

        Assert.False(b.IsActive, "tripped though the bad samples were never consecutive");
    });

    public static void ReleasesAtTheReleaseAndNotBefore(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench at = bench();
        at.Trip(channel);
        at.Look(channel, e.Release, Patience);
        at.ResetLatches();
        at.Look(channel, e.Release);
        Assert.False(at.IsActive, $"not released at {e.Release}");

        RowBench before = bench();
        before.Trip(channel);
        before.Look(channel, e.OutsideRelease, Patience);
        before.ResetLatches();
        before.Look(channel, e.OutsideRelease);
        Assert.True(before.IsActive, $"released at {e.OutsideRelease}, before {e.Release}");
    });

    public static void ReleasesAfterItsReleaseSamples(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        b.Trip(channel);
        b.Look(channel, e.Calm, e.ReleaseSamples - 2);
        b.Look(channel, e.OutsideRelease);
        b.Look(channel, e.Calm, e.ReleaseSamples - 2);
        b.ResetLatches();
        b.Look(channel, e.Calm);
        Assert.True(b.IsActive, $"released before healthy sample {e.ReleaseSamples} in a row");
        b.ResetLatches();
        b.Look(channel, e.Calm);
        Assert.False(b.IsActive, $"not released at healthy sample {e.ReleaseSamples}");
    });

    public static void ForbidsExactlyItsDirections(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        b.Look(channel, e.Calm);
        Assert.Equal((0L, true, true), (b.State.Active, b.State.ChargeAllowed, b.State.DischargeAllowed));
        b.Trip(channel);
        bool stopsCharge = e.Reaction is Reaction.StopCharge or Reaction.OpenAll;
        bool stopsDischarge = e.Reaction is Reaction.StopDischarge or Reaction.OpenAll;
        Assert.Equal((1L << (int)e.Fault, !stopsCharge, !stopsDischarge),
            (b.State.Active, b.State.ChargeAllowed, b.State.DischargeAllowed));
    });

    public static void StaysUntilAResetOnlyIfItLatches(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        b.Trip(channel);
        Assert.Equal(e.Latching, b.IsLatched);
        b.ResetLatches();
        b.Look(channel, e.Extreme);
        Assert.True(b.IsActive, "a reset cleared it while its cause was there");
        b.Look(channel, e.Calm, Patience);
        Assert.Equal(e.Latching, b.IsActive);
        b.ResetByLess();
        b.Look(channel, e.Calm);
        Assert.Equal(e.Latching, b.IsActive);
        b.ResetLatches();
        b.Look(channel, e.Calm);
        Assert.False(b.IsActive || b.IsLatched, "a reset did not clear it");
    });

    public static void StaleSamplesDoNotCount(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        for (int i = 1; i < e.Delay; i++)
        {
            b.Look(channel, e.Extreme);
            b.LookAtNothingNew();
            b.LookAtNothingNew();
        }

        Assert.False(b.IsActive, "a sample was counted twice towards the trip");
        b.Look(channel, e.Extreme);
        Assert.True(b.IsActive, "cycles without a sample undid the count");
        for (int i = 1; i < e.ReleaseSamples; i++)
        {
            b.Look(channel, e.Calm);
            b.LookAtNothingNew();
            b.LookAtNothingNew();
        }

        Assert.True(b.IsActive, "a sample was counted twice towards the release");
    });

    public static void ARefusedReadingNeitherCountsNorClears(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        for (int i = 1; i < e.Delay; i++)
        {
            b.Look(channel, e.Extreme);
            b.LookAtRefused(channel, e.Extreme);
            b.LookAtRefused(channel, e.Calm);
        }

        Assert.False(b.IsActive, "refused readings counted towards the trip");
        b.Look(channel, e.Extreme);
        Assert.True(b.IsActive, "refused readings undid the count");
        for (int i = 0; i < Patience; i++)
        {
            b.LookAtRefused(channel, e.Calm);
        }

        Assert.True(b.IsActive, "refused readings cleared it");
    });

    public static void RefusedNeighboursHideNothing(ExpectedRow e, Func<RowBench> bench) => OnEachChannel(bench, channel =>
    {
        RowBench b = bench();
        for (int i = 0; i < e.Delay; i++)
        {
            Assert.False(b.IsTripped(channel), "tripped too early");
            b.LookAmongRefused(channel, e.Limit);
        }

        Assert.True(b.IsTripped(channel), "a refused neighbour delayed the trip");
    });

    private static void OnEachChannel(Func<RowBench> bench, Action<int> check)
    {
        int channels = bench().Channels;
        for (int channel = 0; channel < channels; channel++)
        {
            check(channel);
        }
    }
}
