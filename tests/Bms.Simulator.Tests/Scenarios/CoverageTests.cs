using Bms.Boards;
using Bms.Ports;
using Bms.Protection;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Tests.Scenarios;

public class CoverageTests
{
    private static readonly IReadOnlyList<Node> s_scenarios = [.. Catalogue.Names.Select(n => Catalogue.Open(n).Node)];

    private static readonly ProtectionTable s_table = Fitted();

    public static TheoryData<string> Every => [.. s_table.Rows.Where(r => r.Fitted).Select(r => r.Fault.ToString())];

    [Theory, MemberData(nameof(Every))]
    public void Every_row_of_the_protection_table_is_raised_by_a_scenario_within_a_time_that_it_states(string row) =>
        Assert.Contains(s_scenarios.SelectMany(n => n.List("expect")), e => e.Shape.Name == "row-raised" && e.Text("row") == row);

    [Fact]
    public void Some_scenarios_expect_that_nothing_trips_at_all() =>
        Assert.True(s_scenarios.Count(n => n.List("expect").Any(IsQuiet)) >= 3);

    private static ProtectionTable Fitted()
    {
        ProtectionTable table = new(new PackSample(Bench4s.Pack().CellCount, Bench4s.Pack().ProbeCount), Bench4s.Pack());
        table.Fit(true, false, false, ProtectorTrip.None);
        return table;
    }

    private static bool IsQuiet(Node expectation) =>
        expectation.Shape.Name == "no-rows" && !expectation.Has("except") && !expectation.Has("until_s");
}
