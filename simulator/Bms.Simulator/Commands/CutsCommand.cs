using System.CommandLine;
using Bms.Simulator.Bench;
using Bms.Simulator.Cuts;

namespace Bms.Simulator.Commands;

/// <summary>cuts: the power goes in each write of a board's memory; what the firmware finds in the next boot.</summary>
internal static class CutsCommand
{
    internal static Command Create()
    {
        Option<string?> board = Options.Board();
        Option<long?> write = Options.Whole("--write", 1, 1_000_000, "only this write of the life; each without it");
        Option<long?> bytes = Options.Whole("--bytes", 0, 384, "only the cut after so many bytes; each without it");
        Option<string?> medium = Medium();
        var every = new Option<bool>("--every-byte") { Description = "also of the detector's parts each byte, and not one in 48" };
        Option<long?> seed = Options.Seed();
        var command = new Command("cuts", "the power goes in each write of a board's memory: the old state or the new, never a mixture")
        {
            board, write, bytes, medium, every, seed,
        };
        command.SetAction(parsed =>
        {
            var kind = BoardKind.Of(parsed.GetValue(board) ?? BoardKind.All[0].Name);
            var run = new CutRun(new BenchOptions { Board = kind, Seed = (ulong)(parsed.GetValue(seed) ?? 1) });
            if (parsed.GetValue(write) is long asked && asked > run.Writes.Count)
            {
                throw new BadInputException($"cuts: --write: {asked} is not allowed, only 1 to {run.Writes.Count}");
            }

            IReadOnlyCollection<FlashMedium> media =
                parsed.GetValue(medium) is string name ? [FlashMedia.ByName[name]] : [.. FlashMedia.ByName.Values];
            IEnumerable<int> numbers = parsed.GetValue(write) is long one ? [(int)one] : Enumerable.Range(1, run.Writes.Count);
            CutVerdict[] verdicts = [.. numbers.Select(n => run.Cut(n, media, parsed.GetValue(every), (int?)parsed.GetValue(bytes)))];
            (int rotted, IReadOnlyList<string> rotten) = parsed.GetValue(write) == null ? run.Rot() : (0, []);
            CutText.Write(parsed.InvocationConfiguration.Output, kind, verdicts, rotted, rotten);
            bool holds = rotten.Count == 0 && verdicts.All(v => v.Mixed.Count + v.Repeated.Count == 0);
            return holds ? ExitCode.Holds : ExitCode.DoesNotHold;
        });
        return command;
    }

    private static Option<string?> Medium()
    {
        string allowed = string.Join(", ", FlashMedia.ByName.Keys);
        var option = new Option<string?>("--medium") { Description = "only this medium: " + allowed, HelpName = "M" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is string name && !FlashMedia.ByName.ContainsKey(name))
            {
                result.AddError($"--medium: {name} is not allowed, only {allowed}");
            }
        });
        return option;
    }
}
