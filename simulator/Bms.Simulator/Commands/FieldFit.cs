using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Bms.Simulator.Measured;
using Bms.Simulator.Report;
using Bms.World;
using Bms.World.Cells;
using Bms.World.Field;

namespace Bms.Simulator.Commands;

/// <summary>What fit --field was asked for.</summary>
/// <param name="Log">The log of a pack.</param>
/// <param name="Cell">The base cell.</param>
/// <param name="Capacity_Ah">Capacity of a cell; null: as far as the log shows it.</param>
/// <param name="Ambient_C">Temperature where none was measured.</param>
/// <param name="DischargePositive">Whether the log counts the current the other way.</param>
/// <param name="Out">Table or document to write; null for none.</param>
/// <param name="CellFile">Cell file to write, and of which cell.</param>
/// <param name="Report">Folder of the page; null for none.</param>
internal sealed record FieldRequest(
    string Log, CellSpec Cell, double? Capacity_Ah, double? Ambient_C, bool DischargePositive, string? Out,
    (int Cell, string Path)? CellFile, string? Report);

/// <summary>fit --field: the cells of a recorded pack beside each other.</summary>
internal static class FieldFit
{
    public static void Run(InvocationConfiguration console, FieldRequest request)
    {
        CheckTargets(request);
        LoadedLog loaded = FieldFile.Read(request.Log, request.Ambient_C, request.DischargePositive);
        if (request.CellFile is { } wanted && wanted.Cell > loaded.Log.Cells)
        {
            throw new BadInputException("fit", "--cell-file", $"cell {wanted.Cell} is not in the log, allowed are 1 to {loaded.Log.Cells}");
        }

        long started = Stopwatch.GetTimestamp();
        TwinResult twin = Fit(console, request, loaded.Log);
        TwinText.Write(console.Output, twin, loaded);
        Comparison.Figure(console.Output, "fit.seconds", Stopwatch.GetElapsedTime(started).TotalSeconds, "0.0");
        if (request.Out is { } path)
        {
            byte[] bytes = IsJson(path) ? TwinFiles.Json(twin) : Encoding.UTF8.GetBytes(TwinFiles.Csv(twin));
            AtomicFile.Write("--out", path, stream => stream.Write(bytes));
            console.Output.WriteLine("fit.file = " + Path.GetFullPath(path));
        }

        if (request.CellFile is var (cell, file))
        {
            byte[] bytes = Encoding.UTF8.GetBytes(CellFile.Write(TwinFiles.AsCell(twin, twin.Cells[cell - 1])));
            AtomicFile.Write("--cell-file", file, stream => stream.Write(bytes));
            console.Output.WriteLine("fit.cell_file = " + Path.GetFullPath(file));
        }

        if (request.Report is { } folder) console.Output.WriteLine("fit.report = " + HtmlReport.Write(TwinReport.Of(twin), folder, "twin"));
    }

    private static TwinResult Fit(InvocationConfiguration console, FieldRequest request, FieldLog log)
    {
        using var progress = new Progress(console.Error, Progress.IsTerminal);
        try
        {
            TwinRequest asked = new() { Log = log, Base = request.Cell, Capacity_Ah = request.Capacity_Ah };
            return new TwinFitter(asked).Fit(progress.Show);
        }
        catch (ArgumentException e)
        {
            throw new BadInputException($"{request.Log}: {e.Message}", e);
        }
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static void CheckTargets(FieldRequest request)
    {
        if (request.Report != null) HtmlReport.MakeFolder(request.Report);
        Check("--out", request.Out, ".json", ".csv");
        Check("--cell-file", request.CellFile?.Path, ".json");
    }

    private static void Check(string option, string? path, params string[] endings)
    {
        if (path == null) return;
        bool ends = endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
        if (ends && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) return;
        string allowed = $"allowed is a file that ends in {string.Join(" or ", endings)} in a folder that is there";
        throw new BadInputException(path, option, "cannot be written, " + allowed);
    }
}
