using Bms.Simulator.Bench;
using Bms.Simulator.Cuts;

namespace Bms.Simulator.Tests.Cuts;

/// <summary>The power goes in each write of a life, and bits rot: the old state or the new, and no boot number twice.</summary>
public class CutRunTests
{
    private static readonly FlashMedium[] s_all = [.. FlashMedia.ByName.Values];

    [Fact]
    public void Each_cut_of_each_write_leaves_the_old_state_or_the_new()
    {
        var run = new CutRun(new BenchOptions());
        CutVerdict[] verdicts = [.. Enumerable.Range(1, run.Writes.Count).Select(n => run.Cut(n, s_all, false, null))];
        Assert.All(verdicts, v => Assert.Empty(v.Mixed.Concat(v.Repeated)));
        Assert.All(Survivor.Kinds, k => Assert.Contains(verdicts, v => v.Kind == k.Name && v.New > 0 && v.Old > 0));
        (int tried, IReadOnlyList<string> mixed) = run.Rot();
        Assert.True(tried > 1000);
        Assert.Empty(mixed);
    }

    [Theory, InlineData("pack-16s"), InlineData("pack-15s")]
    public void So_it_is_on_the_packs_at_some_bytes_of_each_write(string board)
    {
        var run = new CutRun(new BenchOptions { Board = BoardKind.Of(board) });
        foreach (int bytes in new[] { 0, 11, 383, 384 })
        {
            CutVerdict[] verdicts = [.. Enumerable.Range(1, run.Writes.Count).Select(n => run.Cut(n, [FlashMedium.Noise], false, bytes))];
            Assert.All(verdicts, v => Assert.Empty(v.Mixed.Concat(v.Repeated)));
            Assert.All(verdicts, v => Assert.Equal(1, v.Old + v.New));
        }
    }

    [Fact]
    public void A_life_writes_every_kind_of_record_in_both_of_its_copies()
    {
        int[] slots = [.. new CutRun(new BenchOptions()).Writes.Select(w => w.Slot).Distinct().Order()];
        Assert.Equal(Enumerable.Range(0, slots.Length), slots);
        Assert.True(slots.Length > 8);
    }

    // What a memory without copies would do: the verdict sees it.
    [Fact]
    public void A_record_that_was_lost_is_called_mixed_and_a_number_that_comes_again_repeated()
    {
        var run = new CutRun(new BenchOptions());
        FlashWrite save = run.Writes.Last(w => w.Slot is 2 or 3);
        byte[]?[] alone = [.. save.Before];
        alone[5 - save.Slot] = null;
        CutVerdict lost = run.Cut(save with { Before = alone }, 1, [FlashMedium.Flash], false, 100);
        Assert.Contains(Survivor.Nothing, Assert.Single(lost.Mixed));

        FlashWrite boot = run.Writes.Last(w => w.Slot == 0);
        byte[]?[] newer = [.. boot.Before];
        (newer[0], newer[1]) = ([.. boot.Wanted], [.. boot.Wanted]);
        newer[0]![7] = newer[1]![7] = 200;
        CutVerdict repeated = run.Cut(boot with { Before = newer }, 1, [FlashMedium.Flash], false, 384);
        Assert.NotEmpty(repeated.Repeated.Concat(repeated.Mixed));
    }
}
