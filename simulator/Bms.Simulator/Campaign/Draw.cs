using Bms.World.Numerics;

namespace Bms.Simulator.Campaign;

/// <summary>The random numbers of one case: a family and a seed give the same case on every machine.</summary>
internal sealed class Draw(string family, ulong seed)
{
    private readonly SeededRandom _random = new(seed, "campaign " + family);

    /// <summary>Seed of the run itself.</summary>
    internal ulong Seed => seed;

    /// <summary>Evenly between two values, to a thousandth: it stands in a file then.</summary>
    internal double Between(double low, double high) => Math.Round(low + ((high - low) * _random.NextUniform()), 3);

    /// <summary>Evenly in orders of magnitude between two positive values.</summary>
    internal double Magnitude(double low, double high)
    {
        double decades = Math.Log2(high / low);
        double value = low * Power(_random.NextUniform() * decades);
        return double.Parse(value.ToString("G4", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A whole number, both ends included.</summary>
    internal int Whole(int low, int high) => low + (int)(_random.NextBits() % (ulong)(high - low + 1));

    /// <summary>True in this share of the cases.</summary>
    internal bool Chance(double share) => _random.NextUniform() < share;

    /// <summary>One of some, each as often.</summary>
    internal T Pick<T>(params ReadOnlySpan<T> choices) => choices[Whole(0, choices.Length - 1)];

    // 2 to a power, by whole steps and a line between them: the C library's differs from system to system in the last bit.
    private static double Power(double exponent)
    {
        int whole = (int)exponent;
        return Math.ScaleB(1 + (exponent - whole), whole);
    }
}
