using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers are raw on purpose: they are the datasheet's (SBAS444D), not a driver's.</summary>
public class Ads1115ChipTests
{
    private readonly RawBus _bus = new();
    private readonly double[] _pin_V = new double[4];

    private Ads1115Chip Chip(Ads1115Errors? errors = null) => _bus.Attach(
        0x48,
        new Ads1115Chip(_bus.Clock, new NoiseSource(1, "ads"),
            [() => _pin_V[0], () => _pin_V[1], () => _pin_V[2], () => _pin_V[3]], errors ?? Ads1115Errors.None));

    [Fact]
    public void Registers_after_power_up_are_those_of_the_datasheet()
    {
        Chip();
        Assert.Equal(0x0000, _bus.ReadWord(0));
        Assert.Equal(0x8583, _bus.ReadWord(1));
        Assert.Equal(0x8000, _bus.ReadWord(2));
        Assert.Equal(0x7FFF, _bus.ReadWord(3));
    }

    [Theory]
    [InlineData(0x8583, 1.0, 0x3E80)] // power-up setting, differential A0-A1, 62.5 uV a step
    [InlineData(0xC183, 1.2288, 0x199A)] // A0, 6.144 V, 187.5 uV: 6553.6
    [InlineData(0xC383, 1.0, 0x1F40)] // A0, 4.096 V, 125 uV
    [InlineData(0xC583, 2.048, 0x7FFF)]
    [InlineData(0xC783, 0.5, 0x3E80)] // A0, 1.024 V, 31.25 uV
    [InlineData(0xC983, 0.25, 0x3E80)] // A0, 0.512 V, 15.625 uV
    [InlineData(0xCB83, 0.125, 0x3E80)] // A0, 0.256 V, 7.8125 uV
    public void Code_is_the_voltage_in_steps_of_the_range(int config, double volt, int expected)
    {
        _pin_V[0] = volt;
        Chip();
        _bus.WriteWord(1, config);
        _bus.Wait_ms(10);
        Assert.Equal(expected, _bus.ReadWord(0));
    }

    [Theory]
    [InlineData(0x8383, 0.1 - 0.2)]
    [InlineData(0x9383, 0.1 - 0.8)]
    [InlineData(0xA383, 0.2 - 0.8)]
    [InlineData(0xB383, 0.4 - 0.8)]
    [InlineData(0xC383, 0.1)]
    [InlineData(0xD383, 0.2)]
    [InlineData(0xE383, 0.4)]
    [InlineData(0xF383, 0.8)]
    public void Multiplexer_takes_the_pair_that_the_datasheet_says(int config, double expected_V)
    {
        (_pin_V[0], _pin_V[1], _pin_V[2], _pin_V[3]) = (0.1, 0.2, 0.4, 0.8);
        Chip();
        _bus.WriteWord(1, config);
        _bus.Wait_ms(10);
        Assert.Equal(expected_V, (short)_bus.ReadWord(0) * 125e-6, 4);
    }

    [Theory]
    [InlineData(0xC303, 125_000)]
    [InlineData(0xC323, 62_500)]
    [InlineData(0xC343, 31_250)]
    [InlineData(0xC363, 15_625)]
    [InlineData(0xC383, 7_812)]
    [InlineData(0xC3A3, 4_000)]
    [InlineData(0xC3C3, 2_105)]
    [InlineData(0xC3E3, 1_162)]
    public void Single_shot_takes_one_period_of_the_data_rate_and_25_us(int config, int expected_us)
    {
        Chip();
        _bus.WriteWord(1, config);
        long start_us = _bus.Clock.Now_us;
        _bus.Clock.Advance_us(expected_us + 25 - 1 - 80); // what follows takes 80 us on the wire
        Assert.Equal(0, _bus.ReadWord(1) & 0x8000);
        _bus.Clock.Advance_us(Math.Max(0, start_us + expected_us + 25 - _bus.Clock.Now_us));
        Assert.Equal(0x8000, _bus.ReadWord(1) & 0x8000);
    }

    [Fact]
    public void A_slow_chip_needs_ten_percent_more()
    {
        _pin_V[0] = 1;
        Chip(new Ads1115Errors { ClockFactor = 1.1 });
        _bus.WriteWord(1, 0xC3A3);
        _bus.Clock.Advance_us(4_200);
        Assert.Equal(0, _bus.ReadWord(0));
        _bus.Clock.Advance_us(200);
        Assert.Equal(0x1F40, _bus.ReadWord(0));
    }

    [Fact]
    public void The_sample_is_of_the_end_of_the_conversion()
    {
        Ads1115Chip chip = Chip();
        _bus.WriteWord(1, 0xC3A3);
        _bus.Wait_ms(3);
        chip.CatchUp();
        _pin_V[0] = 1;
        _bus.Wait_ms(2);
        chip.CatchUp();
        _pin_V[0] = 2;
        Assert.Equal(0x1F40, _bus.ReadWord(0));
    }

    [Fact]
    public void Single_shot_waits_for_its_start_bit()
    {
        _pin_V[0] = 1;
        Chip();
        _bus.WriteWord(1, 0x4383);
        _bus.Wait_ms(20);
        Assert.Equal(0, _bus.ReadWord(0));
        Assert.Equal(0xC383, _bus.ReadWord(1));
    }

    [Fact]
    public void Continuous_mode_shows_the_old_channel_once_after_a_change_of_multiplexer()
    {
        (_pin_V[0], _pin_V[1]) = (1, 2);
        Chip();
        _bus.WriteWord(1, 0x42A3); // A0, continuous, 250 SPS
        _bus.Wait_ms(21);
        _bus.WriteWord(1, 0x52A3); // A1
        _bus.Wait_ms(3.2);
        Assert.Equal(8000, _bus.ReadWord(0));
        _bus.Wait_ms(4);
        Assert.Equal(16000, _bus.ReadWord(0));
    }

    [Theory]
    [InlineData(5.0, 3.6)]
    [InlineData(-1.0, -0.3)]
    public void No_input_gets_further_than_0_3_V_beyond_the_supply(double pin_V, double seen_V)
    {
        _pin_V[0] = pin_V;
        Chip();
        _bus.WriteWord(1, 0xC183);
        _bus.Wait_ms(10);
        Assert.Equal(seen_V, (short)_bus.ReadWord(0) * 187.5e-6, 3);
    }

    [Fact]
    public void Thresholds_are_stored()
    {
        Chip();
        _bus.WriteWord(2, 0x1234);
        _bus.WriteWord(3, 0x5678);
        Assert.Equal(0x1234, _bus.ReadWord(2));
        Assert.Equal(0x5678, _bus.ReadWord(3));
    }

    [Fact]
    public void Brown_out_breaks_the_conversion_off()
    {
        _pin_V[0] = 1;
        Ads1115Chip chip = Chip();
        _bus.WriteWord(1, 0xC3A3);
        chip.PowerOnReset();
        _bus.Wait_ms(10);
        Assert.Equal(0, _bus.ReadWord(0));
        Assert.Equal(0x8583, _bus.ReadWord(1));
    }
}
