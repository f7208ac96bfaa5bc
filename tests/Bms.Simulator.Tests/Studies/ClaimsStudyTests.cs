using Bms.Simulator.Report;
using Bms.Simulator.Studies;
using Xunit;

namespace Bms.Simulator.Tests.Studies;

public class ClaimsStudyTests
{
    private static readonly IReadOnlyList<ClaimResult> s_results = ClaimsStudy.Run();

    // 235 J/K x 38 K / ((286 A)^2 x 262 s): what the measured warming needs if nothing was cooled away.
    [Fact]
    public void The_measured_warming_needs_a_resistance_that_the_cell_has()
    {
        ClaimResult donut = s_results.Single(r => r.Claim.Cell == "ssb-donut-provisional");
        Assert.Equal(0.417e-3, donut.LeastResistance_ohm!.Value, 0.01e-3);
        Assert.True(donut.Spec.Resistances.Where(r => r.Temperature_C <= 25).Max(r => r.R0_ohm) > donut.LeastResistance_ohm);
    }

    [Fact]
    public void More_cooling_means_a_cooler_core()
    {
        foreach (ClaimResult result in s_results)
        {
            double[] hottest = [.. result.Charges.Select(c => c.Core_C.Max())];
            Assert.Equal(hottest.OrderDescending(), hottest);
            Assert.True(hottest[^1] > 25);
        }
    }

    [Fact]
    public void The_page_sets_all_three_side_by_side_and_gives_no_verdict()
    {
        RunReport page = ClaimsPage.Make(s_results);
        Assert.Null(page.Holds);
        Assert.Equal(s_results.Count, page.Tables[0].Rows.Count);
        Assert.All(page.Tables, t => Assert.All(t.Rows, row => Assert.Equal(t.Columns.Count, row.Length)));
        string html = HtmlReport.Render(page);
        Assert.Contains("? no verdict", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2713", html, StringComparison.Ordinal);
    }
}
