using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Codes are those of SLUSBK2I, tables 8-9 to 8-14; the shunt has 1 mohm, so a millivolt is an ampere.</summary>
public class Bq76940SettingsTests
{
    private readonly Bq76940Settings _settings = new(new FrontLimits
    {
        CellOver_mV = 4180, CellOverDelay_ms = 2500, CellUnder_mV = 2800, CellUnderDelay_ms = 2000, Shunt_uohm = 1000,
        DischargeOver_mA = 60_000, DischargeOverDelay_ms = 320, Short_mA = 120_000, ShortDelay_us = 100,
    });

    public Bq76940SettingsTests() => _settings.Fill(382, 0);

    [Theory]
    [InlineData(0, 0x18)] // converter on, thermistors
    [InlineData(1, 0x40)] // coulomb counter on
    [InlineData(2, 0x80 | (1 << 3) | 3)] // RSNS, 100 us, 111 mV
    [InlineData(3, (5 << 4) | 7)] // 320 ms, 56 mV
    [InlineData(4, (1 << 6) | (2 << 4))] // the next above: under-voltage 4 s, over-voltage 4 s
    [InlineData(5, 0xAB)] // 4,180 mV are 10,942 steps, 10 1010 1011 1110b
    [InlineData(6, 0xCB)] // 2,800 mV are 7,329 steps, 01 1100 1010 0001b, and the level is the next above
    [InlineData(7, 0x19)]
    public void Limits_become_registers(int setting, int value) => Assert.Equal(value, _settings.Value(setting));

    [Fact]
    public void What_the_chip_really_does_can_be_asked()
    {
        Assert.Equal((0x2008 + (0xAB * 16)) * 382 / 1000, _settings.Held.CellOver_mV);
        Assert.InRange(_settings.Held.CellOver_mV, 4170, 4180);
        Assert.InRange(_settings.Held.CellUnder_mV, 2800, 2807);
        Assert.Equal(4000, _settings.Held.CellOverDelay_ms);
        Assert.Equal(4000, _settings.Held.CellUnderDelay_ms);
        Assert.Equal(56_000, _settings.Held.DischargeOver_mA);
        Assert.Equal(111_000, _settings.Held.Short_mA);
    }

    [Fact]
    public void What_it_does_not_do_is_held_as_nothing()
    {
        Assert.Equal(0, _settings.Held.ChargeOver_mA);
        Assert.Equal(0, _settings.Held.DischargeFast_mA);
        Assert.Equal(0, _settings.Held.HostSilent_s);
        Assert.Equal(0, _settings.Held.TemperatureDelay_s);
    }

    [Theory]
    [InlineData(320, 320)]
    [InlineData(321, 640)]
    [InlineData(400, 640)]
    [InlineData(9999, 1280)]
    public void A_delay_between_two_steps_becomes_the_later_one(int asked_ms, int held_ms)
    {
        var settings = new Bq76940Settings(new FrontLimits { DischargeOverDelay_ms = asked_ms });
        settings.Fill(382, 0);
        Assert.Equal(held_ms, settings.Held.DischargeOverDelay_ms);
    }

    [Theory]
    [InlineData(99, 70)]
    [InlineData(100, 100)]
    [InlineData(399, 200)]
    public void A_short_circuit_s_delay_becomes_the_earlier_one(int asked_us, int held_us)
    {
        var settings = new Bq76940Settings(new FrontLimits { ShortDelay_us = asked_us });
        settings.Fill(382, 0);
        Assert.Equal(held_us, settings.Held.ShortDelay_us);
    }

    [Fact]
    public void The_window_of_trip_levels_is_the_datasheet_s()
    {
        var wide = new Bq76940Settings(new FrontLimits { CellOver_mV = 9000, CellUnder_mV = 0 });
        wide.Fill(382, 0);
        Assert.InRange(wide.Held.CellOver_mV, 4650, 4700); // about 4.7 V
        Assert.InRange(wide.Held.CellUnder_mV, 1560, 1590); // about 1.58 V
    }
}
