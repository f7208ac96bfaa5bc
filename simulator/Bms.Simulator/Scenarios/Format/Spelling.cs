namespace Bms.Simulator.Scenarios.Format;

/// <summary>Finds the word that somebody may have meant, so that it stands before a list of a hundred that are allowed.</summary>
public static class Spelling
{
    /// <summary>
    /// The allowed word nearest to what was written, capitals and hyphens aside: up to a third of its letters may differ. Empty when none
    /// is near, or when the list is short enough to be read.
    /// </summary>
    public static string Hint(string? written, IEnumerable<string> allowed, int readable = 6)
    {
        string[] words = [.. allowed];
        if (written is not { Length: > 1 and <= 60 } || words.Length <= readable) return string.Empty;
        string plain = Plain(written);
        (string word, int distance) = words.Select(w => (w, Distance(plain, Plain(w)))).MinBy(found => found.Item2);
        return distance <= Math.Max(1, plain.Length / 3) ? $"perhaps {word}; " : string.Empty;
    }

    private static string Plain(string word) =>
        string.Concat(word.Where(c => c is not ('-' or '_' or ' '))).ToUpperInvariant();

    // Letters to change, add or take away (Levenshtein).
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < other.Length; j++)
            {
                int changed = diagonal + (one[i] == other[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(changed, 1 + Math.Min(diagonal, row[j]));
            }
        }

        return row[^1];
    }
}
