using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bms.Simulator.Report;
using Bms.Simulator.Studies;

namespace Bms.Simulator.Commands;

/// <summary>study: questions to the virtual cells themselves, without firmware.</summary>
internal static class StudyCommand
{
    internal static Command Create() => new("study", "questions to the virtual cells, without firmware") { FastCharge(), Claims() };

    private static Command Claims()
    {
        Option<string?> report = Options.Folder("--report", "write the study as HTML into this folder");
        var command = new Command("claims", "provisional cells: what is claimed, what was measured, what a heat balance allows") { report };
        command.SetAction(parsed =>
        {
            IReadOnlyList<ClaimResult> results = ClaimsStudy.Run();
            TextWriter output = parsed.InvocationConfiguration.Output;
            ClaimsStudy.Write(output, results);
            if (parsed.GetValue(report) is string folder)
            {
                output.WriteLine("study.report = " + HtmlReport.Write(ClaimsPage.Make(results), folder, "claims"));
            }

            return ExitCode.Holds;
        });
        return command;
    }

    private static Command FastCharge()
    {
        Option<long?> protocols = Options.Whole("--protocols", 10, 100_000, "staged protocols to try (1000 without it)");
        Option<long?> ambient = Options.Whole("--ambient-C", -20, 45, "ambient temperature in degC (25 without it)");
        Option<long?> cooling = Options.Whole("--cooling-W-per-m2K", 0, 500, "heat to ambient: 10 still air (without it), 30 a fan");
        Option<long?> charger = Options.Whole("--charger-mA", 500, 20_000, "largest current of the charger in mA (10000 without it)");
        Option<long?> margin = Options.Whole("--margin-mV", 0, 80, "distance kept from plating in mV (20 without it)");
        Option<long?> jobs = Options.Whole("--jobs", 1, 256, "charges at a time; as many as there are processors without it");
        Option<long?> seed = Options.Seed();
        Option<string?> report = Options.Folder("--report", "write the study as HTML into this folder");
        var command = new Command("fast-charge", "time, temperature and plating of many ways to charge, beside CC-CV")
        {
            protocols, ambient, cooling, charger, margin, jobs, seed, report,
        };
        command.SetAction(parsed =>
        {
            ChargeTask task = new()
            {
                Ambient_C = parsed.GetValue(ambient) ?? 25,
                Cooling_W_per_m2K = parsed.GetValue(cooling) ?? 10,
                Charger_A = (parsed.GetValue(charger) ?? 10_000) / 1000.0,
                Margin_V = (parsed.GetValue(margin) ?? 20) / 1000.0,
                Seed = (ulong)(parsed.GetValue(seed) ?? 1),
            };
            int count = (int)(parsed.GetValue(protocols) ?? 1000);
            int threads = (int)(parsed.GetValue(jobs) ?? Environment.ProcessorCount);
            return Run(task, count, threads, parsed.GetValue(report), parsed.InvocationConfiguration);
        });
        return command;
    }

    private static int Run(ChargeTask task, int protocols, int jobs, string? report, InvocationConfiguration console)
    {
        if (report != null)
        {
            HtmlReport.MakeFolder(report);
        }

        var watch = Stopwatch.StartNew();
        FastChargeResult result;
        using (var progress = new Progress(console.Error, Progress.IsTerminal))
        {
            result = FastChargeStudy.Run(task, protocols, jobs, progress.Show);
            progress.Clear();
        }

        Write(console.Output, result, watch.Elapsed.TotalSeconds);
        if (report != null)
        {
            console.Output.WriteLine("study.report = " + HtmlReport.Write(FastChargePage.Make(result), report, "fast-charge"));
        }

        return result.BestStaged == null ? ExitCode.DoesNotHold : ExitCode.Holds;
    }

    private static void Write(TextWriter output, FastChargeResult result, double wall_s)
    {
        const string name = "study.fast_charge.";
        Figure(output, name + "protocols", result.Staged.Count);
        Figure(output, name + "pareto", result.Pareto.Count);
        Figure(output, name + "inside_limits", result.Staged.Count(o => o.Keeps(result.Task)));
        Describe(output, name + "cccv", result.BestOrdinary);
        Describe(output, name + "best", result.BestStaged);
        if (result.BestOrdinary is { } ordinary && result.BestStaged is { } best)
        {
            Figure(output, name + "time_saved_pct", (1 - (best.Duration_s / ordinary.Duration_s)) * 100);
        }

        Figure(output, name + "wall_s", wall_s);
    }

    private static void Describe(TextWriter output, string name, ChargeOutcome? outcome)
    {
        if (outcome == null)
        {
            output.WriteLine(name + " = none");
            return;
        }

        Figure(output, name + "_min", outcome.Duration_s / 60);
        Figure(output, name + "_hottest_degC", outcome.Hottest_C);
        Figure(output, name + "_lowest_potential_mV", outcome.Lowest_V * 1000);
        output.WriteLine($"{name}_protocol = {outcome.Protocol}");
    }

    private static void Figure(TextWriter output, string name, double value) =>
        output.WriteLine($"{name} = {value.ToString("0.##", CultureInfo.InvariantCulture)}");
}
