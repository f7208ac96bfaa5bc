using Bms.Anomaly;
using Bms.Chemistry;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>A pack whose true charge goes up and down between a tenth and all of it, an hour each way, resting in between.</summary>
public class CorrectionTrackTests
{
    private const double Resistance_mV = 60;

    [Theory]
    [InlineData(0.033)]
    [InlineData(-0.033)]
    public void A_thirtieth_of_the_capacity_counted_each_hour_is_told_within_a_day_whatever_the_curve(double offset_C)
    {
        Assert.InRange(Told_h(Lfp(), offset_C), 8, 24);
        Assert.InRange(Told_h(Nmc811.Create().Ocv_mV, offset_C), 8, 24);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.001, 1)]
    [InlineData(-0.003, 1)]
    [InlineData(0, 0.75)]
    [InlineData(0, 1.25)]
    [InlineData(0, 1, 12)]
    [InlineData(0, 1, -12)]
    public void A_good_sensor_another_capacity_and_a_curve_beside_the_true_one_say_nothing_in_four_days(double offset_C, double capacity,
        double beside_mV = 0)
    {
        Assert.Equal(double.PositiveInfinity, Told_h(Lfp(), offset_C, capacity, beside_mV));
        Assert.Equal(double.PositiveInfinity, Told_h(Nmc811.Create().Ocv_mV, offset_C, capacity, beside_mV));
    }

    [Fact]
    public void The_rate_is_that_of_the_offset()
    {
        var track = new CorrectionTrack();
        Told_h(Lfp(), 0.05, track: track);
        Assert.InRange(track.Rate / 100.0, 30, 75);
    }

    // Hours from the end of the first day, in which nothing is wrong yet, until the sum passes its limit.
    private static double Told_h(int[] ocv_mV, double offset_C, double capacity = 1, double beside_mV = 0, CorrectionTrack? track = null)
    {
        track ??= new CorrectionTrack();
        var pack = new PackModel(ocv_mV, 1000);
        var curve = new OcvCurve(ocv_mV);
        double soc_permille = 500;
        for (int minute = 0; minute < 5 * 24 * 60; minute++)
        {
            double true_C = (minute / 60 % 6) switch { 0 or 1 => 0.4, 3 or 4 => -0.4, _ => 0 };
            soc_permille += true_C * 1000 / 60 / capacity;
            double seen_mV = curve.At_mV((float)soc_permille) + (Resistance_mV * true_C) + beside_mV;
            double counted_C = true_C + (minute < 24 * 60 ? 0 : offset_C);
            for (int frame = 0; frame < 6; frame++)
            {
                pack.Step((float)seen_mV, (float)counted_C, 10);
            }

            pack.CloseWindow();
            track.CloseWindow(pack, false);
            if (Math.Abs(track.Taken) > track.Limit((int)pack.Soc_permille))
            {
                return (minute / 60.0) - 24;
            }
        }

        return double.PositiveInfinity;
    }

    // Two plateaus with a step between them, and steep ends (any data sheet of the chemistry).
    private static int[] Lfp() => [.. Enumerable.Range(0, 51).Select(i =>
        3290 + (i < 5 ? -(5 - i) * (5 - i) * 30 : 0) + (i / 2) + (i > 36 ? Math.Min(i - 36, 5) * 5 : 0) + (i > 48 ? (i - 48) * 60 : 0))];
}
