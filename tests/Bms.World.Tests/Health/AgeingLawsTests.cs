using Bms.World.Health;
using Xunit;

namespace Bms.World.Tests.Health;

/// <summary>Every law at points that are worked out by hand from its publication.</summary>
public class AgeingLawsTests
{
    // Name, days, temperature, SoC, OCV: share of the capacity that is lost by standing.
    [Theory]
    // (7.543 x 3.7 - 23.75) 1e6 exp(-6976 / 313.15) 365^0.75 = 4.1591e6 x 2.1151e-10 x 83.51
    [InlineData("nmc-schmalstieg-2014", 365, 40, 0.5, 3.7, 0.0735)]
    // 1.2571e-5 exp(-17126 / 8.314 (1/313.15 - 1/298.15)) 0.60225 sqrt(365 x 86400)
    [InlineData("lfp-naumann-2018", 365, 40, 0.5, 3.3, 0.0591)]
    // (0.019 x 50^0.823 + 0.5195) (3.258e-9 x 25^5.087 + 0.295) 12^0.8 % = 0.9949 x 0.3370 x 7.300 %
    [InlineData("lfp-wang-2011", 365.28, 25, 0.5, 3.3, 0.0245)]
    // 75.4 exp(-3340 / 298.15) exp(353 x 0.5 / 298.15) 365^0.512
    [InlineData("nca-panasonic-2018", 365, 25, 0.5, 3.7, 0.0380)]
    // 0.0353 exp(-1030 / 298.15) exp(57.7 x 0.5 / 298.15) 365^0.743
    [InlineData("nmc811-mj1", 365, 25, 0.5, 3.7, 0.0985)]
    public void A_year_of_standing_costs_what_the_law_says(
        string name, double days, double temperature_C, double soc, double ocv_V, double loss)
    {
        AgeingStress stress = new(temperature_C, soc, ocv_V, 0.8, 1);
        Assert.Equal(loss, AgeingLaw.Of(name).CalendarLoss.Advance(0, days, stress), 0.02 * loss);
    }

    // Name, full cycles, temperature, depth, rate: share of the capacity that is lost by cycling.
    [Theory]
    // (7.348e-3 x 0.033^2 + 7.6e-4 + 4.081e-3 x 0.8) sqrt(500 x 4.3)
    [InlineData("nmc-schmalstieg-2014", 500, 35, 0.8, 1, 0.1870)]
    // (0.0630 + 0.0971) (4.0253 x 0.2^3 + 1.0923) sqrt(500) %
    [InlineData("lfp-naumann-2018", 500, 25, 0.8, 1, 0.0403)]
    // 30630 x exp((-31700 + 185.15) / (8.314 x 298.15)) (500 x 2.2)^0.55 %: 31630 at C/2
    [InlineData("lfp-wang-2011", 500, 25, 0.8, 0.5, 0.0449)]
    // (1.86e-6 + 1.77e-4 x 0.8) 2 x 500^0.699
    [InlineData("nca-panasonic-2018", 500, 25, 0.8, 1, 0.0221)]
    // (1.77e-7 + 2.21e-7 x 0.8) exp(2250 / 298.15) 500^0.695
    [InlineData("nmc811-mj1", 500, 25, 0.8, 1, 0.0504)]
    public void Five_hundred_cycles_cost_what_the_law_says(
        string name, double cycles, double temperature_C, double depth, double rate_per_h, double loss)
    {
        AgeingStress stress = new(temperature_C, 0.5, 3.7, depth, rate_per_h);
        Assert.Equal(loss, AgeingLaw.Of(name).CycleLoss.Advance(0, cycles, stress), 0.02 * loss);
    }

    [Fact]
    public void Standing_in_parts_is_standing_at_once()
    {
        AgeingStress stress = new(40, 0.7, 3.9, 0.8, 1);
        foreach (AgeingLaw law in AgeingLaws.All)
        {
            double once = law.CalendarLoss.Advance(0, 300, stress), parts = 0;
            for (int i = 0; i < 300; i++) parts = law.CalendarLoss.Advance(parts, 1, stress);
            Assert.Equal(once, parts, 1e-9);
        }
    }

    [Fact]
    public void An_unknown_law_is_refused_with_the_names_that_are_known() =>
        Assert.Contains("lfp-naumann-2018", Assert.Throws<ArgumentException>(() => AgeingLaw.Of("none")).Message, StringComparison.Ordinal);
}
