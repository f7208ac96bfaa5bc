namespace Bms.World.Numerics;

/// <summary>
/// A reproducible stream of random numbers: xoshiro256** seeded by splitmix64 (Blackman and Vigna 2018,
/// doi 10.1145/3460772). Each entity (a cell, a chip, a fault) takes a stream of its own, named by the entity, so
/// that adding one entity never changes what another draws.
/// </summary>
public sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>The stream of one entity in one run.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="entity">Name of the entity, for instance "cell 3"; hashed with FNV-1a over its UTF-16 code units.</param>
    public SeededRandom(ulong seed, string entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ulong state = seed ^ Hash(entity);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>A stream from a raw state, for comparison with published sequences.</summary>
    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal with mean 0 and standard deviation 1, by Marsaglia's polar method.</summary>
    public double NextNormal()
    {
        // The second value of each pair is dropped: a stream then has no hidden state besides its generator.
        while (true)
        {
            double x = 2.0 * NextUniform() - 1.0;
            double y = 2.0 * NextUniform() - 1.0;
            double square = x * x + y * y;
            if (square > 0.0 && square < 1.0)
            {
                return x * Math.Sqrt(-2.0 * DeterministicMath.Log(square) / square);
            }
        }
    }

    private static ulong Hash(string text)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325UL;
        for (int i = 0; i < text.Length; i++) hash = (hash ^ text[i]) * 0x0000_0100_0000_01B3UL;
        return hash;
    }

    internal static ulong SplitMix(ref ulong state)
    {
        state += 0x9E37_79B9_7F4A_7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EBUL;
        return z ^ (z >> 31);
    }
}
