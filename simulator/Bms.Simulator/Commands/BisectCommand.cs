using System.CommandLine;
using System.Globalization;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Snapshots;
using Bms.Simulator.Trace;

namespace Bms.Simulator.Commands;

/// <summary>bisect: the first tick at which a scenario's expectation breaks, and what was so around it.</summary>
internal static class BisectCommand
{
    private static readonly string[] s_shown =
    [
        "t_s", "current_A", "current_measured_A", "pack_V", "cell1_V", "cell1_measured_V", "temp1_degC", "soc_ref", "soc_estimated",
        "charge_switch", "discharge_switch",
    ];

    internal static Command Create()
    {
        var scenario = new Argument<string>("scenario") { Description = "name that list shows, or a file that ends in .json" };
        Option<long?> expect = Options.Whole("--expect", 1, 100, "number of the expectation in the file");
        Option<string?> board = Options.Board();
        Option<long?> seed = Options.Seed();
        Option<string?> trace = Options.File("--trace", "write the ticks around as CSV, all columns");
        Option<string?> cell = Options.Cell();
        var command = new Command("bisect", "the first tick at which a scenario goes wrong")
        {
            scenario, expect, board, seed, trace, cell,
        };
        command.SetAction(parsed =>
        {
            string[] asked = [.. Options.BoardChange(parsed.GetValue(board)), .. Options.CellChange(parsed.GetValue(cell))];
            Scenario read = Options.Apply(
                Changes.Read(Catalogue.Source(parsed.GetValue(scenario)!), asked), parsed.GetValue(seed));
            return Run(read, parsed.GetValue(expect), parsed.GetValue(trace), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static int Run(Scenario scenario, long? expect, string? trace, TextWriter output)
    {
        int count = scenario.CreateExpectations().Count;
        if (expect > count)
        {
            throw new BadInputException("--expect", expect.Value.ToString(CultureInfo.InvariantCulture), $"allowed is 1 to {count}");
        }

        if (trace != null)
        {
            AtomicFile.Check("--trace", trace);
        }

        if (scenario.NoVerdict is string none)
        {
            output.WriteLine("bisect.verdict = " + none);
        }

        if (new Bisection(scenario, (int?)(expect - 1)).Find() is not FirstBadTick bad)
        {
            output.WriteLine("bisect.first_bad_tick = none");
            return scenario.NoVerdict == null ? ExitCode.Holds : ExitCode.DoesNotHold;
        }

        output.WriteLine((scenario.NoVerdict == null ? "FAILS: " : "no verdict: ") + bad.Expectation);
        Show(bad.Around, output);
        output.WriteLine("bisect.first_bad_tick = " + bad.Tick);
        output.WriteLine($"bisect.first_bad_s = {bad.Time_us / 1e6:0.###}");
        output.WriteLine($"bisect.replayed_s = {bad.Replayed_us / 1e6:0.###}");
        if (trace != null)
        {
            AtomicFile.Write("--trace", trace, bad.Around.WriteCsv);
        }

        return ExitCode.DoesNotHold;
    }

    private static void Show(TraceTable around, TextWriter output)
    {
        output.WriteLine(string.Join("  ", s_shown) + "  mode  active_rows");
        for (int row = 0; row < around.Count; row++)
        {
            IEnumerable<string> numbers = s_shown.Select(name => Show(around[name][row]).PadLeft(name.Length));
            output.WriteLine($"{string.Join("  ", numbers)}  {around.Modes[row]}  {around.ActiveRows[row]}");
        }
    }

    private static string Show(double value) => double.IsNaN(value) ? "-" : value.ToString("0.####", CultureInfo.InvariantCulture);
}
