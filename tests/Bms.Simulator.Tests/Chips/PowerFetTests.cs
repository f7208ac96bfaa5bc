using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class PowerFetTests
{
    [Theory]
    [InlineData(FetFault.None, false, false)]
    [InlineData(FetFault.None, true, true)]
    [InlineData(FetFault.StuckClosed, false, true)]
    [InlineData(FetFault.StuckOpen, true, false)]
    public void Real_state_follows_the_gate_only_when_healthy(FetFault fault, bool gate, bool closed)
    {
        var fet = new PowerFet { Gate = gate, Fault = fault };
        Assert.Equal(closed, fet.Closed);
        Assert.Equal(closed, fet.ReadBack);
    }

    [Fact]
    public void A_stuck_read_back_lies_about_the_state()
    {
        var fet = new PowerFet { Gate = true, ReadBackStuckAt = false };
        Assert.True(fet.Closed);
        Assert.False(fet.ReadBack);
    }
}
