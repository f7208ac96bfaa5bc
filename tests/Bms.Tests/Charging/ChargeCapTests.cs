using Bms.Charging;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Charging;

public class ChargeCapTests
{
    private readonly PackSample _sample = TestPack.HealthySample();
    private readonly PackState _state = new();

    [Fact]
    public void A_pack_as_it_was_is_charged_as_it_was() => Check(1000, CapReason.None);

    [Theory]
    [InlineData(1, 1000, CapReason.None)]
    [InlineData(2, 500, CapReason.Severity)]
    [InlineData(3, 200, CapReason.Severity)]
    public void A_harmful_alarm_lowers_by_its_severity(int severity, int cap_permille, CapReason by)
    {
        _state.AnomalyHarm = severity;
        Check(cap_permille, by);
    }

    [Fact]
    public void An_alarm_that_charging_does_not_make_worse_lowers_nothing()
    {
        _state.AnomalySeverity = 3;
        Check(1000, CapReason.None);
    }

    /// <summary>The heat in the cell, current squared times resistance, stays what it was: to 1 % at the corners.</summary>
    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(1000)]
    [InlineData(2000)]
    [InlineData(5000)]
    public void Grown_resistance_keeps_the_heat_that_it_had(int growth_permille)
    {
        _state.ResistanceGrowth_permille = growth_permille;
        new ChargeCap().Step(_sample, _state);
        double share = _state.ChargeCap_permille / 1000.0;
        Assert.InRange(share * share * (1 + (growth_permille / 1000.0)), 0.99, 1.01);
        Assert.Equal(CapReason.Resistance, _state.ChargeCapBy);
    }

    [Theory]
    [InlineData(50, 1000, CapReason.None)]
    [InlineData(100, 650, CapReason.Gradient)]
    [InlineData(150, 300, CapReason.Gradient)]
    [InlineData(400, 300, CapReason.Gradient)]
    public void Probes_that_differ_lower_by_their_difference(int gradient_ddegC, int cap_permille, CapReason by)
    {
        _sample.Temperature_ddegC.Accept(1, 250 + gradient_ddegC, 0);
        Check(cap_permille, by);
    }

    [Fact]
    public void The_least_of_all_acts_and_is_named()
    {
        _state.AnomalyHarm = 2;
        _state.ResistanceGrowth_permille = 5000;
        Check(408, CapReason.Resistance);
    }

    [Fact]
    public void A_lost_probe_makes_no_gradient()
    {
        _sample.Uptime_ms = 10_000;
        _sample.Temperature_ddegC.Accept(0, 250, 10_000);
        _sample.Temperature_ddegC.Accept(1, 260, 10_000);
        _sample.Temperature_ddegC.Value[2] = -400;
        Check(1000, CapReason.None);
    }

    private void Check(int cap_permille, CapReason by)
    {
        new ChargeCap().Step(_sample, _state);
        Assert.Equal((cap_permille, by), (_state.ChargeCap_permille, _state.ChargeCapBy));
    }
}
