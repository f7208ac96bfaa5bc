namespace Bms.Simulator.Chips;

/// <summary>
/// Random numbers of one part of the bench. Each part owns a stream that depends on the seed and on the part's name alone, so adding
/// a chip does not change what the others do. The generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
public sealed class NoiseSource
{
    // Standard deviation of the sum of four uniform 16-bit numbers: sqrt(4 * (65536^2 - 1) / 12).
    private const double SumDeviation = 37837.2297;
    private const double SumMean = 2 * 65535.0;

    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public NoiseSource(ulong seed, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ulong hash = 14695981039346656037; // FNV-1a, 64 bit
        foreach (char letter in name)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        _state = seed ^ hash;
        _state = Next();
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += Step;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>As many calls of <see cref="Next"/> whose results nobody wants: the state moves on by a constant each time.</summary>
    public void Skip(long draws) => _state += unchecked((ulong)draws * Step);

    /// <summary>Uniform between <paramref name="low"/> and <paramref name="high"/>.</summary>
    public double Uniform(double low, double high) => low + ((high - low) * ((Next() >> 11) * (1.0 / (1UL << 53))));

    /// <summary>Uniform between minus and plus <paramref name="spread"/>: a tolerance.</summary>
    public double Within(double spread) => Uniform(-spread, spread);

    /// <summary>
    /// About normal, mean 0, deviation 1: the sum of four uniform numbers, cut off at 3.46 deviations. It needs no logarithm and so
    /// gives the same bits on every machine.
    /// </summary>
    public double Gaussian()
    {
        ulong bits = Next();
        ulong sum = (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        return (sum - SumMean) / SumDeviation;
    }
}
