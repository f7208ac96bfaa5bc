using System.Globalization;
using Bms.Simulator.Report;
using Bms.Simulator.Scenarios;
using Bms.World;

namespace Bms.Simulator.Studies;

/// <summary>The study of claims as a page: claimed, measured and what a heat balance allows, side by side.</summary>
public static class ClaimsPage
{
    /// <summary>Makes it.</summary>
    public static RunReport Make(IReadOnlyList<ClaimResult> results) => new()
    {
        Title = "Claims about cells that nobody outside has tested in full",
        Lead = "What is claimed, what somebody else measured, and what a heat balance of the claimed charge allows, side by side.",
        VerdictText = NoVerdict.Sentence + "s, every one of them",
        Tables =
        [
            new ReportTable("Side by side", ["Cell", "Claimed", "Measured by others", "What a heat balance allows"],
                [.. results.Select(Row)]),
            new ReportTable("What the figures of these cells rest on", ["Cell", "Figures", "Source", "Range", "Confidence"],
                [.. results.SelectMany(r => r.Spec.Provenance.Select(p => Row(r.Spec, p)))]),
        ],
        Groups = [.. results.Select(Group)],
        Notes =
        [
            "The balance charges one cell of the world at the claimed rate from 25 degC, cooled on its whole surface: 10 W/m2/K is still "
                + "air, 100 a strong fan, 500 a cold plate on both sides.",
            "The least resistance is what the measured warming needs if nothing had been cooled away: the true one is larger.",
            "Every figure of such a cell is assumed or second hand. Nothing here says that a cell is safe, or that it is not.",
        ],
        Footer = "Bms.Simulator study claims",
    };

    private static string[] Row(ClaimResult result)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        Claim claim = result.Claim;
        string charges = string.Join("; ", result.Charges.Select(c => string.Create(plain,
            $"{c.Core_C.Max():0} degC and {c.End_V:0.00} V at {c.Cooling_W_per_m2K:0} W/m2/K")));
        string least = result.LeastResistance_ohm is double ohm
            ? string.Create(plain, $". The measured {claim.MeasuredHottest_C:0} degC need at least {ohm * 1e3:0.00} mohm") : string.Empty;
        string allows = string.Create(plain,
            $"{claim.Rate_per_h:0.##}C from {claim.FromSoc * 100:0} to {claim.ToSoc * 100:0} % takes {claim.Time_s:0} s. Core: ");
        return [NoVerdict.Name(result.Spec), claim.Claimed, claim.Measured, allows + charges + least + "."];
    }

    private static string[] Row(CellSpec cell, Provenance entry) =>
        [cell.Name, entry.Of, entry.Source, entry.Range, entry.Confidence];

    private static PlotGroup Group(ClaimResult result) => new()
    {
        Title = NoVerdict.Name(result.Spec),
        Caption = "The core during the claimed charge, by cooling. Provisional: no verdict rests on it.",
        From = 0,
        To = result.Claim.Time_s,
        ShowEvents = false,
        Plots =
        [
            new Plot
            {
                Title = "Temperature of the core",
                Unit = "\u00b0C",
                Series = [.. result.Charges.Select((c, i) =>
                    new Series($"{c.Cooling_W_per_m2K} W/m2/K", new SeriesData(c.Time_s, c.Core_C), i))],
                Limits = result.Claim.MeasuredHottest_C is double hottest_C
                    ? [new LimitLine($"measured surface {hottest_C:0} \u00b0C", hottest_C, Severity.Info)] : [],
                MinimumSpan = 10,
            },
        ],
    };
}
