using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

/// <summary>What pack-16s does without its firmware, at a few phases; `reaction` tries two hundred.</summary>
public class Pack16sChipTests
{
    private const int Phases = 6;

    private static readonly ChipReaction[] s_all = [.. Pack16sChip.All(), .. BoardCircuit.Of("pack-16s")];

    public static TheoryData<string> Names => [.. s_all.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_chip_opens_within_its_bound_and_not_at_once(string name)
    {
        ChipReaction chip = s_all.First(c => c.Name == name);
        long[] times_us = chip.Measure(Phases, 7, Environment.ProcessorCount);
        Assert.InRange(times_us[^1], 0, chip.Bound_us);

        // What it measures is the delay that was set, not an opening for another reason: three quarters of the bound, or a short's 0.2 ms.
        Assert.True(chip.OfBoard || times_us[0] >= Math.Min(chip.Bound_us * 3 / 4, 190));
    }

    [Fact]
    public void Every_protection_without_firmware_has_a_promise_above_its_bound()
    {
        IReadOnlyDictionary<string, long> promises_ms = Promises.Of("pack-16s");
        Assert.All(s_all, c => Assert.InRange(c.Bound_us, 1, promises_ms[c.Name] * 1000));
    }

    [Fact]
    public void A_cause_that_is_none_is_never_answered()
    {
        ChipReaction none = Pack16sChip.All()[0] with { Strike = (_, _) => { }, Bound_us = 500_000 };
        Assert.Equal(long.MaxValue, none.Measure(1, 7, 1)[0]);
    }

    [Fact]
    public void The_fast_ones_are_faster_than_a_cycle_of_the_firmware() =>
        Assert.All(Pack16sChip.All().Where(c => c.Name is "ChipShortCircuit" or "ChipDischargeFastCurrent"),
            c => Assert.InRange(c.Bound_us, 1, 100_000));
}
