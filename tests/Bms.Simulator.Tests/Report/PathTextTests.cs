using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class PathTextTests
{
    private static readonly PathText s_path = new(from: 0, to: 24, low: 0, high: 10);

    [Fact]
    public void A_line_starts_at_its_first_point_and_goes_on_in_relative_steps() =>
        Assert.Equal("M0 1000h0v-500h100l100 250", s_path.Line([(0, 0), (0, 5), (1, 5), (2, 2.5)]));

    [Fact]
    public void A_gap_lifts_the_pen() =>
        Assert.Equal("M0 500h0M200 500h0h100", s_path.Line([(0, 5), (1, double.NaN), (2, 5), (3, 5)]));

    [Fact]
    public void Dots_at_one_place_are_drawn_once() => Assert.Equal("M100 500h0", s_path.Dots([(1, 5), (1.001, 5.001), (2, double.NaN)]));

    [Fact]
    public void An_area_goes_forth_on_its_upper_edge_and_back_on_its_lower_and_is_closed() =>
        Assert.Equal("M0 400h0h100v200h-100z", s_path.Area([(0, 4), (1, 4)], [(0, 6), (1, 6)]));

    [Fact]
    public void A_value_far_outside_stays_a_small_number() =>
        Assert.Equal("M0 -1000h0l2400 3000", s_path.Line([(-1e9, 1e12), (1e9, -1e12)]));
}
