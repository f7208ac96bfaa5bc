using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers and codes are those of SNOSD82D.</summary>
public class Tmp117ChipTests
{
    private readonly RawBus _bus = new();
    private double _temperature_C = 25;

    private Tmp117Chip Chip() =>
        _bus.Attach(0x48, new Tmp117Chip(_bus.Clock, new NoiseSource(1, "tmp"), () => _temperature_C, Tmp117Errors.None));

    [Fact]
    public void Identity_and_power_up_values_are_those_of_the_datasheet()
    {
        Chip();
        Assert.Equal(0x0117, _bus.ReadWord(0x0F));
        Assert.Equal(0x0220, _bus.ReadWord(0x01));
        Assert.Equal(0x6000, _bus.ReadWord(0x02));
        Assert.Equal(0x8000, _bus.ReadWord(0x03));
    }

    [Fact]
    public void Before_the_first_conversion_it_reads_minus_256_degrees()
    {
        Chip();
        _bus.Wait_ms(120);
        Assert.Equal(0x8000, _bus.ReadWord(0x00));
        _bus.Wait_ms(10);
        Assert.Equal(0x0C80, _bus.ReadWord(0x00));
    }

    [Theory]
    [InlineData(-256 + 0.0078125, 0x8001)]
    [InlineData(-25, 0xF380)]
    [InlineData(-0.0078125, 0xFFFF)]
    [InlineData(0, 0x0000)]
    [InlineData(0.0078125, 0x0001)]
    [InlineData(1, 0x0080)]
    [InlineData(25, 0x0C80)]
    [InlineData(100, 0x3200)]
    [InlineData(255.9921875, 0x7FFF)]
    public void Codes_are_those_of_the_table(double temperature_C, int code) // table 7-1
    {
        _temperature_C = temperature_C;
        Chip();
        _bus.Wait_ms(130);
        Assert.Equal(code, _bus.ReadWord(0x00));
    }

    [Theory]
    [InlineData(0x0020, 125)] // CONV 0, 8 averages
    [InlineData(0x0120, 250)]
    [InlineData(0x0140, 500)] // 32 averages take longer than 250 ms
    [InlineData(0x0220, 1_000)]
    [InlineData(0x0000, 15.5)]
    public void Results_come_at_the_interval_of_the_settings(int settings, double cycle_ms)
    {
        Chip();
        _bus.WriteWord(0x01, settings);
        WaitForResult();
        long first_us = _bus.Clock.Now_us;
        WaitForResult();
        Assert.InRange((_bus.Clock.Now_us - first_us) / 1000.0, cycle_ms - 1, cycle_ms + 1);
    }

    [Fact]
    public void The_ready_flag_goes_when_it_or_the_result_is_read()
    {
        Chip();
        _bus.Wait_ms(130);
        Assert.Equal(0x2220, _bus.ReadWord(0x01));
        Assert.Equal(0x0220, _bus.ReadWord(0x01));
        _bus.Wait_ms(1_000);
        _bus.ReadWord(0x00);
        Assert.Equal(0x0220, _bus.ReadWord(0x01));
    }

    [Fact]
    public void One_shot_converts_once_and_then_sleeps()
    {
        Chip();
        _bus.WriteWord(0x01, 0x0C20);
        _bus.Wait_ms(130);
        Assert.Equal(0x2420, _bus.ReadWord(0x01));
        Assert.Equal(0x0C80, _bus.ReadWord(0x00));
        _temperature_C = 80;
        _bus.Wait_ms(5_000);
        Assert.Equal(0x0C80, _bus.ReadWord(0x00));
    }

    [Fact]
    public void Shutdown_keeps_the_last_temperature()
    {
        Chip();
        _bus.Wait_ms(130);
        _bus.WriteWord(0x01, 0x0420);
        _temperature_C = 80;
        _bus.Wait_ms(5_000);
        Assert.Equal(0x0C80, _bus.ReadWord(0x00));
    }

    [Fact]
    public void A_soft_reset_brings_the_power_up_values_back()
    {
        Chip();
        _bus.WriteWord(0x01, 0x0120);
        _bus.WriteWord(0x02, 0x1234);
        _bus.WriteWord(0x01, 0x0002);
        _bus.Wait_ms(3);
        Assert.Equal(0x0220, _bus.ReadWord(0x01));
        Assert.Equal(0x6000, _bus.ReadWord(0x02));
        Assert.Equal(0x8000, _bus.ReadWord(0x00));
    }

    [Fact]
    public void Limits_set_flags()
    {
        Chip();
        _bus.WriteWord(0x02, 0x0C00);
        _bus.Wait_ms(1_200);
        Assert.Equal(0x8000, _bus.ReadWord(0x01) & 0xC000);
        _bus.WriteWord(0x02, 0x6000);
        _bus.WriteWord(0x03, 0x0D00);
        _bus.Wait_ms(1_200);
        Assert.Equal(0x4000, _bus.ReadWord(0x01) & 0xC000);
    }

    private void WaitForResult()
    {
        _bus.ReadWord(0x00);
        while ((_bus.ReadWord(0x01) & 0x2000) == 0)
        {
            _bus.Wait_ms(0.2);
        }
    }
}
