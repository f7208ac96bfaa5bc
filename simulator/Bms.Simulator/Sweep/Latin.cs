using Bms.World.Numerics;

namespace Bms.Simulator.Sweep;

/// <summary>
/// A Latin hypercube: each dimension is cut into as many strata as there are cases, and each case takes another one (McKay, Beckman and
/// Conover 1979). A dimension is known by its name, so that one more changes no other.
/// </summary>
public sealed class Latin(ulong seed, int count)
{
    private readonly Dictionary<string, int[]> _strata = [];

    /// <summary>Number of cases.</summary>
    public int Count => count;

    /// <summary>Place of a case in a dimension, 0 to 1. Several threads may ask.</summary>
    public double At(string dimension, int index)
    {
        int stratum = Strata(dimension)[index];
        double within = new SeededRandom(seed, $"{dimension} {index}").NextUniform();
        return (stratum + within) / count;
    }

    private int[] Strata(string dimension)
    {
        lock (_strata)
        {
            if (!_strata.TryGetValue(dimension, out int[]? strata))
            {
                _strata[dimension] = strata = Shuffled(new SeededRandom(seed, dimension));
            }

            return strata;
        }
    }

    private int[] Shuffled(SeededRandom random)
    {
        int[] strata = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int other = (int)(random.NextBits() % (ulong)(i + 1));
            (strata[i], strata[other]) = (strata[other], strata[i]);
        }

        return strata;
    }
}

/// <summary>The place of one case in a hypercube.</summary>
/// <param name="Cube">The hypercube.</param>
/// <param name="Index">The case, from 0.</param>
public readonly record struct LatinCase(Latin Cube, int Index)
{
    /// <summary>Place in a dimension, 0 to 1.</summary>
    public double At(string dimension) => Cube.At(dimension, Index);

    /// <summary>Between two values.</summary>
    public double Between(string dimension, double low, double high) => low + ((high - low) * At(dimension));

    /// <summary>One of some, each as often.</summary>
    public T Pick<T>(string dimension, params ReadOnlySpan<T> choices) =>
        choices[Math.Min((int)(At(dimension) * choices.Length), choices.Length - 1)];
}
