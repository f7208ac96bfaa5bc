using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Scenarios;

/// <summary>
/// What turns the speed of a vehicle into the power that it asks of one pack: mass, air, rolling, and the way to the wheels.
/// </summary>
/// <param name="Mass_kg">With rider and load.</param>
/// <param name="DragArea_m2">Drag coefficient times frontal area.</param>
/// <param name="Rolling">Coefficient of rolling resistance.</param>
/// <param name="Efficiency">Share of the pack's power that reaches the wheels.</param>
/// <param name="Recovers">Share of the braking power that comes back to the pack.</param>
/// <param name="Auxiliary_W">What it draws besides, also at rest.</param>
/// <param name="Packs">Equal packs that carry it together.</param>
public sealed record CycleVehicle(
    double Mass_kg, double DragArea_m2, double Rolling, double Efficiency, double Recovers, double Auxiliary_W, double Packs)
{
    private const double Gravity_m_per_s2 = 9.81, HalfAir_kg_per_m3 = 0.5 * 1.2;

    /// <summary>Its fields in a file.</summary>
    internal static Shape Shape => new("vehicle", "What turns speed into power.", [
        Field.Number("mass_kg", 1, 100_000, "with rider and load").Needed(),
        Field.Number("drag_area_m2", 0.01, 20, "drag coefficient times frontal area: a cyclist 0.5, a car 0.6").Needed(),
        Field.Number("rolling", 0, 0.1, "coefficient of rolling resistance (0.01 without it)"),
        Field.Number("efficiency", 0.1, 1, "share of the pack's power that reaches the wheels (0.85 without it)"),
        Field.Number("recovers", 0, 1, "share of the braking power that comes back (0 without it)"),
        Field.Number("auxiliary_W", 0, 10_000, "what it draws besides, also at rest (0 without it)"),
        Field.Number("packs", 1, 100_000, "equal packs that carry it together (1 without it)"),
    ]);

    /// <summary>The vehicle that a file describes.</summary>
    internal static CycleVehicle From(Node node) => new(node.Number("mass_kg"), node.Number("drag_area_m2"), node.Number("rolling", 0.01),
        node.Number("efficiency", 0.85), node.Number("recovers", 0), node.Number("auxiliary_W", 0), node.Number("packs", 1));

    /// <summary>
    /// Power that it asks of one pack in W while its speed goes from one value to another in a time: the mean over that time, with the mean
    /// speed for air and rolling.
    /// <code>
    /// P = (m a + m g c + 1.2 kg/m3 / 2 A v2) v
    /// </code>
    /// </summary>
    public double Power_W(double from_m_per_s, double to_m_per_s, double time_s)
    {
        double speed = 0.5 * (from_m_per_s + to_m_per_s), acceleration = (to_m_per_s - from_m_per_s) / time_s;
        double force_N = (Mass_kg * (acceleration + (Gravity_m_per_s2 * Rolling))) + (HalfAir_kg_per_m3 * DragArea_m2 * speed * speed);
        double wheels_W = force_N * speed;
        double pack_W = wheels_W >= 0 ? wheels_W / Efficiency : wheels_W * Recovers;
        return (pack_W + Auxiliary_W) / Packs;
    }
}
