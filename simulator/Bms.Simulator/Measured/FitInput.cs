using Bms.World.Cells;
using Bms.World.Fitting;

namespace Bms.Simulator.Measured;

/// <summary>The runs of a fit: those it sees and those it is compared with afterwards.</summary>
/// <param name="Name">Name of the cell, where none is given.</param>
/// <param name="Fitted">Runs that it sees.</param>
/// <param name="HeldOut">Runs that it does not.</param>
/// <param name="Sources">Where they come from.</param>
internal sealed record FitInput(string Name, MeasuredRun[] Fitted, MeasuredRun[] HeldOut, string Sources)
{
    /// <summary>What stands for the chemistry of a cell of which nobody said it.</summary>
    public const string NotStated = "not stated";

    /// <exception cref="BadInputException">No runs are named, or a set is not known or not there.</exception>
    public static FitInput Of(string[] csv, string[] holdOut, string? set, string? data, double? ambient_C, bool dischargePositive = false)
    {
        if (set != null) return OfSet(set, data);
        if (csv.Length == 0) throw new BadInputException("fit", "--csv", "is missing, allowed are runs of one cell");
        MeasuredRun[] Runs(string[] files) => [.. files.SelectMany(
            file => RunGaps.Parts(RunFile.Read(file, ambient_C, dischargePositive).Run))];
        MeasuredRun[] fitted = Runs(csv), held = Runs(holdOut);
        return new FitInput(fitted[0].Name, fitted, held, Origin("Measured runs", fitted));
    }

    private static FitInput OfSet(string name, string? data)
    {
        string known = string.Join(", ", MeasuredSets.All.Select(s => s.Folder));
        MeasuredSet set = MeasuredSets.All.FirstOrDefault(s => s.Folder == name)
            ?? throw new BadInputException("fit", "--set", $"{name} is not known, allowed are {known}");
        string folder = MeasuredSets.Folder(data);
        SetRun[] runs = [.. set.Runs(folder)];
        MeasuredRun[] fitted = [.. runs.Where(r => r.Fitted).Select(r => r.Run)];
        if (fitted.Length == 0)
        {
            throw new BadInputException(Path.Combine(folder, set.Folder), "--set", "has no runs to fit, allowed is the published set");
        }

        MeasuredRun[] held = [.. runs.Where(r => !r.Fitted).Select(r => r.Run)];
        return new FitInput(ShippedCells.Open(set.Cell).Name, fitted, held, Origin(set.Source, fitted));
    }

    private static string Origin(string origin, MeasuredRun[] fitted) =>
        $"{origin}.\nFitted by the command fit to: {string.Join(", ", fitted.Select(run => run.Name))}.";
}
