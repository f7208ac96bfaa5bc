namespace Bms.Train.Comparison;

/// <summary>
/// Who earns a place beside or instead of the firmware's bank: better for sure (95 %) on some set of lives, and worse for sure on none.
/// </summary>
internal sealed class Verdict
{
    private readonly SortedSet<string> _better = [];
    private readonly SortedSet<string> _worse = [];

    internal bool IsEmpty => !_better.Except(_worse).Any();

    /// <summary>Letters, or none.</summary>
    internal string Winners => IsEmpty ? "none" : string.Join(", ", _better.Except(_worse));

    /// <summary>The interval of a model's gain on one set.</summary>
    internal void Note(string letter, (double Low, double High) gain)
    {
        if (gain.Low > 0)
        {
            _better.Add(letter);
        }
        else if (gain.High < 0)
        {
            _worse.Add(letter);
        }
    }
}
