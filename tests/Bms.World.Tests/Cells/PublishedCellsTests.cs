using Bms.World.Cells;
using Xunit;

namespace Bms.World.Tests.Cells;

/// <summary>Cells that were written from published tables, against what was published of them.</summary>
public class PublishedCellsTests(ITestOutputHelper output)
{
    // Whole resistance of the US26650FTC1 in ohm: Naumann 2018 (SimSES), temperature, SoC, direction.
    [Theory]
    [InlineData(25, 0.5, -1, 0.04783)]
    [InlineData(25, 0.5, 1, 0.04477)]
    [InlineData(10, 0.3, -1, 0.07506)]
    [InlineData(10, 0.7, 1, 0.07079)]
    [InlineData(40, 0.8, -1, 0.03772)]
    public void The_whole_resistance_of_the_lfp_cell_is_the_published_one(
        double temperature_C, double soc, int direction, double published_ohm)
    {
        CellSpec sony = ShippedCells.Open("sony-us26650");
        Pack pack = TestPacks.Closed(new PackSpec
        {
            Cell = sony with { HysteresisHalfGap_V = new double[101] }, SeriesCells = 1, InitialSoc = soc, Ambient_C = temperature_C,
            BusbarResistance_ohm = 0, Convection_W_per_m2K = 300,
        });
        pack.Load.SetCurrent_A(-direction * 0.15);
        pack.AdvanceBy_s(2400.0);
        double resistance_ohm = direction * (pack.CellVoltage_V(0) - pack.Ocv_V(0)) / 0.15;
        output.WriteLine($"{resistance_ohm:F5} ohm, published {published_ohm:F5} ohm");
        Assert.Equal(published_ohm, resistance_ohm, 0.06 * published_ohm);
    }

    // Open-circuit voltages of the sources at single points.
    [Theory]
    [InlineData("sony-us26650", 0.10, 3.1967, 0.002)]
    [InlineData("sony-us26650", 0.165, 3.2165, 0.002)]
    [InlineData("ncr18650pf", 0.4999, 3.672, 0.002)]
    [InlineData("ncr18650pf", 0.8999, 4.068, 0.002)]
    [InlineData("sony-vtc5a", 0.10, 3.2723, 0.003)]
    [InlineData("eve-lf280", 0.5093, 3.2905 + 0.0093, 0.003)]
    public void The_open_circuit_voltage_goes_through_the_published_points(string name, double soc, double published_V, double tolerance_V)
    {
        Pack pack = new(new PackSpec { Cell = ShippedCells.Open(name), SeriesCells = 1, InitialSoc = soc });
        Assert.Equal(published_V, pack.Ocv_V(0), tolerance_V);
    }

    // Fast charges of a US18650VTC5A at 20 degC, TU Munich: the constant current ends (4.2 V) at this state of charge.
    [Theory]
    [InlineData(1.0, 0.92)]
    [InlineData(3.0, 0.83)]
    [InlineData(6.0, 0.72)]
    public void The_constant_current_of_the_nca_cell_ends_where_it_was_measured(double rate_per_h, double measured)
    {
        Pack pack = TestPacks.Closed(new PackSpec
        {
            Cell = ShippedCells.Open("sony-vtc5a"), SeriesCells = 1, InitialSoc = 0.04, Ambient_C = 20, BusbarResistance_ohm = 0,
            Convection_W_per_m2K = 20,
        });
        pack.Load.SetCurrent_A(-rate_per_h * 2.5);
        while (pack.CellVoltage_V(0) < 4.2) pack.AdvanceBy_s(1.0);
        output.WriteLine($"{rate_per_h}C: {pack.Soc(0):F3}, measured {measured}, {pack.CellSurface_C(0):F0} degC");
        Assert.Equal(measured, pack.Soc(0), 0.05);
    }
}
