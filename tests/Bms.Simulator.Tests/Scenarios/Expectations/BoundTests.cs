using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class BoundTests
{
    private readonly Looks _looks = new();

    [Theory]
    [InlineData(2.5, true)]
    [InlineData(2.4999, false)]
    [InlineData(4.3, true)]
    [InlineData(4.3001, false)]
    [InlineData(double.NaN, false)]
    public void Both_bounds_are_allowed_and_nothing_beyond(double cell_V, bool holds)
    {
        Expectation bound = Looks.Expect("""{ "expect": "cell-voltage", "min_V": 2.5, "max_V": 4.3 }""");
        Array.Fill(_looks.Now.Truth.Cell_V, 3.6);
        _looks.Tick(null, bound);
        _looks.Tick(o => o.Truth.Cell_V[3] = cell_V, bound);
        Assert.Equal(holds, bound.Finish().Holds);
    }

    [Fact]
    public void One_cell_may_be_meant_alone()
    {
        Expectation bound = Looks.Expect("""{ "expect": "cell-voltage", "cell": 2, "max_V": 4.3 }""");
        _looks.Tick(o => (o.Truth.Cell_V[0], o.Truth.Cell_V[1]) = (5, 4.2), bound);
        Assert.Equal(new Verdict(true, "4.2 to 4.2 V"), bound.Finish());
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Only_its_span_counts_ends_included(int tick, bool holds)
    {
        Expectation bound = Looks.Expect("""{ "expect": "current", "max_A": 1, "from_s": 0.3, "until_s": 0.5 }""");
        for (int i = 1; i <= 8; i++)
        {
            _looks.Tick(o => o.Truth.Current_A = i == tick ? 2 : 0, bound);
        }

        Assert.Equal(holds, bound.Finish().Holds);
    }

    [Fact]
    public void A_span_without_a_tick_proves_nothing()
    {
        Expectation bound = Looks.Expect("""{ "expect": "current", "max_A": 1, "from_s": 50 }""");
        _looks.Ticks(3, bound);
        Assert.Equal(new Verdict(false, "the span holds no tick"), bound.Finish());
    }

    [Theory]
    [InlineData("""{ "expect": "soc", "min": 0.3, "max": 0.3 }""")]
    [InlineData("""{ "expect": "soc-estimate", "min": 0.5, "max": 0.5 }""")]
    [InlineData("""{ "expect": "soc-error", "min": 0.199, "max": 0.201 }""")]
    [InlineData("""{ "expect": "cell-temperature", "min_C": 20, "max_C": 31 }""")]
    [InlineData("""{ "expect": "current", "min_A": -3, "max_A": -3 }""")]
    public void Every_kind_looks_at_its_own_quantity(string json)
    {
        Expectation bound = Looks.Expect(json);
        _looks.Tick(
            o =>
            {
                Array.Fill(o.Truth.Soc, 0.4);
                Array.Fill(o.Truth.Surface_C, 20);
                (o.Truth.Soc[2], o.Truth.Surface_C[1], o.State.Soc_ppm, o.Truth.Current_A) = (0.3, 31, 500_000, -3);
            },
            bound);
        Assert.True(bound.Finish().Holds, bound.Finish().Found);
    }
}
