using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>
/// What a board takes from a chip must be what its driver does: a figure that is too small would break the order of the levels.
/// </summary>
public class FrontChipTests
{
    private static readonly FrontChip[] s_all = [new Bq76952Front(), new Bq76940Front()];

    [Fact]
    public void No_two_have_one_name() => Assert.Equal(s_all.Length, s_all.Select(chip => chip.Name).Distinct().Count());

    [Fact]
    public void No_limit_is_rounded_by_more_than_the_steps_that_a_chip_states()
    {
        for (int step_mV = 0; step_mV <= 900; step_mV += 7)
        {
            int over_mV = 3400 + step_mV, under_mV = 2000 + step_mV;
            foreach ((FrontChip chip, FrontLimits held) in Held(new FrontLimits { CellOver_mV = over_mV, CellUnder_mV = under_mV }))
            {
                Assert.InRange(held.CellOver_mV, over_mV - chip.CellStep_mV - 1, over_mV);
                Assert.InRange(held.CellUnder_mV, under_mV - 1, under_mV + chip.CellStep_mV + 1);
            }
        }

        for (int across_uV = 20_000; across_uV <= 99_000; across_uV += 333)
        {
            var asked = new FrontLimits { Shunt_uohm = 1000, ChargeOver_mA = across_uV, DischargeOver_mA = across_uV };
            foreach ((FrontChip chip, FrontLimits held) in Held(asked))
            {
                Assert.InRange(held.DischargeOver_mA, across_uV - (chip.ShuntStep_mV * 1000), across_uV);
            }
        }
    }

    private static IEnumerable<(FrontChip Chip, FrontLimits Held)> Held(FrontLimits asked)
    {
        yield return (s_all[0], new Bq76952Settings(asked).Held);
        foreach ((int gain_uV, int offset_mV) in ((int, int)[])[(365, 0), (382, 47), (396, -30)])
        {
            var settings = new Bq76940Settings(asked);
            settings.Fill(gain_uV, offset_mV);
            yield return (s_all[1], settings.Held);
        }
    }
}
