using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bms.Simulator.Measured;
using Bms.Simulator.Report;
using Bms.World;
using Bms.World.Cells;
using Bms.World.Fitting;

namespace Bms.Simulator.Commands;

/// <summary>fit: a cell file from measured runs, or the cells of a recorded pack beside each other.</summary>
internal static class FitCommand
{
    internal static Command Create()
    {
        Option<string[]> csv = MeasuredOptions.Files("--csv", "runs of one cell: t_s,current_A,voltage_V[,temperature_degC][,soc_ref]");
        Option<string[]> holdOut = MeasuredOptions.Files("--hold-out", "runs of the same cell that are only compared");
        string sets = string.Join(", ", MeasuredSets.All.Select(s => s.Folder));
        Option<string?> set = Options.File("--set", "a published data set instead of --csv: " + sets);
        Option<string?> data = Options.Folder("--data", "with --set: folder of the published measurements");
        Option<string?> result = Options.File("--out", "the cell file to write, ends in .json");
        Option<string?> name = Options.File("--name", "name of the new cell");
        Option<string?> chemistry = Options.File("--chemistry", "what its electrodes are made of, as shown in reports");
        Option<string?> like = Options.File("--like", "a cell of the same chemistry, for what the runs do not show; else by its curve");
        Option<double?> capacity = MeasuredOptions.Between("--capacity-Ah", 0.001, 1e5, "capacity, where no run goes from full to empty");
        Option<double?> ambient = MeasuredOptions.Between("--ambient-degC", -60.0, 100.0, "temperature around the cell");
        Option<string?> pulses = Options.File("--pulses", "resistances from pulses: temperature_degC,soc,after_s,resistance_ohm");
        Option<string?> rest = Options.File("--rest", "voltages at rest: soc,mean_V[,half_gap_V]");
        Option<string?> report = Options.Folder("--report", "write an HTML report with plots into this folder");
        Option<string?> field = Options.File(
            "--field", "log of a pack instead of --csv: t_s,current_A,cell1_V..cellN_V[,temp1_degC..]; each cell is fitted around --cell");
        Option<string?> cell = Options.File("--cell", "with --field: the cell they are made of, a shipped one by name or a cell file");
        Option<string?> cellFile = Options.File("--cell-file", "with --field: write a cell of the pack as a cell file, N=FILE.json");
        Option<bool> reversed = MeasuredOptions.DischargePositive();
        var command = new Command("fit", "a cell file from measurements, or the cells of a recorded pack beside each other")
        {
            csv, holdOut, set, data, result, name, chemistry, like, capacity, ambient, pulses, rest, report,
            field, cell, cellFile, reversed,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(field) is { } log)
            {
                string named = parsed.GetValue(cell) ?? throw new BadInputException("fit", "--cell", "is missing, allowed is a cell");
                FieldFit.Run(parsed.InvocationConfiguration, new FieldRequest(
                    log, CellSource.Open("--cell", named), parsed.GetValue(capacity), parsed.GetValue(ambient), parsed.GetValue(reversed),
                    parsed.GetValue(result), CellFileOf(parsed.GetValue(cellFile)), parsed.GetValue(report)));
                return ExitCode.Holds;
            }

            FitInput input = FitInput.Of(
                parsed.GetValue(csv)!, parsed.GetValue(holdOut)!, parsed.GetValue(set), parsed.GetValue(data), parsed.GetValue(ambient),
                parsed.GetValue(reversed));
            string target = Target(parsed.GetValue(result));
            string? folder = parsed.GetValue(report);
            if (folder != null) HtmlReport.MakeFolder(folder);
            FitRequest request = new()
            {
                Name = parsed.GetValue(name) ?? input.Name,
                Runs = input.Fitted,
                Like = Believed(parsed.GetValue(like) ?? "lg-m50", parsed.GetValue(chemistry)),
                Kinds = Kinds(parsed.GetValue(like), parsed.GetValue(set), parsed.GetValue(chemistry)),
                Capacity_Ah = parsed.GetValue(capacity),
                Pulses = parsed.GetValue(pulses) is { } p ? FitTables.Pulses(p) : [],
                RestVoltages = parsed.GetValue(rest) is { } r ? FitTables.RestVoltages(r) : [],
                Sources = input.Sources,
            };
            if (parsed.GetValue(set) is { } known) request = FitBesides.Of(request, known, parsed.GetValue(like) != null);
            return Run(parsed.InvocationConfiguration, request, input, target, folder);
        });
        return command;
    }

    private static (int Cell, string Path)? CellFileOf(string? text)
    {
        if (text == null) return null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        ReadOnlySpan<char> number = text.AsSpan(0, Math.Max(0, equals));
        bool isNumber = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int cell);
        return isNumber && cell > 0 ? (cell, text[(equals + 1)..])
            : throw new BadInputException("fit", "--cell-file", $"{text} is not allowed, only a cell and a file: 3=cell3.json");
    }

    private static CellSpec Believed(string like, string? chemistry)
    {
        CellSpec cell = CellSource.Open("--like", like);
        return cell with { Chemistry = chemistry ?? (like == "lg-m50" ? FitInput.NotStated : cell.Chemistry) };
    }

    // A published set has a cell of its own among the shipped ones, which must not speak for itself.
    private static IReadOnlyList<CellSpec> Kinds(string? like, string? set, string? chemistry) => set != null ? []
        : like != null ? [Believed(like, chemistry)]
        : [.. ShippedCells.Names.Select(ShippedCells.Open).Where(cell => !cell.Provisional)
            .Select(cell => cell with { Chemistry = chemistry ?? cell.Chemistry + " (by its curve)" })];

    private static string Target(string? path)
    {
        if (path == null) throw new BadInputException("fit", "--out", "is missing, allowed is a file that ends in .json");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !Directory.Exists(folder))
        {
            throw new BadInputException(path, "--out", "cannot be written, allowed is a file that ends in .json in a folder that is there");
        }

        return path;
    }

    private static int Run(InvocationConfiguration console, FitRequest request, FitInput input, string target, string? folder)
    {
        long started = Stopwatch.GetTimestamp();
        using var progress = new Progress(console.Error, Progress.IsTerminal);
        CellSpec cell;
        CellFitter fitter;
        try
        {
            fitter = new CellFitter(request);
            cell = fitter.Fit(progress.Show);
            cell.Validate();
        }
        catch (ArgumentException e)
        {
            throw new BadInputException($"fit: {e.Message}", e);
        }

        progress.Clear();
        byte[] file = Encoding.UTF8.GetBytes(CellFile.Write(cell));
        AtomicFile.Write("--out", target, stream => stream.Write(file));
        List<Comparison> all =
        [
            .. input.Fitted.Select(run => Comparison.Of(run.Name, cell, run, heldOut: false)),
            .. input.HeldOut.Select(run => Comparison.Of(run.Name, cell, run, heldOut: true)),
        ];
        FitText.Write(console.Output, cell, fitter, all);
        Comparison.Figure(console.Output, "fit.seconds", Stopwatch.GetElapsedTime(started).TotalSeconds, "0.0");
        console.Output.WriteLine("fit.file = " + Path.GetFullPath(target));
        if (folder != null)
        {
            RunReport page = ComparisonReport.Of("A fitted cell", FitText.Lead(cell), all, [.. cell.Sources.Split('\n')]);
            console.Output.WriteLine("fit.report = " + HtmlReport.Write(page, folder, "fit"));
        }

        if (FitVerdict.Of(all) is not { } wrong) return ExitCode.Holds;
        console.Error.WriteLine(wrong);
        return ExitCode.DoesNotHold;
    }
}
