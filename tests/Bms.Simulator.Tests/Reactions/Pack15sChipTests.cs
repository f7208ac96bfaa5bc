using Bms.Simulator.Reactions;

namespace Bms.Simulator.Tests.Reactions;

/// <summary>What pack-15s does without its firmware, at a few phases; `reaction` tries two hundred.</summary>
public class Pack15sChipTests
{
    private const int Phases = 4;

    private static readonly ChipReaction[] s_all = [.. Pack15sChip.All()];

    public static TheoryData<string> Names => [.. s_all.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_chip_opens_within_its_bound_and_not_at_once(string name)
    {
        ChipReaction chip = s_all.First(c => c.Name == name);
        long[] times_us = chip.Measure(Phases, 7, Environment.ProcessorCount);
        Assert.InRange(times_us[^1], 190, chip.Bound_us);
    }

    [Fact]
    public void Every_protection_of_the_chip_has_a_promise_above_its_bound()
    {
        IReadOnlyDictionary<string, long> promises_ms = Promises.Of("pack-15s");
        Assert.All(s_all, c => Assert.InRange(c.Bound_us, 1, promises_ms[c.Name] * 1000));
    }
}
