using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class TicksTests
{
    [Theory]
    [InlineData(2.8, 4.25, "2.8 3.0 3.2 3.4 3.6 3.8 4.0 4.2", 7)]
    [InlineData(-6, 2, "-6 -4 -2 0 2", 5)]
    [InlineData(0, 100, "0 20 40 60 80 100", 5)]
    [InlineData(-0.003, 0.003, "-0.003 -0.002 -0.001 0.000 0.001 0.002 0.003", 5)]
    [InlineData(0, 1e-6, "0.0000000 0.0000002 0.0000004 0.0000006 0.0000008 0.0000010", 5)]
    public void Numbers_stand_at_round_values(double low, double high, string labels, int wanted) =>
        Assert.Equal(labels, string.Join(' ', Ticks.Numbers(low, high, wanted).Select(t => t.Label)));

    [Theory]
    [InlineData(0, 86_400, "0:00 3:00 6:00 9:00 12:00 15:00 18:00 21:00 24:00", "h:min")]
    [InlineData(25_200, 32_400, "7:00 7:15 7:30 7:45 8:00 8:15 8:30 8:45 9:00", "h:min")]
    [InlineData(0, 600, "0:00 0:01 0:02 0:03 0:04 0:05 0:06 0:07 0:08 0:09 0:10", "h:min")]
    [InlineData(60, 210, "0:01:00 0:01:15 0:01:30 0:01:45 0:02:00 0:02:15 0:02:30 0:02:45 0:03:00 0:03:15 0:03:30", "h:min:s")]
    [InlineData(-10, 20, "-10 -5 0 5 10 15 20", "s")]
    [InlineData(0, 864_000, "0 1 2 3 4 5 6 7 8 9 10", "days")]
    public void Times_stand_at_round_times_and_say_their_unit(double low_s, double high_s, string labels, string unit)
    {
        Assert.Equal(labels, string.Join(' ', Ticks.Times(low_s, high_s, 8).Select(t => t.Label)));
        Assert.Equal(unit, Ticks.TimeUnit(low_s, high_s, 8));
    }

    [Theory]
    [InlineData(0.1), InlineData(90), InlineData(121), InlineData(1801), InlineData(7200), InlineData(100_000), InlineData(400_000)]
    [InlineData(3_000_000), InlineData(31_536_000)]
    public void Any_length_of_time_has_between_four_and_twenty_ticks_in_order_and_labels_that_differ(double length_s)
    {
        var ticks = Ticks.Times(0, length_s, 8);
        Assert.InRange(ticks.Count, 4, 20);
        Assert.Equal(ticks.Select(t => t.Value).Order(), ticks.Select(t => t.Value));
        Assert.All(ticks, t => Assert.InRange(t.Value, 0, length_s));
        Assert.Equal(ticks.Count, ticks.Select(t => t.Label).Distinct().Count());
    }

    [Theory]
    [InlineData(3.25, "3.25 s"), InlineData(119.9999, "120 s"), InlineData(29_523.1, "8:12:03.1"), InlineData(86_400, "24:00:00")]
    [InlineData(3599.96, "1:00:00"), InlineData(-130, "-0:02:10")]
    public void Says_a_time_as_a_reader_would(double time_s, string said) => Assert.Equal(said, Ticks.Say(time_s));

    [Theory]
    [InlineData(0, "0"), InlineData(8662, "8662"), InlineData(4.02, "4.02"), InlineData(1.0 / 3, "0.333333")]
    [InlineData(-0.000125, "-0.000125"), InlineData(123_456_789, "123456789"), InlineData(1e-7, "1E-07"), InlineData(double.NaN, "NaN")]
    public void Writes_numbers_with_six_significant_digits(double value, string text) => Assert.Equal(text, Ticks.Number(value));
}
