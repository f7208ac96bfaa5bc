using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76940CellMonitorTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new() { ReadsAlone = true };
    private readonly Bq76940CellMonitor _monitor;
    private readonly int[] _cell_mV = new int[15];
    private readonly Quality[] _quality = new Quality[15];

    public Bq76940CellMonitorTests()
    {
        _monitor = new Bq76940CellMonitor(new Bq76940Link(_bench.AttachCrc(0x08, _chip, readsAlone: true)));
        _chip[0x00] = 0x80;
        _chip[0x50] = 0x08;
        _chip[0x59] = 0x20; // 382 uV
        for (int i = 0; i < 15; i++)
        {
            Set(i, 9424 + i);
        }
    }

    [Fact]
    public void Fifteen_cells_come_high_byte_first_with_gain_and_offset()
    {
        _chip[0x51] = 0xF6; // -10 mV
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.Good, each));
        Assert.Equal(3600 - 10, _cell_mV[0]);
        Assert.Equal(3605 - 10, _cell_mV[14]);
        Assert.Equal((0x00, 0x80), (_chip.Written[0].Register, (int)_chip.Written[0].Data[0]));
    }

    [Fact]
    public void Without_a_new_scan_nothing_is_new()
    {
        _chip[0x00] = 0x04;
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.Frozen, each));
    }

    [Fact]
    public void A_code_at_the_end_of_the_converter_is_no_cell()
    {
        Set(3, 0x3FFF);
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.Equal(Quality.Saturated, _quality[3]);
        Assert.Equal(Quality.Good, _quality[4]);
    }

    [Fact]
    public void A_bus_that_fails_is_a_bus_error_on_all_cells()
    {
        _chip.FlippedReads = int.MaxValue;
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.BusError, each));
    }

    [Fact]
    public void A_scan_whose_cells_were_spoilt_is_read_in_the_next_cycle_though_its_flag_is_cleared()
    {
        _chip.Written.Clear();
        _monitor.ReadCells(_cell_mV, _quality); // the trim is known from here on
        _chip[0x00] = 0x80;
        Set(0, 9000);
        _chip.SpoilsReadsOf = 0x0C;
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.BusError, each));
        Assert.Equal(3600, _cell_mV[0]);
        _chip.SpoilsReadsOf = -1;
        _chip[0x00] = 0x00;
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.Good, each));
        Assert.Equal(3438, _cell_mV[0]);
        _monitor.ReadCells(_cell_mV, _quality);
        Assert.All(_quality, each => Assert.Equal(Quality.Frozen, each));
    }

    private void Set(int cell, int code)
    {
        _chip[0x0C + (2 * cell)] = (byte)(code >> 8);
        _chip[0x0D + (2 * cell)] = (byte)code;
    }
}
