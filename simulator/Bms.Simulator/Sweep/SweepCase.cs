using System.Globalization;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Sweep;

/// <summary>What became of one case of a sweep.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Failure">What did not hold, in one line; empty when all did.</param>
public sealed record SweepCase(int Index, string Failure)
{
    private const string Separator = "\t";
    private const int Parts = 9;

    /// <summary>True when every expectation held.</summary>
    public bool Holds => Failure.Length == 0;

    /// <summary>Cells that were outside of their physical limits for longer than a second.</summary>
    public int CellsOutside { get; init; }

    /// <summary>Extremes of the real cells.</summary>
    public double Highest_V { get; init; }

    /// <inheritdoc cref="Highest_V"/>
    public double Lowest_V { get; init; }

    /// <inheritdoc cref="Highest_V"/>
    public double Hottest_C { get; init; }

    /// <summary>Virtual time played, and real time spent, in s.</summary>
    public double Virtual_s { get; init; }

    /// <inheritdoc cref="Virtual_s"/>
    public double Wall_s { get; init; }

    /// <summary>What the second level did first; empty when it rested.</summary>
    public string SecondLevel { get; init; } = string.Empty;

    /// <summary>What a run came to.</summary>
    public static SweepCase Of(int index, RunResult result) =>
        new(index, Clean(string.Join("; ", result.Outcomes.Where(o => !o.Verdict.Holds).Select(o => $"{o.Text}: {o.Verdict.Found}"))))
        {
            CellsOutside = result.CellsOutside,
            Highest_V = Math.Round(result.Extremes!.HighestCell_V.Value, 4),
            Lowest_V = Math.Round(result.Extremes.LowestCell_V.Value, 4),
            Hottest_C = Math.Round(result.Extremes.HottestCore_C.Value, 2),
            Virtual_s = Math.Round(result.Virtual_s, 1),
            Wall_s = Math.Round(result.Wall_s, 4),
            SecondLevel = Clean(result.Events.FirstOrDefault(e => e.Kind == RunEventKind.SecondLevel)?.Text ?? string.Empty),
        };

    /// <summary>The case as one line of a file, without its end.</summary>
    public string ToLine() => string.Join(Separator, Index, CellsOutside, Show(Highest_V), Show(Lowest_V), Show(Hottest_C),
        Show(Virtual_s), Show(Wall_s), SecondLevel, Failure);

    /// <summary>Reads what <see cref="ToLine"/> writes; null when it is something else.</summary>
    public static SweepCase? FromLine(string line)
    {
        string[] parts = line.Split(Separator);
        if (parts.Length != Parts || !int.TryParse(parts[0], out int index) || !int.TryParse(parts[1], out int outside))
        {
            return null;
        }

        double[] numbers = [.. parts[2..7].Select(p => double.TryParse(p, CultureInfo.InvariantCulture, out double n) ? n : double.NaN)];
        return numbers.Any(double.IsNaN) ? null : new SweepCase(index, parts[8])
        {
            CellsOutside = outside,
            Highest_V = numbers[0],
            Lowest_V = numbers[1],
            Hottest_C = numbers[2],
            Virtual_s = numbers[3],
            Wall_s = numbers[4],
            SecondLevel = parts[7],
        };
    }

    private static string Show(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
