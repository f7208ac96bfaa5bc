using Xunit;

namespace Bms.World.Tests;

public class NegativeElectrodeTests
{
    // Rate in C at which the potential reaches 0 V, found with another implementation of the single-particle model and the same cell
    // (PyBaMM's distribution of the set), quasi-steady; at 60 % a step of the open-circuit potential makes the rate sensitive.
    [Theory]
    [InlineData(0, 0.4, 1.06)]
    [InlineData(0, 0.8, 0.38)]
    [InlineData(10, 0.6, 1.30)]
    [InlineData(25, 0.2, 5.42)]
    [InlineData(25, 0.6, 2.43)]
    [InlineData(25, 0.8, 1.16)]
    [InlineData(25, 0.9, 1.00)]
    [InlineData(40, 0.8, 2.08)]
    public void Plating_begins_at_the_rate_that_another_implementation_finds(double core_C, double soc, double rate)
    {
        double low = 0, high = 20;
        for (int i = 0; i < 50; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = NegativeElectrode.Steady_V(middle * 5, soc, core_C) > 0 ? (middle, high) : (low, middle);
        }

        Assert.InRange(low, rate * 0.85, rate * 1.15);
    }

    [Fact]
    public void A_pulse_leads_less_than_a_steady_current_and_a_rest_forgets_it()
    {
        var electrode = new NegativeElectrode();
        double pulse_V = electrode.Step(5, 0.8, 25, 5);
        double steady_V = electrode.Step(5, 0.8, 25, 3600);
        Assert.Equal(NegativeElectrode.Steady_V(5, 0.8, 25), steady_V, 9);
        Assert.True(pulse_V > steady_V);
        electrode.Step(0, 0.8, 25, 3600);
        Assert.Equal(0, electrode.Lead, 12);
    }

    [Fact]
    public void Many_short_steps_do_what_one_long_one_does()
    {
        NegativeElectrode one = new(), many = new();
        double long_V = one.Step(7, 0.5, 25, 60);
        double short_V = 0;
        for (int i = 0; i < 60; i++) short_V = many.Step(7, 0.5, 25, 1);
        Assert.Equal(long_V, short_V, 10);
    }
}
