namespace Bms.World.Fitting;

/// <summary>
/// Straight lines between nodes: the functions in which a curve over SoC is sought. Outside the nodes the end lines go on or hold.
/// </summary>
internal sealed class HatBasis(double[] nodes, bool prolongs)
{
    private readonly double _perStep = (nodes.Length - 1) / (nodes[^1] - nodes[0]);

    public double[] Nodes => nodes;

    public int Count => nodes.Length;

    /// <summary>The node to the left of a place and the weight of the one to its right.</summary>
    public int Locate(double x, out double weight)
    {
        int left = Math.Clamp((int)((x - nodes[0]) * _perStep), 0, nodes.Length - 2);
        while (left > 0 && x < nodes[left]) left--;
        while (left < nodes.Length - 2 && x >= nodes[left + 1]) left++;
        weight = (x - nodes[left]) / (nodes[left + 1] - nodes[left]);
        if (!prolongs) weight = Math.Clamp(weight, 0.0, 1.0);
        return left;
    }

    /// <summary>Value of the curve with these values at the nodes.</summary>
    public double Value(ReadOnlySpan<double> values, double x)
    {
        int left = Locate(x, out double weight);
        return values[left] + weight * (values[left + 1] - values[left]);
    }

    /// <summary>Slope of the curve with these values at the nodes.</summary>
    public double Slope(ReadOnlySpan<double> values, double x)
    {
        int left = Locate(x, out _);
        return (values[left + 1] - values[left]) / (nodes[left + 1] - nodes[left]);
    }
}
