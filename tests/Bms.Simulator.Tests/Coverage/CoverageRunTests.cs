using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Coverage;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Coverage;

public class CoverageRunTests(CoverageRunTests.Once once) : IClassFixture<CoverageRunTests.Once>
{
    /// <summary>One run of the matrix for all tests here.</summary>
    public sealed class Once
    {
        internal CoverageResult Result { get; } = CoverageRun.Run(CoverageBench.Of(BoardKind.All[0], null), Environment.ProcessorCount);
    }

    public static TheoryData<string> Hazards => [.. CoverageBench.Of(BoardKind.All[0], null).Hazards.Select(h => h.ToString())];

    [Theory, MemberData(nameof(Hazards))]
    public void Every_hazard_is_hit_by_two_kinds_of_fault_at_the_edge_of_its_limit(string hazard)
    {
        Assert.DoesNotContain(once.Result.Edges, e => e.Probe.Row.ToString() == hazard && e.Mistake != null);
        Assert.True(once.Result.Kinds(Enum.Parse<Fault>(hazard)).Count >= 2, $"{hazard} needs two kinds of fault");
    }

    // 9 A is the limit of bench-4s; its sensor is off by some mA and quantises in steps of 1 mA.
    [Fact]
    public void The_edge_of_a_load_lies_at_the_limit_of_the_board()
    {
        Edge edge = once.Result.Edges.Single(e => e.Probe.Row == Fault.DischargeOverCurrent && e.Probe.Kind == "load-runs-away");
        Assert.InRange(edge.Still, 8.9, 9.1);
        Assert.InRange(edge.Acted, edge.Still, 9.1);
    }

    [Fact]
    public void The_command_ends_well() => Assert.True(once.Result.Holds);

    [Fact]
    public void A_probe_that_cannot_act_or_cannot_be_still_has_no_edge()
    {
        EdgeProbe deaf = new(Fault.CellOverVoltage, "tap-offset", "offset_V", 0, 0.001, "\"tap\": 4", Situation.Driving(1));
        Assert.StartsWith("never acts", EdgeSearch.Find(deaf, once.Result.Bench).Mistake, StringComparison.Ordinal);
        EdgeProbe shrill = new(Fault.DischargeOverCurrent, "load-runs-away", "current_A", 11, 12, string.Empty, Situation.Driving(1));
        Assert.StartsWith("acts already", EdgeSearch.Find(shrill, once.Result.Bench).Mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_every_hazard_with_its_faults()
    {
        string page = HtmlReport.Render(CoverageText.Page(once.Result));
        Assert.All(once.Result.Hazards, h => Assert.Contains(h.ToString(), page, StringComparison.Ordinal));
        Assert.Contains("load-runs-away", page, StringComparison.Ordinal);
    }
}
