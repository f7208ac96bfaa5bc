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
    public void Neighbours_of_a_group_take_turns()
    {
        var cells = new bool[15];
        Array.Fill(cells, true);
        Assert.True(_balancer.TryBleed(cells));
        Assert.Equal(0x15, _chip[0x01]); // 1, 3, 5
        Assert.True(_balancer.TryBleed(cells));
        Assert.Equal(0x15, _chip[0x01]); // from above, of five: 5, 3, 1
        cells[0] = false;
        Assert.True(_balancer.TryBleed(cells));
        Assert.Equal(0x0A, _chip[0x01]); // 2, 4
        Assert.True(_balancer.TryBleed(cells));
        Assert.Equal(0x14, _chip[0x01]); // 5, 3
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

    [Fact]
    public void A_command_lasts_until_the_next() => Assert.Equal(int.MaxValue, _balancer.Expiry_ms);
}
