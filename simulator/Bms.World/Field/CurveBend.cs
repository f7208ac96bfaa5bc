namespace Bms.World.Field;

/// <summary>
/// How the open-circuit voltage of the cells in a log runs beside that of the base cell: straight lines between nodes a tenth of the state
/// of charge apart. Without it the error of a curve that is not quite theirs would be taken for capacity.
/// </summary>
internal sealed class CurveBend
{
    public const int Nodes = 11;

    private readonly double[] _value_V = new double[Nodes];

    public double this[int node]
    {
        get => _value_V[node];
        set => _value_V[node] = value;
    }

    /// <summary>The node to the left and the weight of the one to its right.</summary>
    public static int Locate(double surface, out double weight)
    {
        double position = Math.Clamp(surface, 0.0, 1.0) * (Nodes - 1);
        int left = Math.Min((int)position, Nodes - 2);
        weight = position - left;
        return left;
    }

    public double At_V(double surface)
    {
        int left = Locate(surface, out double weight);
        return _value_V[left] + weight * (_value_V[left + 1] - _value_V[left]);
    }

    /// <summary>Slope in V per unit of SoC; flat beyond the ends.</summary>
    public double Slope_V(double surface)
    {
        if (surface is < 0.0 or > 1.0) return 0.0;
        int left = Locate(surface, out _);
        return (_value_V[left + 1] - _value_V[left]) * (Nodes - 1);
    }
}
