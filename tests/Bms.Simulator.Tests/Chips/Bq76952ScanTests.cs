using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

/// <summary>SLUUBY2B, section 4.1; one thermistor is on after a reset, so a loop has 19 slots of 3 ms.</summary>
public class Bq76952ScanTests
{
    private const int Scan = 0x0002, FullScan = 0x0080;
    private readonly Bq76952Rig _rig = new();

    public Bq76952ScanTests() => _rig.Configure((0x926D, 2, 0xF882));

    [Fact]
    public void All_cells_show_when_the_loop_is_complete_each_as_it_was_in_its_slot()
    {
        long start_us = NextLoop();
        WaitUntil(start_us + (8 * 3_000));
        _rig.Change(() => Array.Fill(_rig.Cell_V, 3.7));
        WaitUntil(start_us + 56_000);
        Assert.Equal(3600, _rig.ReadWord(0x14));
        WaitUntil(start_us + 57_500);
        Assert.Equal(3600, _rig.ReadWord(0x22)); // cell 8, slot ended before
        Assert.Equal(3700, _rig.ReadWord(0x24)); // cell 9
    }

    [Theory, InlineData(4, 3900, 3300), InlineData(15, 3900, 3600)]
    public void A_tap_that_lies_moves_the_cell_below_it_up_and_the_one_above_it_down(int input, int below_mV, int above_mV)
    {
        _rig.Change(() => _rig.Chip.Faults[Bq76952Chip.TapInput + input].Offset = 0.3);
        _rig.Wait_ms(130);
        Assert.Equal(below_mV, _rig.ReadWord(0x14 + (2 * input)));
        Assert.Equal(above_mV, _rig.ReadWord(input == 15 ? 0x14 : 0x16 + (2 * input)));
    }

    [Fact]
    public void Each_loop_sets_a_bit_and_every_third_another()
    {
        NextLoop();
        _rig.Write(0x62, 0xFF, 0xFF);
        int loops = 0, sets = 0;
        for (int i = 0; i < 300; i++)
        {
            _rig.Wait_ms(10);
            int alarm = _rig.ReadWord(0x62);
            loops += (alarm & Scan) != 0 ? 1 : 0;
            sets += (alarm & FullScan) != 0 ? 1 : 0;
            _rig.Write(0x62, (byte)(alarm & 0x82), 0);
        }

        Assert.InRange(loops, 51, 54); // 3 s and the transfers, in loops of 57 ms
        Assert.InRange(sets, 16, 19);
    }

    [Theory]
    [InlineData(4.2, 4200)]
    [InlineData(0.0004, 0)]
    [InlineData(-0.15, -150)]
    [InlineData(6.2, -6060)]
    public void A_cell_reads_in_millivolts(double cell_V, int shown_mV)
    {
        _rig.Change(() => _rig.Cell_V[2] = cell_V);
        _rig.Wait_ms(120);
        Assert.Equal(shown_mV, (short)_rig.ReadWord(0x18));
    }

    [Fact]
    public void Stack_pack_and_load_pin_read_in_10_mV_once_in_three_loops()
    {
        _rig.Change(() => _rig.Load_V = 43.21);
        _rig.Wait_ms(200);
        Assert.Equal(5760, _rig.ReadWord(0x34));
        Assert.Equal(4321, _rig.ReadWord(0x36));
        Assert.Equal(4321, _rig.ReadWord(0x38));
    }

    [Fact]
    public void Temperatures_are_tenths_of_a_kelvin_and_an_unused_pin_is_zero()
    {
        _rig.Wait_ms(200);
        Assert.Equal(2982, _rig.ReadWord(0x70)); // 25 degC
        Assert.Equal(0, _rig.ReadWord(0x72));
        Assert.Equal(3032, _rig.ReadWord(0x68));
    }

    /// <summary>Section 10.1: 35 uA for each bleeding cell through the filter of the topmost input, 20 ohm here.</summary>
    [Fact]
    public void Bleeding_lowers_the_topmost_cell_and_no_other()
    {
        _rig.Put(0x0083, 0xFF, 0x0F);
        _rig.Wait_ms(1200);
        Assert.Equal(3600, _rig.ReadWord(0x14));
        Assert.Equal(3592, _rig.ReadWord(0x32)); // 12 x 0.7 mV
    }

    [Fact]
    public void Asleep_it_looks_every_five_seconds()
    {
        _rig.Wait_ms(12_000);
        Assert.True(_rig.Chip.Asleep);
        _rig.Write(0x62, 0xFF, 0xFF);
        int scans = 0;
        for (int i = 0; i < 200; i++)
        {
            _rig.Wait_ms(100);
            scans += (_rig.ReadWord(0x62) & FullScan) != 0 ? 1 : 0;
            _rig.Write(0x62, 0xFF, 0xFF);
        }

        Assert.InRange(scans, 3, 5);
    }

    /// <summary>
    /// Section 5.3.24: the check every 5 s takes charge from a pin whose wire is broken, until the cell below it reads too low and the one
    /// above too high; without the check the capacitor would keep both plausible.
    /// </summary>
    [Theory]
    [InlineData(5, true)]
    [InlineData(0, false)]
    public void A_broken_wire_shows_as_two_cells_that_drift_apart(int check_s, bool shows)
    {
        _rig.Configure((0x9314, 1, check_s), (0x9234, 2, 0x2881));
        _rig.Chip.SetWire(7, broken: true);
        _rig.Wait_ms(11_000);
        int below_mV = (short)_rig.ReadWord(0x20), above_mV = (short)_rig.ReadWord(0x22);
        Assert.Equal(7_200, below_mV + above_mV);
        Assert.Equal(shows, above_mV - below_mV > 1_000);
        Assert.Equal(3600, _rig.ReadWord(0x24));
        _rig.Chip.SetWire(7, broken: false);
        _rig.Wait_ms(200);
        Assert.Equal(3600, _rig.ReadWord(0x20));
    }

    [Fact]
    public void How_often_somebody_looks_does_not_change_what_is_seen()
    {
        int[] often = Watch(1), rarely = Watch(100);
        Assert.Equal(often, rarely);
    }

    private static int[] Watch(int steps)
    {
        var rig = new Bq76952Rig(new Bq76952Errors { Noise_V = 0.01 });
        rig.Command(0x009A);
        for (int i = 0; i < steps; i++)
        {
            rig.Wait_us(5_000_000 / steps);
        }

        return [.. Enumerable.Range(0, 16).Select(cell => rig.Chip.Cell_mV(cell))];
    }

    private long NextLoop()
    {
        _rig.Write(0x62, 0xFF, 0xFF);
        while ((_rig.ReadWord(0x62) & Scan) == 0)
        {
            _rig.Wait_us(50);
        }

        return _rig.Clock.Now_us;
    }

    private void WaitUntil(long time_us) => _rig.Wait_us(Math.Max(0, time_us - _rig.Clock.Now_us));
}
