namespace Bms.Simulator.Reactions;

/// <summary>
/// The longest reaction that a board may have, row by row: what somebody who builds on it relies on. It is written down by hand so that
/// a change of the firmware cannot make a protection slower without a word: a bound that follows the firmware must stay below it.
/// </summary>
internal static class Promises
{
    private const string Prefix = "reaction/";

    /// <summary>Reads those of a board: lines "ROW = ms", # begins a comment.</summary>
    internal static IReadOnlyDictionary<string, long> Of(string board)
    {
        Dictionary<string, long> promises_ms = [];
        foreach (string line in Resources.Text(Prefix + board).Split('\n'))
        {
            string[] parts = line.Split('#')[0].Split('=', StringSplitOptions.TrimEntries);
            if (parts.Length == 2)
            {
                promises_ms.Add(parts[0], long.Parse(parts[1]));
            }
        }

        return promises_ms;
    }
}
