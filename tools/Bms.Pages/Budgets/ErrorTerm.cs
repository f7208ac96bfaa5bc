namespace Bms.Pages.Budgets;

/// <summary>One cause of error with its largest size on each channel, in the channel's unit.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Source">Where its size comes from.</param>
/// <param name="Sizes">Largest size on each channel.</param>
/// <param name="OneSided">True when it is there on every board with the same sign: it does not average out with the others.</param>
public sealed record ErrorTerm(string Name, string Source, IReadOnlyList<double> Sizes, bool OneSided = false);

/// <summary>Causes of error that add up.</summary>
public sealed record Budget(IReadOnlyList<ErrorTerm> Terms)
{
    /// <summary>All terms at their largest with one sign: no board is worse.</summary>
    public double Worst(int channel) => Terms.Sum(term => Math.Abs(term.Sizes[channel]));

    /// <summary>
    /// Root of the sum of squares of the largest sizes, and the one-sided ones in full: what independent causes stay within on nearly
    /// every board.
    /// </summary>
    public double RootSumSquare(int channel) =>
        Terms.Where(term => term.OneSided).Sum(term => Math.Abs(term.Sizes[channel]))
        + Math.Sqrt(Terms.Where(term => !term.OneSided).Sum(term => term.Sizes[channel] * term.Sizes[channel]));
}
