using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Coverage;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Coverage;

public class CoverageRunTests(CoverageRunTests.Once once) : IClassFixture<CoverageRunTests.Once>
{
    /// <summary>One rough run of each of these benches for all tests here; `tools/check.sh --long` finds every edge on all.</summary>
    public sealed class Once
    {
        internal static (string Board, string? Cell)[] Benches { get; } =
            [("bench-4s", null), ("bench-4s", "sony-us26650"), ("pack-16s", null)];

        internal CoverageResult[] Results { get; } =
        [
            .. Benches.Select(b => CoverageBench.Of(BoardKind.Of(b.Board), b.Cell))
                .Select(b => CoverageRun.Run(b, Environment.ProcessorCount, rough: true)),
        ];
    }

    // The second fault of these takes twelve hours or so, and is left to the long run.
    private static readonly Fault[] s_slow = [Fault.ChargeFailed, Fault.ProtectorSettings];

    [Theory, InlineData(0, "NMC811", 26), InlineData(1, "LFP", 26), InlineData(2, "NMC811", 40)]
    public void Every_hazard_is_hit_by_two_kinds_of_fault_that_leave_it_still_when_they_are_small(int bench, string chemistry, int hazards)
    {
        CoverageResult result = once.Results[bench];
        Assert.Equal((chemistry, hazards), (result.Bench.Chemistry, result.Hazards.Count));
        Assert.All(result.Edges, e => Assert.True(e.Mistake == null, $"{e.Probe.Row} by {e.Probe.Kind} {e.Mistake}"));
        int Least(Fault hazard) => s_slow.Contains(hazard) ? 1 : 2;
        Assert.All(result.Hazards, h => Assert.True(result.Kinds(h).Count >= Least(h), $"{h} needs two kinds of fault"));
    }

    // 9 A is the limit of bench-4s; its sensor is off by some mA and quantises in steps of 1 mA.
    [Fact]
    public void The_edge_of_a_load_lies_at_the_limit_of_the_board()
    {
        CoverageBench bench = once.Results[0].Bench;
        EdgeProbe load = EdgeProbes.Of(bench).Single(p => p.Row == Fault.DischargeOverCurrent && p.Kind == "load-runs-away");
        Edge edge = EdgeSearch.Find(load, bench);
        Assert.InRange(edge.Still, 8.9, 9.1);
        Assert.InRange(edge.Acted, edge.Still, 9.1);
    }

    [Fact]
    public void A_probe_that_cannot_act_or_cannot_be_still_has_no_edge()
    {
        CoverageBench bench = once.Results[0].Bench;
        EdgeProbe deaf = new(Fault.CellOverVoltage, "tap-offset", "offset_V", 0, 0.001, "\"tap\": 4", Situation.Driving(1));
        Assert.StartsWith("never acts", EdgeSearch.Find(deaf, bench).Mistake, StringComparison.Ordinal);
        EdgeProbe shrill = new(Fault.DischargeOverCurrent, "load-runs-away", "current_A", 11, 12, string.Empty, Situation.Driving(1));
        Assert.StartsWith("acts already", EdgeSearch.Find(shrill, bench).Mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_without_an_edge_is_named_with_its_reason() =>
        Assert.Equal([Fault.ProtectorReset],
            once.Results[2].Bench.Causeless.Select(c => c.Row));

    [Fact]
    public void The_page_names_every_hazard_with_its_faults()
    {
        string page = HtmlReport.Render(CoverageText.Page(once.Results[0]));
        Assert.All(once.Results[0].Hazards, h => Assert.Contains(h.ToString(), page, StringComparison.Ordinal));
        Assert.Contains("load-runs-away", page, StringComparison.Ordinal);
    }
}
