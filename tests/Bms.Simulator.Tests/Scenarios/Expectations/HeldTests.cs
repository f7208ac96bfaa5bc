using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class HeldTests
{
    private readonly Looks _looks = new();

    [Theory]
    [InlineData("""{ "expect": "switch-held", "switch": "both", "closed": true }""", true, true, true)]
    [InlineData("""{ "expect": "switch-held", "switch": "both", "closed": true }""", true, false, false)]
    [InlineData("""{ "expect": "switch-held", "switch": "both", "closed": false }""", true, false, false)]
    [InlineData("""{ "expect": "switch-held", "switch": "charge", "closed": true }""", true, false, true)]
    [InlineData("""{ "expect": "switch-held", "switch": "discharge", "closed": false }""", true, false, true)]
    [InlineData("""{ "expect": "mode-held", "mode": "SelfTest" }""", true, true, true)]
    [InlineData("""{ "expect": "mode-held", "mode": "Fault" }""", true, true, false)]
    public void Tells_what_is_held(string json, bool charge, bool discharge, bool holds)
    {
        Expectation held = Looks.Expect(json);
        _looks.Tick(o => (o.Truth.ChargeSwitch, o.Truth.DischargeSwitch) = (charge, discharge), held);
        Assert.Equal(holds, held.Finish().Holds);
    }

    [Fact]
    public void One_tick_otherwise_breaks_it_for_good()
    {
        Expectation held = Looks.Expect("""{ "expect": "mode-held", "mode": "SelfTest" }""");
        _looks.Tick(null, held);
        _looks.Tick(o => o.State.Mode = Mode.Standby, held);
        _looks.Tick(o => o.State.Mode = Mode.SelfTest, held);
        Assert.Equal(new Verdict(false, "not at 0.2 s"), held.Finish());
    }

    [Fact]
    public void A_span_without_a_tick_proves_nothing() =>
        Assert.False(Looks.Expect("""{ "expect": "mode-held", "mode": "SelfTest" }""").Finish().Holds);
}
