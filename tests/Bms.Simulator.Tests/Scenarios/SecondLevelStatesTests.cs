using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class SecondLevelStatesTests
{
    [Theory]
    [InlineData("protector-open", true, false, false, false)]
    [InlineData("protector-charge-open", true, false, false, false)]
    [InlineData("protector-discharge-open", false, false, false, false)]
    [InlineData("fuse-blown", false, true, false, false)]
    [InlineData("cut-off-open", false, false, true, false)]
    [InlineData("watchdog-open", false, false, false, true)]
    public void Each_state_looks_at_its_own_part(string name, bool charge, bool fuse, bool cutOff, bool watchdog)
    {
        Func<SecondLevelTruth, bool> isSo = SecondLevelStates.Is(name);
        SecondLevelTruth closed = SecondLevelTruth.Closed;

        Assert.False(isSo(closed));
        Assert.Equal(charge, isSo(closed with { ProtectorCharge = false }));
        Assert.Equal(fuse, isSo(closed with { Fuse = false }));
        Assert.Equal(cutOff, isSo(closed with { CutOff = false }));
        Assert.Equal(watchdog, isSo(closed with { Watchdog = false }));
    }
}
