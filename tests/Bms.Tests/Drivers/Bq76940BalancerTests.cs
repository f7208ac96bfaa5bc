using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76940BalancerTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new() { ReadsAlone = true };
    private readonly Bq76940Balancer _balancer;

    public Bq76940BalancerTests()
    {
        _balancer = new Bq76940Balancer(new Bq76940Link(_bench.AttachCrc(0x08, _chip, readsAlone: true)), 50, 6);
    }

    [Fact]
    public void Of_neighbours_in_a_group_another_waits_after_each_pause()
    {
        Assert.Equal(0x15, Bleeding(0x1F)); // 1, 3, 5
        Assert.Equal(0x0A, Bleeding(0x1E)); // 2, 4
        Assert.Equal(0, Bleeding(0));
        Assert.Equal(0, Bleeding(0));
        Assert.Equal(0x15, Bleeding(0x1F)); // from above, of five: 5, 3, 1
        Assert.Equal(0x14, Bleeding(0x1E)); // 5, 3
        Assert.Equal(0, Bleeding(0));
        Assert.Equal(0x0A, Bleeding(0x1E));
    }

    [Fact]
    public void Within_a_turn_the_same_command_bleeds_the_same_cells()
    {
        int first = Bleeding(0x1E);
        for (int second = 0; second < 16; second++)
        {
            Assert.Equal(first, Bleeding(0x1E));
        }
    }

    // Cells 5 and 6 are neighbours in the pack, and not within a group.
    [Fact]
    public void Cells_that_wait_are_taken_off_the_command_and_what_is_left_is_read_back()
    {
        var cells = new bool[15];
        cells[3] = cells[4] = cells[5] = cells[6] = true;
        Assert.True(_balancer.TryBleed(cells));
        Assert.Equal([3, 5], Enumerable.Range(0, 15).Where(cell => cells[cell]));
        var bleeding = new bool[15];
        Assert.True(_balancer.TryReadBleeding(bleeding));
        Assert.Equal(cells, bleeding);
    }

    [Fact]
    public void Cells_stand_in_three_registers_both_ways()
    {
        var cells = new bool[15];
        cells[0] = cells[7] = cells[14] = true;
        Assert.True(_balancer.TryBleed(cells));
        Assert.Equal((0x01, 0x04, 0x10), (_chip[0x01], _chip[0x02], _chip[0x03]));
        var bleeding = new bool[15];
        Assert.True(_balancer.TryReadBleeding(bleeding));
        Assert.Equal(cells, bleeding);
    }

    private int Bleeding(int group)
    {
        var cells = new bool[15];
        for (int i = 0; i < 5; i++)
        {
            cells[i] = (group & (1 << i)) != 0;
        }

        Assert.True(_balancer.TryBleed(cells));
        return _chip[0x01];
    }

    [Fact]
    public void A_command_lasts_until_the_next() => Assert.Equal(int.MaxValue, _balancer.Expiry_ms);
}
