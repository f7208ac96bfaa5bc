namespace Bms.World;

/// <summary>Two heat capacities a cell: the jelly roll (core) and the can with its share of the holder (surface).</summary>
/// <param name="Core_J_per_K">Heat capacity of the core.</param>
/// <param name="Surface_J_per_K">Heat capacity of can and holder.</param>
/// <param name="CoreToSurface_W_per_K">Conductance between the two.</param>
/// <param name="Surface_m2">Area that gives heat to ambient.</param>
/// <param name="ToNeighbour_W_per_K">Conductance between the surfaces of two neighbours.</param>
public sealed record ThermalSpec(
    double Core_J_per_K, double Surface_J_per_K, double CoreToSurface_W_per_K, double Surface_m2, double ToNeighbour_W_per_K)
{
    internal void Validate()
    {
        // The thermal step is explicit: no conductance may empty a heat capacity faster than in 5 s, five of the longest steps.
        Allowed.Between(nameof(Core_J_per_K), Core_J_per_K, 1e-3, 1e6);
        Allowed.Between(nameof(Surface_J_per_K), Surface_J_per_K, 1e-3, 1e6);
        Allowed.Between(nameof(Surface_m2), Surface_m2, 0.0, 0.2 * Surface_J_per_K / PackSpec.HighestConvection_W_per_m2K);
        Allowed.Between(nameof(CoreToSurface_W_per_K), CoreToSurface_W_per_K, 0.0, 0.2 * Math.Min(Core_J_per_K, Surface_J_per_K));
        Allowed.Between(nameof(ToNeighbour_W_per_K), ToNeighbour_W_per_K, 0.0, 0.1 * Surface_J_per_K);
    }
}

/// <summary>Self-discharge: linear in SoC at 25 degC, doubling with temperature.</summary>
/// <param name="AtTenPercent_per_month">Share of the capacity lost in 30 days at 10 % SoC.</param>
/// <param name="AtNinetyPercent_per_month">Share of the capacity lost in 30 days at 90 % SoC.</param>
/// <param name="Doubling_K">Rise of temperature that doubles it.</param>
public sealed record SelfDischargeSpec(double AtTenPercent_per_month, double AtNinetyPercent_per_month, double Doubling_K)
{
    internal void Validate()
    {
        Allowed.Between(nameof(AtTenPercent_per_month), AtTenPercent_per_month, 0.0, 1.0);
        Allowed.Between(nameof(AtNinetyPercent_per_month), AtNinetyPercent_per_month, 0.0, 1.0);
        Allowed.Between(nameof(Doubling_K), Doubling_K, 1.0, 100.0);
    }
}
