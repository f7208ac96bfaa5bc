using System.Globalization;
using Bms.Simulator.Bench;

namespace Bms.Simulator.Cuts;

/// <summary>What `cuts` prints: a line a write, what went wrong, and the figures.</summary>
internal static class CutText
{
    private const int MostShown = 20;

    internal static void Write(TextWriter output, BoardKind board, IReadOnlyList<CutVerdict> verdicts, int rotted,
        IReadOnlyList<string> rotten)
    {
        output.WriteLine($"{"write",5} {"at_s",8} {"slot",4} {"cuts",6} {"old",6} {"new",6} {"mixed",6} {"booted",6}  record");
        foreach (CutVerdict v in verdicts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{v.Number,5} {v.Write.Time_s,8:0.000} {v.Write.Slot,4} {v.Old + v.New + v.Mixed.Count,6} {v.Old,6} {v.New,6} "
                + $"{v.Mixed.Count,6} {v.Booted,6}  {v.Kind}"));
        }

        foreach (string line in verdicts.SelectMany(v => v.Mixed.Concat(v.Repeated).Select(m => $"write {v.Number}: {m}"))
            .Concat(rotten).Take(MostShown))
        {
            output.WriteLine(line);
        }

        string name = "cuts." + board.FigureName;
        foreach ((string figure, int value) in new[]
        {
            ("writes", verdicts.Count), ("cuts", verdicts.Sum(v => v.Old + v.New + v.Mixed.Count)), ("old", verdicts.Sum(v => v.Old)),
            ("new", verdicts.Sum(v => v.New)), ("mixed", verdicts.Sum(v => v.Mixed.Count)), ("booted", verdicts.Sum(v => v.Booted)),
            ("boots_repeated", verdicts.Sum(v => v.Repeated.Count)), ("rotten_bits", rotted), ("rotten_mixed", rotten.Count),
        })
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}.{figure} = {value}"));
        }
    }
}
