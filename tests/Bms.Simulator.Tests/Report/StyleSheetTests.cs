using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Bms.Simulator.Tests.Report;

/// <summary>Contrast by the formulas of WCAG 2.1: 3 to 1 for lines and signs, 4.5 to 1 for text.</summary>
public partial class StyleSheetTests
{
    private static readonly string s_css = Resources.Text("report/report.css");

    public static TheoryData<bool, string, string, double> Pairs()
    {
        TheoryData<bool, string, string, double> pairs = [];
        foreach (bool dark in new[] { false, true })
        {
            for (int i = 0; i < 8; i++) pairs.Add(dark, "c" + i, "bg", 3.0);
            foreach (string text in new[] { "text", "soft", "ok", "bad", "warn", "info" }) pairs.Add(dark, text, "bg", 4.5);
            foreach (string tone in new[] { "quiet", "blue", "green", "orange", "panel" }) pairs.Add(dark, "text", tone, 4.5);
            foreach (string sign in new[] { "ok", "bad", "warn", "info" }) pairs.Add(dark, sign, sign + "-bg", 4.5);
            pairs.Add(dark, "alarm", "bg", 3.0);
            pairs.Add(dark, "alarm-text", "alarm", 3.0);
        }

        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void Colours_stand_out_from_what_they_stand_on(bool dark, string ink, string paper, double least)
    {
        (double a, double b) = (Luminance(Colour(ink, dark)), Luminance(Colour(paper, dark)));
        Assert.True((Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05) >= least, $"--{ink} on --{paper}");
    }

    private static int Colour(string name, bool dark)
    {
        string[] found = [.. Definition().Matches(s_css).Where(m => m.Groups[1].Value == name).Select(m => m.Groups[2].Value)];
        return int.Parse(found[dark ? 1 : 0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private static double Luminance(int rgb) =>
        0.2126 * Linear(rgb >> 16) + 0.7152 * Linear(rgb >> 8 & 255) + 0.0722 * Linear(rgb & 255);

    private static double Linear(int channel)
    {
        double c = channel / 255.0;
        return c <= 0.03928 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex("--([a-z0-9-]+): #([0-9a-f]{6})")]
    private static partial Regex Definition();
}
