namespace Bms.World;

/// <summary>The one way to refuse a value from outside: it names the field, the value and the range.</summary>
internal static class Allowed
{
    /// <summary>Returns the value, or throws <see cref="ArgumentException"/>; what is no number lies in no range.</summary>
    public static double Between(string name, double value, double low, double high)
    {
        if (value >= low && value <= high) return value;
        throw new ArgumentException($"{name} = {value}: allowed are {low} to {high}");
    }
}
