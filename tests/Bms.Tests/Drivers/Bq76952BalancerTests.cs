using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76952BalancerTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();
    private readonly Bq76952Link _link;

    public Bq76952BalancerTests()
    {
        _link = new Bq76952Link(_bench.AttachCrc(0x08, _chip), _bench);
    }

    [Fact]
    public void Cells_are_bits_from_the_lowest_up()
    {
        var cells = new bool[16];
        cells[0] = cells[2] = cells[15] = true;
        Assert.True(new Bq76952Balancer(_link, 16, 50, 8).TryBleed(cells));
        Assert.Equal(0x0083, _chip.Committed[0].Code);
        Assert.Equal([0x05, 0x80], _chip.Committed[0].Data);
    }

    [Fact]
    public void The_topmost_of_eight_cells_is_the_last_bit_both_ways()
    {
        var balancer = new Bq76952Balancer(_link, 8, 50, 4);
        var cells = new bool[8];
        cells[7] = true;
        Assert.True(balancer.TryBleed(cells));
        Assert.Equal([0x00, 0x80], _chip.Committed[0].Data);
        _chip.Answers(0x0083, 0x01, 0x80);
        Assert.True(balancer.TryReadBleeding(cells));
        Assert.Equal([true, false, false, false, false, false, false, true], cells);
    }

    [Fact]
    public void A_command_lasts_20_seconds()
    {
        var balancer = new Bq76952Balancer(_link, 16, 50, 8);
        Assert.Equal((20_000, 50, 8), (balancer.Expiry_ms, balancer.Current_mA, balancer.MostAtOnce));
    }

    [Fact]
    public void An_answer_that_does_not_come_is_told()
    {
        _chip.FlippedReads = int.MaxValue;
        Assert.False(new Bq76952Balancer(_link, 16, 50, 8).TryReadBleeding(new bool[16]));
    }
}
