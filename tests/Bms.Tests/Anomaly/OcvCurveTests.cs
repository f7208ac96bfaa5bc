using Bms.Anomaly;
using Xunit;

namespace Bms.Tests.Anomaly;

public class OcvCurveTests
{
    [Theory]
    [InlineData(500, 0)]
    [InlineData(380, 120)]
    [InlineData(620, 120)]
    public void Within_reach_of_a_climb_its_slope_is_the_most_and_that_of_the_plateau_the_least(float soc_permille, float within_permille)
    {
        OcvCurve curve = TwoPlateaus();
        Assert.Equal(0.55f, curve.MostSlope_mV(soc_permille, within_permille), 0.001f);
        Assert.Equal(within_permille > 0 ? 0.05f : 0.55f, curve.LeastSlope_mV(soc_permille, within_permille), 0.001f);
    }

    [Fact]
    public void Far_from_the_climb_the_most_is_the_plateaus_own()
    {
        Assert.Equal(0.05f, TwoPlateaus().MostSlope_mV(150, 60), 0.001f);
    }

    // 1 mV for each 20 permille, and 10 more for each of those from 400 to 600.
    private static OcvCurve TwoPlateaus() => new([.. Enumerable.Range(0, 51).Select(i => 3300 + i + (10 * Math.Clamp(i - 20, 0, 10)))]);
}
