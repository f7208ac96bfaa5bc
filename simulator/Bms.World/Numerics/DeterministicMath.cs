namespace Bms.World.Numerics;

/// <summary>
/// Exponential and logarithm with the same bits on every machine. The runtime's own ones call the C library of the
/// platform, whose last bit differs between Windows, Linux and processors. Only +, -, *, / and the exact
/// <see cref="Math.Sqrt"/> and <see cref="Math.Floor(double)"/> are used, in a fixed order and never contracted.
/// </summary>
public static class DeterministicMath
{
    // ln 2 in two parts: the first has 21 trailing zero bits, so that k * Ln2High is exact for every exponent k.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;
    private const double SqrtHalf = 0.70710678118654752440;
    private const double MinNormal = 2.2250738585072014e-308;

    /// <summary>e to the power of <paramref name="x"/>, relative error below 3e-16; 0 below -708, infinity above 709.</summary>
    public static double Exp(double x)
    {
        if (double.IsNaN(x)) return x;
        if (x < -708.0) return 0.0;
        if (x > 709.0) return double.PositiveInfinity;
        double k = Math.Floor(x * InverseLn2 + 0.5);
        double r = (x - k * Ln2High) - k * Ln2Low;
        double sum = 1.0;
        for (int n = 14; n > 0; n--) sum = 1.0 + sum * r / n;
        return sum * PowerOfTwo((int)k);
    }

    /// <summary>Natural logarithm of a positive normal number, error below 3e-16; NaN for 0, negative and NaN.</summary>
    public static double Log(double x)
    {
        if (!(x >= MinNormal)) return double.NaN;
        if (double.IsPositiveInfinity(x)) return x;
        long bits = BitConverter.DoubleToInt64Bits(x);
        int exponent = (int)(bits >> 52) - 1022;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFFL) | 0x3FE0_0000_0000_0000L);
        if (mantissa < SqrtHalf)
        {
            mantissa *= 2.0;
            exponent--;
        }

        // ln m = 2 artanh s with |s| < 0.172: eleven odd terms leave less than 1e-18.
        double s = (mantissa - 1.0) / (mantissa + 1.0);
        double square = s * s;
        double sum = 0.0;
        for (int n = 21; n > 1; n -= 2) sum = (sum + 1.0 / n) * square;
        return exponent * Ln2High + (2.0 * s + (2.0 * s * sum + exponent * Ln2Low));
    }

    private static double PowerOfTwo(int k)
    {
        // k = 1024 occurs at the very top of the range and has no finite representation of its own.
        return k > 1023
            ? BitConverter.Int64BitsToDouble((long)(k - 1 + 1023) << 52) * 2.0
            : BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }
}
