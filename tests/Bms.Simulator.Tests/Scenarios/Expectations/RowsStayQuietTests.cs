using Bms.Protection;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class RowsStayQuietTests
{
    private readonly Looks _looks = new();

    [Theory]
    [InlineData("""{ "expect": "no-rows" }""", Fault.CellSpreadWarning, false)]
    [InlineData("""{ "expect": "no-rows", "except": [ "CellSpreadWarning" ] }""", Fault.CellSpreadWarning, true)]
    [InlineData("""{ "expect": "no-rows", "except": [ "CellSpreadWarning" ] }""", Fault.CellSpread, false)]
    [InlineData("""{ "expect": "row-never", "row": "CellSpread" }""", Fault.CellSpread, false)]
    [InlineData("""{ "expect": "row-never", "row": "CellSpread" }""", Fault.CellSpreadWarning, true)]
    [InlineData("""{ "expect": "row-never", "row": "CellSpread", "from_s": 0.3 }""", Fault.CellSpread, true)]
    public void Sees_one_tick_of_a_row_that_it_forbids(string json, Fault fault, bool holds)
    {
        Expectation quiet = Looks.Expect(json);
        _looks.Tick(null, quiet);
        _looks.Tick(o => o.State.Active = 1L << (int)fault, quiet);
        _looks.Tick(o => o.State.Active = 0, quiet);
        Verdict verdict = quiet.Finish();
        Assert.Equal(holds ? new Verdict(true, "none was") : new Verdict(false, $"{fault}, first at 0.2 s"), verdict);
    }
}
