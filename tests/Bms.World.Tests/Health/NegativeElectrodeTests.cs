using Bms.World.Cells;
using Bms.World.Health;
using Xunit;

namespace Bms.World.Tests.Health;

public class NegativeElectrodeTests(ITestOutputHelper output)
{
    private static readonly NegativeElectrodeSpec s_graphite = CellSpec.LgM50().Negative!;
    private static readonly double[] s_soc = [0.2, 0.4, 0.6, 0.8, 0.9];

    // Rate in C at which the potential reaches 0 V, quasi-steady, found with another implementation of the single-particle model and the
    // same cell (PyBaMM's distribution of the set of Chen et al. 2020), at 20, 40, 60, 80 and 90 % SoC. Stated tolerance: 5 %.
    [Theory]
    [InlineData(-20, 0.69, 0.39, 0.29, 0.13, 0.11)]
    [InlineData(-10, 1.16, 0.66, 0.50, 0.23, 0.20)]
    [InlineData(0, 1.88, 1.06, 0.82, 0.38, 0.33)]
    [InlineData(10, 2.94, 1.66, 1.30, 0.61, 0.52)]
    [InlineData(25, 5.42, 3.05, 2.43, 1.16, 1.00)]
    [InlineData(40, 9.42, 5.28, 4.28, 2.08, 1.79)]
    [InlineData(60, 18.14, 10.18, 8.40, 4.17, 3.60)]
    public void Plating_begins_at_the_rate_that_another_implementation_finds(
        double core_C, double at20, double at40, double at60, double at80, double at90)
    {
        double[] published = [at20, at40, at60, at80, at90];
        for (int i = 0; i < published.Length; i++)
        {
            double rate = Limit(core_C, s_soc[i]);
            output.WriteLine($"{core_C} degC, {s_soc[i]}: {rate:F2}C, other {published[i]:F2}C, {100 * (rate / published[i] - 1):F0} %");
            Assert.InRange(rate, published[i] * 0.95, published[i] * 1.05);
        }
    }

    [Fact]
    public void A_pulse_leads_less_than_a_steady_current_and_a_rest_forgets_it()
    {
        var electrode = new NegativeElectrode(s_graphite);
        double pulse_V = electrode.Step(5, 0.8, 25, 5);
        double steady_V = electrode.Step(5, 0.8, 25, 3600);
        Assert.Equal(electrode.Steady_V(5, 0.8, 25), steady_V, 9);
        Assert.True(pulse_V > steady_V);
        electrode.Step(0, 0.8, 25, 3600);
        Assert.Equal(0, electrode.Lead, 12);
    }

    [Fact]
    public void Many_short_steps_do_what_one_long_one_does()
    {
        NegativeElectrode one = new(s_graphite), many = new(s_graphite);
        double long_V = one.Step(7, 0.5, 25, 60);
        double short_V = 0;
        for (int i = 0; i < 60; i++) short_V = many.Step(7, 0.5, 25, 1);
        Assert.Equal(long_V, short_V, 10);
    }

    // The function that Chen et al. 2020 give, beside the table of the cell's file.
    [Fact]
    public void The_table_follows_the_published_function()
    {
        var electrode = new NegativeElectrode(s_graphite);
        for (double x = 0.03; x < 0.95; x += 0.0031)
        {
            double published_V = 1.9793 * Math.Exp(-39.3631 * x) + 0.2482 - 0.0909 * Math.Tanh(29.8538 * (x - 0.1234))
                - 0.04478 * Math.Tanh(14.9159 * (x - 0.2769)) - 0.0205 * Math.Tanh(30.4444 * (x - 0.6103));
            Assert.Equal(published_V, electrode.Open_V(x), 0.004);
        }
    }

    [Fact]
    public void Nothing_is_plated_above_zero_volt_and_more_the_further_below()
    {
        var electrode = new NegativeElectrode(s_graphite);
        Assert.Equal(0, electrode.Plating_A(0.001, 25));
        Assert.True(electrode.Plating_A(-0.02, 25) > 2 * electrode.Plating_A(-0.01, 25));
    }

    [Fact]
    public void A_cold_fast_charge_plates_and_costs_capacity_and_a_warm_one_does_not()
    {
        (double cold_V, double cold) = Charged(0, 1.0);
        (double warm_V, double warm) = Charged(25, 0.5);
        Assert.True(cold_V < 0 && cold > 1e-5, $"{cold_V:F4} V, {cold}");
        Assert.True(warm_V > 0, $"{warm_V:F4} V");
        Assert.Equal(0, warm);
    }

    [Fact]
    public void A_cell_whose_graphite_is_not_known_has_no_margin()
    {
        Pack pack = new(new PackSpec { Cell = ShippedCells.Open("li-metal-provisional"), Plating = true });
        Assert.False(pack.KnowsPlating);
        Assert.True(double.IsNaN(pack.PlatingMargin_V(0)));
    }

    private static (double Lowest_V, double Plated) Charged(double ambient_C, double rate)
    {
        Pack pack = TestPacks.Closed(new PackSpec
        {
            SeriesCells = 1, InitialSoc = 0.6, Ambient_C = ambient_C, Convection_W_per_m2K = 300, Plating = true,
        });
        pack.Load.SetCurrent_A(-5 * rate);
        double lowest_V = double.PositiveInfinity;
        while (pack.Soc(0) < 0.85)
        {
            pack.AdvanceBy_s(1);
            lowest_V = Math.Min(lowest_V, pack.PlatingMargin_V(0));
        }

        Assert.Equal(pack.PlatedLoss(0), pack.CapacityLoss(0), 12);
        return (lowest_V, pack.PlatedLoss(0));
    }

    private static double Limit(double core_C, double soc)
    {
        double low = 0, high = 40;
        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = new NegativeElectrode(s_graphite).Steady_V(middle * 5, soc, core_C) > 0 ? (middle, high) : (low, middle);
        }

        return low;
    }
}
