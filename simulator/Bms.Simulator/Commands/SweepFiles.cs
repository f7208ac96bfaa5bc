using Bms.Simulator.Report;
using Bms.Simulator.Sweep;

namespace Bms.Simulator.Commands;

/// <summary>The files that a sweep writes.</summary>
internal sealed record SweepFiles(string? Resume, string? JUnit, string? Report)
{
    /// <summary>Refuses what cannot be written before time is spent.</summary>
    internal void Check()
    {
        if (JUnit != null)
        {
            AtomicFile.Check("--junit", JUnit);
        }

        if (Resume != null)
        {
            AtomicFile.Check("--resume", Resume);
        }

        if (Report != null)
        {
            HtmlReport.MakeFolder(Report);
        }
    }

    /// <summary>Writes results and page.</summary>
    internal void Write(
        TextWriter output, SweepPlan plan, IReadOnlyList<SweepCase> cases, SweepFigures figures, IReadOnlyList<string> replays)
    {
        if (JUnit != null)
        {
            string? none = plan.NoVerdict;
            TestCase[] tests = [.. cases.Select(c => new TestCase(
                $"case {c.Index + 1}", plan.NameOf(c.Index), c.Wall_s,
                c.Holds || none != null ? null : c.Failure, none))];
            AtomicFile.Write("--junit", JUnit, stream => JUnitFile.Write(stream, tests));
        }

        if (Report != null)
        {
            output.WriteLine("sweep.report = " + HtmlReport.Write(SweepPage.Make(plan, cases, figures, replays), Report, "sweep"));
        }
    }
}
