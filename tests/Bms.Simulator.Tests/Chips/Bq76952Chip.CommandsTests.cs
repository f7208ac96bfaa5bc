namespace Bms.Simulator.Tests.Chips;

/// <summary>What the subcommands answer; SLUUBY2B, section 12.4.</summary>
public class Bq76952CommandsTests
{
    private readonly Bq76952Rig _rig = new();

    /// <summary>0.722 uV and 29.56 nV a count: 3.6 V are 4,986,150 counts; 1 A through 1 mohm are 33,829.</summary>
    [Fact]
    public void Raw_counts_of_cell_and_current_come_in_pairs()
    {
        _rig.Change(() => (_rig.Cell_V[5], _rig.Current_A) = (3.7, -1));
        _rig.Wait_ms(200);
        byte[] counts = _rig.Ask(0x0072); // cells 5 to 8
        Assert.InRange(BitConverter.ToInt32(counts, 0), 4_986_140, 4_986_160);
        Assert.InRange(BitConverter.ToInt32(counts, 8), 5_124_640, 5_124_670);
        Assert.InRange(BitConverter.ToInt32(counts, 12), -33_830, -33_828);
    }

    [Theory]
    [InlineData(0x0080, 1.5, 1500)] // CUV
    [InlineData(0x0081, 4.5, 4500)] // COV
    public void The_cells_at_the_last_trip_are_kept(int code, double cell_V, int kept_mV)
    {
        _rig.Configure((0x9261, 1, 0x0C));
        _rig.Change(() => _rig.Cell_V[7] = cell_V);
        _rig.Wait_ms(600);
        _rig.Change(() => _rig.Cell_V[7] = 3.6);
        _rig.Wait_ms(600);
        byte[] cells = _rig.Ask(code);
        Assert.Equal((kept_mV, 3600), (BitConverter.ToInt16(cells, 14), BitConverter.ToInt16(cells, 0)));
        Assert.Equal(new byte[32], _rig.Ask(code ^ 1));
    }

    [Fact]
    public void Seconds_of_bleeding_add_up_for_each_cell_until_a_reset()
    {
        foreach (int seconds in (int[])[5, 7])
        {
            _rig.Put(0x0083, 0x02, 0x01); // cells 2 and 9
            _rig.Wait_ms((seconds * 1000) + 500);
            _rig.Put(0x0083, 0x00, 0x00);
            _rig.Wait_ms(1500);
        }

        byte[] low = _rig.Ask(0x0086), high = _rig.Ask(0x0087);
        Assert.InRange(BitConverter.ToInt32(low, 4), 11, 14);
        Assert.Equal(BitConverter.ToInt32(low, 4), BitConverter.ToInt32(high, 0));
        Assert.Equal(0, BitConverter.ToInt32(low, 0));
        _rig.Command(0x0012);
        Assert.Equal(new byte[32], _rig.Ask(0x0086));
    }

    [Fact]
    public void Permanent_failures_are_turned_on_and_off_by_one_word()
    {
        _rig.Configure((0x92C0, 1, 0x02), (0x9343, 2, 0x0010)); // SOV, not enabled as a whole
        Assert.Equal(0x10, _rig.Ask(0x0057)[0]);
        _rig.Change(() => _rig.Cell_V[0] = 4.6);
        _rig.Wait_ms(10_000);
        Assert.Equal(0, _rig.Read(0x0B, 1)[0]);
        _rig.Command(0x0024);
        Assert.Equal(0x50, _rig.Ask(0x0057)[0]);
        _rig.Wait_ms(10_000);
        Assert.Equal(0x02, _rig.Read(0x0B, 1)[0]);
    }

    [Fact]
    public void Faults_failures_and_balancing_alarm_once_when_they_come()
    {
        _rig.Configure((0x926D, 2, 0xE004), (0x92C0, 1, 0x02), (0x9343, 2, 0x0050));
        _rig.Put(0x0083, 0x01, 0x00);
        _rig.Wait_ms(1100);
        Assert.Equal(0x0004, _rig.ReadWord(0x62) & 0xE004);
        _rig.Change(() => _rig.Cell_V[0] = 4.6);
        _rig.Wait_ms(8_000);
        Assert.Equal(0x6004, _rig.ReadWord(0x62) & 0xE004);
        _rig.Write(0x62, 0xFF, 0xFF);
        _rig.Wait_ms(2_000);
        Assert.Equal(0, _rig.ReadWord(0x62) & 0xE004);
        Assert.Equal(0x6000, _rig.ReadWord(0x64) & 0xE004); // still so, as the raw word says
    }
}
