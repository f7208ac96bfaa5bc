using Bms.Simulator.Scenarios;
using Bms.World;

namespace Bms.Simulator.Tests.Scenarios;

public class CellWatchTests
{
    private readonly Looks _looks = new();
    private readonly CellWatch _watch = new(CellLimits.Nmc811, 4, 1_000_000);

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 0)]
    [InlineData(12, 1)]
    public void A_cell_counts_once_it_has_been_outside_for_longer_than_the_grace(int ticks, int outside)
    {
        Tick(ticks, cell3_V: 4.4);
        Tick(50, cell3_V: 4.0);

        Assert.Equal(outside, _watch.Outside);
    }

    [Fact]
    public void Two_short_excursions_do_not_add_up()
    {
        for (int i = 0; i < 10; i++)
        {
            Tick(8, cell3_V: 1.5);
            Tick(1, cell3_V: 2.5);
        }

        Assert.Equal(0, _watch.Outside);
    }

    [Fact]
    public void A_cell_counts_once_and_is_named_with_what_was_found()
    {
        Tick(30, cell3_V: 4.4);
        Tick(5, cell3_V: 4.0);
        Tick(30, cell3_V: 4.5);

        Assert.Equal(1, _watch.Outside);
        Assert.Equal("cell 3 at 4.400 V, 25.0 degC, since 0.1 s", _watch.First);
    }

    private void Tick(int ticks, double cell3_V)
    {
        for (int i = 0; i < ticks; i++)
        {
            _looks.Tick(look =>
            {
                Array.Fill(look.Truth.Cell_V, 3.7);
                Array.Fill(look.Truth.Core_C, 25.0);
                look.Truth.Cell_V[2] = cell3_V;
            });
            _watch.Observe(_looks.Now);
        }
    }
}
