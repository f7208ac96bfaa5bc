using Bms.World.Numerics;
using Bms.World.SecondLevel;
using Xunit;

namespace Bms.World.Tests.SecondLevel;

public class CutOffTests
{
    [Fact]
    public void Every_made_part_opens_between_68_and_72_degC()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            CutOff part = new(CutOffSpec.Sf70E, new SeededRandom(seed, "cut-off"), 67.9);
            Assert.False(part.Changes);
            for (int step = 0; step < 10_000; step++) part.Follow(72.1, 0.1);
            Assert.True(part.Changes);
        }
    }

    [Fact]
    public void It_follows_the_can_with_its_lag()
    {
        CutOff part = new(CutOffSpec.Sf70E, null, 20.0);
        for (int step = 0; step < 200; step++) part.Follow(60.0, 0.1);

        Assert.Equal(60.0 - 40.0 / Math.E, part.Own_C, 0.1);
    }

    [Fact]
    public void One_that_opens_once_stays_open_in_the_cold()
    {
        CutOff part = Opened(CutOffSpec.Sf70E);
        for (int step = 0; step < 10_000; step++) part.Follow(0.0, 0.1);

        Assert.False(part.Changes);
        Assert.False(part.Closed);
    }

    [Fact]
    public void One_that_resets_closes_at_its_lower_temperature()
    {
        CutOff part = Opened(CutOffSpec.Sf70E with { Closes_C = 45.0 });
        while (part.Own_C > 45.1) part.Follow(40.0, 0.1);
        Assert.False(part.Changes);

        while (part.Own_C > 44.9) part.Follow(40.0, 0.1);
        Assert.True(part.Changes);
    }

    private static CutOff Opened(CutOffSpec spec)
    {
        CutOff part = new(spec, null, 80.0);
        Assert.StartsWith("thermal cut-off opens: cell 2 at 80.0 degC", part.Act(80.0), StringComparison.Ordinal);
        return part;
    }
}
