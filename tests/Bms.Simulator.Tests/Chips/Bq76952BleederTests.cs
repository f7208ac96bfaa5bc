namespace Bms.Simulator.Tests.Chips;

/// <summary>SLUUBY2B, chapter 10.</summary>
public class Bq76952BleederTests
{
    private readonly Bq76952Rig _rig = new();

    [Fact]
    public void A_command_takes_effect_within_a_second_and_ends_20_seconds_after_it()
    {
        _rig.Put(0x0083, 0x09, 0x80);
        long begun_us = _rig.Until_us(() => _rig.Chip.BleedingInputs == 0x8009, 1_100_000);
        Assert.InRange(begun_us, 0, 1_000_000);
        Assert.Equal([0x09, 0x80], _rig.Ask(0x0083));
        long ended_us = begun_us + _rig.Until_us(() => _rig.Chip.BleedingInputs == 0, 25_000_000);
        Assert.InRange(ended_us, 19_900_000, 20_100_000);
    }

    [Fact]
    public void A_repeated_command_goes_on_and_zero_ends_it()
    {
        for (int i = 0; i < 5; i++)
        {
            _rig.Put(0x0083, 0x01, 0x00);
            _rig.Wait_ms(10_000);
            Assert.Equal(1, _rig.Chip.BleedingInputs);
        }

        _rig.Put(0x0083, 0x00, 0x00);
        _rig.Wait_ms(1000);
        Assert.Equal(0, _rig.Chip.BleedingInputs);
    }

    [Fact]
    public void An_alert_of_a_cell_ends_it()
    {
        Bleed();
        _rig.Change(() => _rig.Cell_V[3] = 4.5);
        _rig.Wait_ms(1100);
        Assert.Equal(0, _rig.Chip.BleedingInputs);
    }

    [Theory]
    [InlineData(75, 25)] // the die, 70 degC at most
    [InlineData(30, 65)] // a cell, 60
    [InlineData(30, -25)] // -20
    public void Heat_and_cold_end_it(double die_C, double cell_C)
    {
        Bleed();
        _rig.Change(() => (_rig.Die_C, _rig.Thermistor_C[0]) = (die_C, cell_C));
        _rig.Wait_ms(300);
        Assert.Equal(0, _rig.Chip.BleedingInputs);
    }

    [Fact]
    public void Config_update_ends_it()
    {
        Bleed();
        _rig.Command(0x0090);
        Assert.Equal(0, _rig.Chip.BleedingInputs);
    }

    private void Bleed()
    {
        _rig.Put(0x0083, 0x02, 0x00);
        _rig.Wait_ms(1000);
        Assert.Equal(2, _rig.Chip.BleedingInputs);
    }
}
