using Bms.World.Numerics;

namespace Bms.World.SecondLevel;

/// <summary>A figure of a part with its tolerance: a made part lies anywhere between Value - Tolerance and Value + Tolerance.</summary>
public readonly record struct Rated(double Value, double Tolerance)
{
    /// <summary>The least that a part may have.</summary>
    public double Least => Value - Tolerance;

    /// <summary>The most that a part may have.</summary>
    public double Most => Value + Tolerance;

    /// <summary>A made part; without random numbers the one that is as rated.</summary>
    internal double Draw(SeededRandom? random) => random is null ? Value : Value + Tolerance * (2.0 * random.NextUniform() - 1.0);

    internal void Validate(string name, double low, double high)
    {
        Allowed.Between(name + " tolerance", Tolerance, 0.0, double.MaxValue);
        Allowed.Between(name, Least, low, high);
        Allowed.Between(name, Most, low, high);
    }
}
