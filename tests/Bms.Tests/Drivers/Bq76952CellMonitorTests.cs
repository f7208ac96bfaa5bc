using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76952CellMonitorTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();
    private readonly CrcPort _port;
    private readonly int[] _cell_mV = new int[16];
    private readonly Quality[] _quality = new Quality[16];

    public Bq76952CellMonitorTests()
    {
        _port = _bench.AttachCrc(0x08, _chip);
        _chip.SetWord(0x62, 0x0002);
        for (int i = 0; i < 16; i++)
        {
            _chip.SetWord(0x14 + (2 * i), 3500 + i);
        }
    }

    [Fact]
    public void Sixteen_cells_come_in_one_transfer_after_the_scan_bit_was_cleared()
    {
        new Bq76952CellMonitor(_port, 16).ReadCells(_cell_mV, _quality);
        Assert.Equal(Enumerable.Range(3500, 16), _cell_mV);
        Assert.All(_quality, each => Assert.Equal(Quality.Good, each));
        Assert.Equal((0x62, 2), (_chip.Written[0].Register, (int)_chip.Written[0].Data[0]));
        Assert.Equal(2, _chip.Reads);
    }

    [Fact]
    public void Without_a_new_scan_nothing_is_new()
    {
        _chip.SetWord(0x62, 0xFFFD);
        new Bq76952CellMonitor(_port, 16).ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.Frozen, each));
        Assert.All(_cell_mV, each => Assert.Equal(0, each));
    }

    [Theory]
    [InlineData(5500, Quality.Good)]
    [InlineData(5501, Quality.Saturated)]
    [InlineData(-6060, Quality.Saturated)]
    [InlineData(-200, Quality.Good)]
    [InlineData(-201, Quality.OutOfRange)]
    public void A_cell_beyond_the_converter_is_no_value_and_spoils_no_other(int value_mV, Quality expected)
    {
        _chip.SetWord(0x1A, value_mV);
        new Bq76952CellMonitor(_port, 16).ReadCells(_cell_mV, _quality);
        Assert.Equal(expected, _quality[3]);
        Assert.Equal(Quality.Good, _quality[4]);
    }

    [Fact]
    public void The_topmost_of_eight_cells_is_on_the_last_input()
    {
        new Bq76952CellMonitor(_port, 8).ReadCells(_cell_mV, _quality);
        Assert.Equal(3506, _cell_mV[6]);
        Assert.Equal(3515, _cell_mV[7]);
    }

    [Fact]
    public void A_dead_bus_is_a_bus_error_on_all_cells()
    {
        _chip.FlippedReads = int.MaxValue;
        new Bq76952CellMonitor(_port, 16).ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.BusError, each));
    }

    [Fact]
    public void A_cell_is_within_15_mV_from_minus_40_to_85_degrees()
    {
        var monitor = new Bq76952CellMonitor(_port, 16);
        Assert.Equal(16, monitor.CellCount);
        Assert.Equal(15, monitor.Accuracy_mV(15));
        Assert.Equal(15, monitor.MeanAccuracy_mV);
    }
}
