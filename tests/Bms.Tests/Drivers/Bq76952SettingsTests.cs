using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Addresses and units are those of SLUUBY2B, table 13-37, written down here once more.</summary>
public class Bq76952SettingsTests
{
    [Theory]
    [InlineData(0x9261, 1, 0xFC)] // SCD, OCD2, OCD1, OCC, COV, CUV: all of them, the chip itself starts with two
    [InlineData(0x9263, 1, 0x02)] // host watchdog
    [InlineData(0x9265, 1, 0x98)] // the only values with which a switch opens at once
    [InlineData(0x9269, 1, 0xE4)]
    [InlineData(0x9275, 1, 50)] // 2.530 V
    [InlineData(0x9278, 1, 86)] // 4.352 V
    [InlineData(0x9279, 2, 74)] // 250.8 ms
    [InlineData(0x9280, 1, 15)] // 30 mV
    [InlineData(0x9286, 1, 5)] // 100 mV
    [InlineData(0x9287, 1, 5)] // 60 us
    [InlineData(0x929A, 1, 50)]
    [InlineData(0x92A6, 1, 0xFB)] // -5 degC
    [InlineData(0x92A8, 1, 0x00)]
    [InlineData(0x92B2, 2, 4)]
    [InlineData(0x92FD, 1, 0x07)]
    [InlineData(0x9304, 2, 0)]
    [InlineData(0x9308, 1, 0x2F)]
    [InlineData(0x9343, 2, 0x0050)]
    public void A_limit_stands_at_its_address_in_its_steps(int address, int length, int value)
    {
        var settings = new Bq76952Settings(new FrontLimits
        {
            CellOver_mV = 4352, CellOverDelay_ms = 251, CellUnder_mV = 2530, ChargeOver_mA = 30_000, Short_mA = 100_000,
            ShortDelay_us = 60, ChargeHot_degC = 50, ChargeCold_degC = -5, HostSilent_s = 4,
        });
        int row = Row(settings, address);
        Assert.Equal(length, settings.Length(row));
        Assert.Equal(value, settings.Value(row));
    }

    [Fact]
    public void Rows_stand_in_the_order_of_their_addresses_and_do_not_overlap()
    {
        var settings = new Bq76952Settings(new FrontLimits());
        for (int row = 1; row < settings.Count; row++)
        {
            Assert.True(settings.Address(row - 1) + settings.Length(row - 1) <= settings.Address(row), $"row {row}");
        }
    }

    [Fact]
    public void What_the_chip_made_of_a_limit_can_be_asked()
    {
        var settings = new Bq76952Settings(new FrontLimits { CellOver_mV = 4300, CellOverDelay_ms = 1000, DischargeOver_mA = 41_000 });
        Assert.Equal(4250, settings.Held.CellOver_mV); // 84 x 50.6 = 4250.4
        Assert.Equal(1000, settings.Held.CellOverDelay_ms); // 303 x 3.3 = 999.9
        Assert.Equal(40_000, settings.Held.DischargeOver_mA);
        Assert.Equal(4300, settings.Asked.CellOver_mV);
    }

    [Fact]
    public void A_smaller_shunt_gives_larger_gains()
    {
        var settings = new Bq76952Settings(new FrontLimits { Shunt_uohm = 500 });
        Assert.Equal(14.9536f, BitConverter.Int32BitsToSingle(settings.Value(Row(settings, 0x91A8))), 4);
        Assert.Equal(4460084.9f, BitConverter.Int32BitsToSingle(settings.Value(Row(settings, 0x91AC))), 2f);
    }

    [Fact]
    public void Fewer_cells_leave_out_inputs_but_never_the_topmost()
    {
        var settings = new Bq76952Settings(new FrontLimits { Cells = 8 });
        Assert.Equal(0x807F, settings.Value(Row(settings, 0x9304)));
    }

    [Fact]
    public void Precharge_has_a_distance_and_no_time_out()
    {
        var settings = new Bq76952Settings(new FrontLimits { PrechargeDelta_mV = 1000 });
        Assert.Equal(0x3F, settings.Value(Row(settings, 0x9308)));
        Assert.Equal(0, settings.Value(Row(settings, 0x930E)));
        Assert.Equal(100, settings.Value(Row(settings, 0x930F)));
    }

    private static int Row(Bq76952Settings settings, int address) =>
        Assert.Single(Enumerable.Range(0, settings.Count), row => settings.Address(row) == address);
}
