using Bms.World.Cells;
using Xunit;

namespace Bms.World.Tests.Cells;

public class FitGridTests
{
    private static readonly FitGrid s_grid = new(
        [[0, 20, 0.040, 10], [0, 80, 0.060, 20], [25, 20, 0.020, 10], [25, 80, 0.030, 20]]);

    [Fact]
    public void A_measured_point_is_met() => Assert.Equal(0.060, s_grid.At(80, 0)[0], 15);

    [Fact]
    public void Between_states_of_charge_it_is_linear()
    {
        Assert.Equal(0.050, s_grid.At(50, 0)[0], 12);
        Assert.Equal(15.0, s_grid.At(50, 0)[1], 12);
    }

    [Fact]
    public void Between_temperatures_the_logarithm_is_linear_in_one_over_T()
    {
        // Activation from 0.040 at 273.15 K to 0.020 at 298.15 K, evaluated at 10 degC.
        double activation_K = Math.Log(2.0) / (1 / 273.15 - 1 / 298.15);
        double expected = 0.020 * Math.Exp(activation_K * (1 / 283.15 - 1 / 298.15));
        Assert.Equal(expected, s_grid.At(20, 10)[0], 12);
    }

    [Theory]
    [InlineData(0.0, 20.0)]
    [InlineData(100.0, 80.0)]
    public void Outside_the_states_of_charge_the_nearest_row_is_held(double soc_pct, double held_pct) =>
        Assert.Equal(s_grid.At(held_pct, 12), s_grid.At(soc_pct, 12));

    [Theory]
    [InlineData(-20.0)]
    [InlineData(50.0)]
    public void Outside_the_temperatures_each_value_goes_on_with_its_own_activation(double temperature_C)
    {
        double activation_K = Math.Log(2.0) / (1 / 273.15 - 1 / 298.15);
        double expected = 0.020 * Math.Exp(activation_K * (1 / (temperature_C + 273.15) - 1 / 298.15));
        double[] values = s_grid.At(20, temperature_C);
        Assert.Equal(expected, values[0], 12);
        Assert.Equal(10.0, values[1], 12);
    }
}
