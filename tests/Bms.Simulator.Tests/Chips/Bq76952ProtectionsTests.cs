namespace Bms.Simulator.Tests.Chips;

/// <summary>Bits, defaults and recoveries are those of SLUUBY2B, section 5.2; the shunt has 1 mohm, so a millivolt is an ampere.</summary>
public class Bq76952ProtectionsTests
{
    private const int Scd = 0x80, Ocd2 = 0x40, Ocd1 = 0x20, Occ = 0x10, Cov = 0x08, Cuv = 0x04;
    private readonly Bq76952Rig _rig = new();

    public Bq76952ProtectionsTests()
    {
        // All protections, the switches in the chip's hands, no sleep; currents far above each other.
        _rig.Configure(
            (0x9234, 2, 0x2881), (0x9261, 1, 0xFC), (0x9262, 1, 0x73), (0x9280, 1, 10), (0x9282, 1, 20), (0x9283, 1, 60),
            (0x9284, 1, 40), (0x9285, 1, 7), (0x9286, 1, 5), (0x9287, 1, 5), (0x9343, 2, 0x0050));
        Assert.True(_rig.Chip.Chg && _rig.Chip.Dsg);
    }

    [Theory]
    [InlineData(4.36, Cov, 250_800, false, true)] // 4.352 V, 250.8 ms
    [InlineData(2.52, Cuv, 250_800, true, false)] // 2.530 V
    public void A_cell_beyond_its_limit_opens_one_direction_after_its_delay(
        double cell_V, int bit, long delay_us, bool charge, bool discharge)
    {
        _rig.Change(() => _rig.Cell_V[7] = cell_V);
        long opened_us = _rig.Until_us(() => !(_rig.Chip.Chg && _rig.Chip.Dsg), 1_000_000);
        Assert.InRange(opened_us, delay_us, delay_us + 6_600);
        Assert.Equal((charge, discharge), (_rig.Chip.Chg, _rig.Chip.Dsg));
        Assert.Equal(bit, _rig.Read(0x03, 1)[0]);
    }

    [Theory]
    [InlineData(21, Occ, 19_800, false, true)] // 20 mV, 19.8 ms
    [InlineData(-41, Ocd1, 204_600, true, false)] // 40 mV, (2 + 60) x 3.3 ms
    [InlineData(-81, Ocd2, 29_700, true, false)] // 80 mV
    [InlineData(-101, Scd, 60, false, false)] // 100 mV, 60 us
    public void A_current_beyond_its_limit_opens_after_its_delay(double current_A, int bit, long delay_us, bool charge, bool discharge)
    {
        _rig.Change(() => _rig.Current_A = current_A);
        long opened_us = _rig.Until_us(() => (_rig.Chip.Chg, _rig.Chip.Dsg) == (charge, discharge), 1_000_000);
        Assert.InRange(opened_us, delay_us, delay_us + (bit == Scd ? 5 : 6_600));
        Assert.Equal(bit, _rig.Read(0x03, 1)[0] & bit);
    }

    [Theory]
    [InlineData(4.34)]
    [InlineData(2.54)]
    public void A_cell_within_its_limits_opens_nothing(double cell_V)
    {
        _rig.Change(() => _rig.Cell_V[7] = cell_V);
        Assert.Equal(-1, _rig.Until_us(() => !(_rig.Chip.Chg && _rig.Chip.Dsg), 5_000_000));
    }

    [Fact]
    public void An_alert_stands_before_the_fault_and_goes_with_it()
    {
        _rig.Change(() => _rig.Cell_V[0] = 4.4);
        _rig.Wait_ms(100);
        Assert.Equal(Cov, _rig.Read(0x02, 1)[0]);
        Assert.Equal(0, _rig.Read(0x03, 1)[0]);
        _rig.Wait_ms(200);
        Assert.Equal(0, _rig.Read(0x02, 1)[0]);
        Assert.Equal(Cov, _rig.Read(0x03, 1)[0]);
    }

    [Fact]
    public void Over_voltage_returns_three_seconds_after_the_cell_is_101_mV_lower()
    {
        _rig.Change(() => _rig.Cell_V[0] = 4.4);
        _rig.Wait_ms(300);
        _rig.Change(() => _rig.Cell_V[0] = 4.26);
        _rig.Wait_ms(10_000);
        Assert.False(_rig.Chip.Chg);
        _rig.Change(() => _rig.Cell_V[0] = 4.24);
        Assert.InRange(_rig.Until_us(() => _rig.Chip.Chg, 10_000_000), 2_999_000, 3_001_000);
    }

    [Fact]
    public void Discharge_over_current_waits_for_a_charger()
    {
        _rig.Change(() => _rig.Current_A = -50);
        _rig.Wait_ms(300);
        _rig.Change(() => _rig.Current_A = 0);
        _rig.Wait_ms(30_000);
        Assert.False(_rig.Chip.Dsg);
        _rig.Change(() => _rig.Current_A = 0.3);
        _rig.Wait_ms(3_100);
        Assert.True(_rig.Chip.Dsg);
    }

    [Fact]
    public void A_short_circuit_returns_after_five_seconds()
    {
        _rig.Change(() => _rig.Current_A = -150);
        _rig.Wait_ms(1);
        Assert.False(_rig.Chip.Dsg);
        _rig.Change(() => _rig.Current_A = 0);
        Assert.InRange(_rig.Until_us(() => _rig.Chip.Dsg, 10_000_000), 4_990_000, 5_001_000);
    }

    [Theory]
    [InlineData(56, 0x10, false, true)] // OTC 55 degC
    [InlineData(61, 0x30, false, false)] // OTD 60 degC
    [InlineData(-1, 0x03, false, false)] // UTC and UTD 0 degC
    public void A_temperature_beyond_its_limit_opens_after_two_to_three_seconds(double cell_C, int bits, bool charge, bool discharge)
    {
        _rig.Change(() => _rig.Thermistor_C[0] = cell_C);
        _rig.Wait_ms(2_000);
        Assert.True(_rig.Chip.Chg && _rig.Chip.Dsg);
        _rig.Wait_ms(1_200);
        Assert.Equal((charge, discharge), (_rig.Chip.Chg, _rig.Chip.Dsg));
        Assert.Equal(bits, _rig.Read(0x05, 1)[0]);
    }

    [Fact]
    public void A_thermistor_that_is_only_reported_protects_nothing()
    {
        _rig.Configure((0x92FD, 1, 0x0B));
        _rig.Change(() => _rig.Thermistor_C[0] = 80);
        _rig.Wait_ms(10_000);
        Assert.Equal(3532, _rig.ReadWord(0x70));
        Assert.True(_rig.Chip.Chg && _rig.Chip.Dsg);
    }

    [Fact]
    public void While_bleeding_cells_are_looked_at_once_a_second()
    {
        _rig.Put(0x0083, 0x01, 0x00);
        _rig.Wait_ms(1_000);
        Assert.Equal(1, _rig.Chip.BleedingInputs);
        _rig.Wait_us(1_000_000 - (_rig.Clock.Now_us % 1_000_000) + 50_000);
        _rig.Change(() => _rig.Cell_V[9] = 4.5);
        long opened_us = _rig.Until_us(() => !_rig.Chip.Chg, 3_000_000);
        Assert.InRange(opened_us, 950_000, 2_100_000);
    }

    [Fact]
    public void A_host_that_says_nothing_opens_both_after_its_delay_and_without_an_alert()
    {
        _rig.Configure((0x9263, 1, 0x02), (0x92B2, 2, 5));
        long opened_us = _rig.Until_us(() => !_rig.Chip.Chg && !_rig.Chip.Dsg, 10_000_000);
        Assert.InRange(opened_us, 4_990_000, 5_000_000);
        Assert.Equal(0, _rig.Read(0x06, 1)[0]);
        _rig.Wait_ms(1);
        Assert.True(_rig.Chip.Chg && _rig.Chip.Dsg);
    }

    [Fact]
    public void Out_of_the_box_only_short_circuit_and_over_voltage_are_watched()
    {
        _rig.Chip.PowerOnReset();
        Assert.Equal(0x88, _rig.Ask(0x9261)[0]);
        _rig.Change(() => _rig.Cell_V[0] = 1.5);
        _rig.Wait_ms(2_000);
        Assert.Equal(0, _rig.Read(0x03, 1)[0]);
    }

    [Fact]
    public void A_safety_under_voltage_is_for_ever()
    {
        _rig.Configure((0x92C0, 1, 0x01));
        _rig.Change(() => _rig.Cell_V[0] = 2.1);
        _rig.Wait_ms(7_000);
        Assert.Equal(0x01, _rig.Read(0x0B, 1)[0]);
        _rig.Change(() => _rig.Cell_V[0] = 3.6);
        _rig.Wait_ms(60_000);
        Assert.Equal(0x01, _rig.Read(0x0B, 1)[0]);
        Assert.False(_rig.Chip.Chg || _rig.Chip.Dsg);
    }
}
