using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers are raw on purpose: they are the datasheet's (SBOS448G), not a driver's.</summary>
public class Ina219ChipTests
{
    private readonly RawBus _bus = new();
    private double _shunt_V;
    private double _bus_V;

    private Ina219Chip Chip(Ina219Errors? errors = null) =>
        _bus.Attach(0x40, new Ina219Chip(_bus.Clock, new NoiseSource(1, "ina"), () => _shunt_V, () => _bus_V, errors ?? Ina219Errors.None));

    [Fact]
    public void Registers_after_power_up_are_those_of_the_datasheet()
    {
        Chip();
        Assert.Equal(0x399F, _bus.ReadWord(0));
        Assert.Equal(0, _bus.ReadWord(1));
        Assert.Equal(0, _bus.ReadWord(3));
        Assert.Equal(0, _bus.ReadWord(4));
        Assert.Equal(0, _bus.ReadWord(5));
    }

    [Fact]
    public void Worked_example_of_the_datasheet_10_A_at_11_98_V_through_2_mohm()
    {
        _shunt_V = 0.020;
        _bus_V = 11.98;
        Chip();
        _bus.WriteWord(5, 0x5000);
        _bus.WriteWord(0, 0x019F);
        _bus.Wait_ms(3);
        Assert.Equal(0x07D0, _bus.ReadWord(1));
        Assert.Equal(0x5D98, _bus.ReadWord(2) & 0xFFF8);
        Assert.Equal(0x2710, _bus.ReadWord(4));
        Assert.Equal(0x1766, _bus.ReadWord(3));
    }

    [Theory]
    [InlineData(0x399F, 0.400, 0x7D00)]
    [InlineData(0x399F, -0.400, 0x8300)]
    [InlineData(0x319F, 0.400, 0x3E80)]
    [InlineData(0x299F, 0.400, 0x1F40)]
    [InlineData(0x219F, 0.400, 0x0FA0)]
    [InlineData(0x219F, -0.400, 0xF060)]
    [InlineData(0x219F, -0.010, 0xFC18)]
    public void Shunt_stops_at_the_end_of_its_range(int configuration, double shunt_V, int expected)
    {
        _shunt_V = shunt_V;
        Chip();
        _bus.WriteWord(0, configuration);
        _bus.Wait_ms(3);
        Assert.Equal(expected, _bus.ReadWord(1));
    }

    [Theory]
    [InlineData(0x399F, 16.8, 4200)]
    [InlineData(0x399F, 26.0, 6500)]
    [InlineData(0x199F, 16.8, 4000)]
    public void Bus_stops_at_16_V_only_in_the_small_range(int configuration, double bus_V, int expected)
    {
        _bus_V = bus_V;
        Chip();
        _bus.WriteWord(0, configuration);
        _bus.Wait_ms(3);
        Assert.Equal(expected, _bus.ReadWord(2) >> 3);
    }

    [Theory]
    [InlineData(0x3807, 84 + 84)]
    [InlineData(0x388F, 148 + 148)]
    [InlineData(0x3917, 276 + 276)]
    [InlineData(0x399F, 532 + 532)]
    [InlineData(0x3CCF, 1_060 + 1_060)]
    [InlineData(0x3F77, 34_050 + 34_050)]
    [InlineData(0x3FFF, 68_100 + 68_100)]
    [InlineData(0x3FFE, 68_100)]
    [InlineData(0x3C9D, 532)]
    public void Conversion_takes_as_long_as_table_5_says(int configuration, int expected_us)
    {
        Ina219Chip chip = Chip();
        _bus.WriteWord(0, configuration);
        long start_us = _bus.Clock.Now_us;
        _bus.Write(2); // the pointer: what follows takes no time on the wire
        _bus.Clock.Advance_us(start_us + expected_us - 1 - _bus.Clock.Now_us);
        var word = new byte[2];
        chip.Read(word);
        Assert.Equal(0, word[1] & 2);
        _bus.Clock.Advance_us(1);
        chip.Read(word);
        Assert.Equal(2, word[1] & 2);
    }

    [Fact]
    public void Ready_stays_until_power_is_read()
    {
        Chip();
        _bus.WriteWord(0, 0x399B); // triggered, both
        _bus.Wait_ms(2);
        Assert.Equal(2, _bus.ReadWord(2) & 2);
        Assert.Equal(2, _bus.ReadWord(2) & 2);
        _bus.ReadWord(3);
        Assert.Equal(0, _bus.ReadWord(2) & 2);
    }

    [Fact]
    public void Triggered_mode_converts_once()
    {
        _shunt_V = 0.010;
        Chip();
        _bus.WriteWord(0, 0x399B);
        _bus.Wait_ms(2);
        Assert.Equal(1000, _bus.ReadWord(1));
        _shunt_V = 0.020;
        _bus.Wait_ms(100);
        Assert.Equal(1000, _bus.ReadWord(1));
        _bus.WriteWord(0, 0x399B);
        _bus.Wait_ms(2);
        Assert.Equal(2000, _bus.ReadWord(1));
    }

    [Theory]
    [InlineData(0x3998)]
    [InlineData(0x399C)]
    public void Power_down_and_ADC_off_keep_the_last_result(int configuration)
    {
        _shunt_V = 0.010;
        Ina219Chip chip = Chip();
        _bus.Wait_ms(5);
        _bus.WriteWord(0, configuration);
        _shunt_V = 0.020;
        _bus.Wait_ms(100);
        chip.CatchUp();
        Assert.Equal(1000, _bus.ReadWord(1));
    }

    [Fact]
    public void Averaging_gives_the_mean_over_the_conversion()
    {
        Ina219Chip chip = Chip();
        _bus.WriteWord(0, 0x3F75); // shunt alone, 64 samples = 34.05 ms
        long start_us = _bus.Clock.Now_us;
        _bus.Clock.Advance_us(17_025);
        chip.CatchUp();
        _shunt_V = 0.020; // a step at half time
        _bus.Clock.Advance_us(start_us + 34_050 - _bus.Clock.Now_us);
        Assert.InRange(_bus.ReadWord(1), 990, 1010);
    }

    [Fact]
    public void Result_of_a_continuous_conversion_shows_the_world_at_its_time_not_at_the_reading()
    {
        Ina219Chip chip = Chip();
        _bus.WriteWord(0, 0x3FFD); // shunt alone, 68.1 ms
        _bus.Wait_ms(70);
        chip.CatchUp();
        _shunt_V = 0.020;
        _bus.Wait_ms(10);
        Assert.Equal(0, _bus.ReadWord(1));
    }

    [Fact]
    public void Long_silence_ends_on_the_same_phase_as_short_steps()
    {
        _shunt_V = 0.015;
        _bus_V = 15;
        Ina219Chip lazy = Chip();
        var eager = new Ina219Chip(_bus.Clock, new NoiseSource(1, "ina"), () => _shunt_V, () => _bus_V, Ina219Errors.None);
        for (int i = 0; i < 10_000; i++)
        {
            _bus.Clock.Advance_us(311);
            eager.CatchUp();
        }

        lazy.CatchUp();
        _shunt_V = 0; // seen by the phase under way and the following ones alike
        _bus.Clock.Advance_us(700);
        var fromLazy = new byte[2];
        var fromEager = new byte[2];
        lazy.Write([1]);
        eager.Write([1]);
        lazy.Read(fromLazy);
        eager.Read(fromEager);
        Assert.Equal(fromEager, fromLazy);
    }

    [Fact]
    public void Overflow_is_flagged_when_current_leaves_16_bits()
    {
        _shunt_V = 0.320;
        _bus_V = 12;
        Chip();
        _bus.WriteWord(5, 0x5000);
        _bus.WriteWord(0, 0x399F);
        _bus.Wait_ms(3);
        Assert.Equal(1, _bus.ReadWord(2) & 1);
    }

    [Fact]
    public void Calibration_has_no_bit_0()
    {
        Chip();
        _bus.WriteWord(5, 0x1001);
        Assert.Equal(0x1000, _bus.ReadWord(5));
    }

    [Fact]
    public void Brown_out_forgets_calibration_and_configuration()
    {
        Ina219Chip chip = Chip();
        _bus.WriteWord(5, 0x1000);
        _bus.WriteWord(0, 0x3F77);
        chip.PowerOnReset();
        Assert.Equal(0, _bus.ReadWord(5));
        Assert.Equal(0x399F, _bus.ReadWord(0));
    }

    [Fact]
    public void Reset_bit_resets_and_clears_itself()
    {
        Chip();
        _bus.WriteWord(5, 0x1000);
        _bus.WriteWord(0, 0x8000);
        Assert.Equal(0x399F, _bus.ReadWord(0));
        Assert.Equal(0, _bus.ReadWord(5));
    }

    [Fact]
    public void Nine_bits_step_by_eight()
    {
        _shunt_V = 0.010_03;
        Chip();
        _bus.WriteWord(0, 0x3807);
        _bus.Wait_ms(1);
        Assert.Equal(1000, _bus.ReadWord(1));
        _shunt_V = 0.010_05;
        _bus.Wait_ms(1);
        Assert.Equal(1008, _bus.ReadWord(1));
    }

    [Fact]
    public void A_broken_off_write_changes_nothing()
    {
        Chip();
        _bus.Write(0x05, 0x12);
        Assert.Equal(0, _bus.ReadWord(5));
    }

    [Fact]
    public void Noise_shrinks_with_the_root_of_the_samples()
    {
        var noisy = new Ina219Errors { ShuntNoise_V = 1e-3 };
        Chip(noisy);
        double single = Deviation(0x399D, 1);
        double averaged = Deviation(0x3FED, 10); // 32 samples, 17 ms
        Assert.InRange(single / averaged, 4.5, 7.0); // sqrt(32) = 5.66
    }

    private double Deviation(int configuration, int wait_ms)
    {
        _bus.WriteWord(0, configuration);
        double sum = 0, squares = 0;
        for (int i = 0; i < 400; i++)
        {
            _bus.Wait_ms(wait_ms * 2);
            double value = (short)_bus.ReadWord(1);
            sum += value;
            squares += value * value;
        }

        return Math.Sqrt((squares / 400) - (sum / 400 * sum / 400));
    }
}
