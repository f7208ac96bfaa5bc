using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers, widths and the worked example are those of SLYS021A.</summary>
public class Ina228ChipTests
{
    private readonly RawBus _bus = new();
    private double _shunt_V, _bus_V;

    private Ina228Chip Chip(Ina228Errors? errors = null) => _bus.Attach(0x40, new Ina228Chip(
        _bus.Clock, new NoiseSource(1, "ina"), () => _shunt_V, () => _bus_V, () => 25, errors ?? Ina228Errors.None));

    [Fact]
    public void Identity_and_power_up_values_are_those_of_the_datasheet()
    {
        Chip();
        Assert.Equal(0x5449, _bus.ReadWord(0x3E));
        Assert.Equal(0x2281, _bus.ReadWord(0x3F));
        Assert.Equal(0x0000, _bus.ReadWord(0x00));
        Assert.Equal(0xFB68, _bus.ReadWord(0x01));
        Assert.Equal(0x1000, _bus.ReadWord(0x02));
        Assert.Equal(0x7FFF, _bus.ReadWord(0x0C));
        Assert.Equal(0x8000, _bus.ReadWord(0x0D));
    }

    /// <summary>
    /// Section 8.2: 16.2 mohm, 10 A in 2^19 steps, calibration 4,050; at 6 A and 48 V the registers hold these values, and after an hour
    /// the charge is 21,600 As.
    /// </summary>
    [Fact]
    public void The_maker_s_worked_example_comes_out()
    {
        Chip();
        _bus.WriteWord(0x02, 4050);
        _shunt_V = 0.0972;
        _bus_V = 48;
        _bus.Wait_ms(20);
        Assert.Equal(311_040, Read(0x04, 3) >> 4);
        Assert.Equal(245_760, Read(0x05, 3) >> 4);
        Assert.Equal(3_200, Read(0x06, 2)); // 25 degC
        Assert.Equal(314_572, Read(0x07, 3) >> 4);
        Assert.InRange(Read(0x08, 3), 4_718_560, 4_718_610); // 288 W in steps of 61 uW
    }

    [Fact]
    public void Charge_and_energy_accumulate_over_time_and_clear_together()
    {
        Chip();
        _bus.WriteWord(0x02, 4050);
        _shunt_V = 0.0972;
        _bus_V = 48;
        _bus.Wait_ms(3_600_000);
        Assert.InRange(Read(0x0A, 5), 1_132_458_000, 1_132_463_000); // 21,600 As in steps of 19.07 uAs
        Assert.InRange(Read(0x09, 5) * 976.5625e-6, 1_036_700, 1_036_900); // 288 Wh
        _bus.WriteWord(0x00, 0x4000);
        Assert.Equal(0, Read(0x0A, 5));
        Assert.Equal(0, Read(0x09, 5));
    }

    [Fact]
    public void A_negative_current_is_two_s_complement_and_takes_charge_away()
    {
        Chip();
        _shunt_V = -0.01;
        _bus.Wait_ms(1_000);
        Assert.Equal(0x100000 - 32_000, Read(0x04, 3) >> 4);
        Assert.InRange(Read(0x0A, 5) - (1L << 40), -32_100, -31_800);
    }

    [Theory]
    [InlineData(0xBB6A, 33_664)] // bus and shunt, 16 averages
    [InlineData(0xFB68, 3_156)] // all three, no average
    [InlineData(0xA000, 50)] // shunt alone
    public void A_cycle_lasts_as_long_as_its_conversions(int converter, long cycle_us)
    {
        Assert.Equal(cycle_us, Ina228Chip.Cycle_us(converter));
        Chip();
        _bus.WriteWord(0x01, converter);
        if (cycle_us > 1_000)
        {
            _bus.Wait_ms((cycle_us - 500) / 1000.0);
            Assert.Equal(0, _bus.ReadWord(0x0B) & 2);
            _bus.Wait_ms(0.5);
        }

        _bus.Wait_ms(0.1);
        Assert.Equal(3, _bus.ReadWord(0x0B) & 3);
        Assert.True(cycle_us < 1_000 || (_bus.ReadWord(0x0B) & 2) == 0);
    }

    [Fact]
    public void A_step_in_the_midst_of_a_cycle_counts_for_its_share()
    {
        Ina228Chip chip = Chip();
        _bus.WriteWord(0x01, 0xBB6A);
        _bus.Wait_ms(33.664 / 2);
        chip.CatchUp();
        _shunt_V = 0.1;
        _bus.Wait_ms((33.664 / 2) + 0.1);
        Assert.InRange(Read(0x04, 3) >> 4, 158_000, 162_000); // half of 320,000
    }

    [Fact]
    public void Ends_of_the_ranges_hold()
    {
        Chip();
        _shunt_V = 1;
        _bus_V = 100;
        _bus.Wait_ms(10);
        Assert.Equal(0x7FFFF, Read(0x04, 3) >> 4);
        Assert.Equal(435_200, Read(0x05, 3) >> 4);
        _bus.WriteWord(0x00, 0x0010); // +-40.96 mV
        _shunt_V = 0.02;
        _bus.Wait_ms(10);
        Assert.Equal(256_000, Read(0x04, 3) >> 4);
    }

    /// <summary>Section 8.1.2: in the small range the calibration is four times as large; 40 A in 2^19 steps, 1 mohm.</summary>
    [Fact]
    public void The_small_range_wants_four_times_the_calibration()
    {
        Chip();
        _bus.WriteWord(0x00, 0x0010);
        _bus.WriteWord(0x02, 4_000); // 4 x 13107.2e6 x 76.294e-6 x 0.001
        _shunt_V = 0.02;
        _bus.Wait_ms(10);
        Assert.Equal(256_000, Read(0x04, 3) >> 4);
        Assert.InRange(Read(0x07, 3) >> 4, 262_143, 262_145);
    }

    /// <summary>Half a million steps a second fill 2^39 in just under 13 days.</summary>
    [Theory]
    [InlineData(0.15625, 0x7F_FFFF_FFFF, -1)]
    [InlineData(-0.15625, -0x80_0000_0000, 1)]
    public void A_charge_beyond_forty_bits_goes_on_from_the_other_end_and_says_so(double shunt_V, long last, int signAfter)
    {
        Chip();
        _bus.WriteWord(0x01, 0xFFFF); // the longest cycle: 12.7 s
        _shunt_V = shunt_V;
        const double Day_ms = 86_400_000;
        _bus.Wait_ms(12.5 * Day_ms);
        long before = Signed(Read(0x0A, 5));
        Assert.Equal(-signAfter, Math.Sign(before));
        Assert.InRange(Math.Abs((double)before / last), 0.97, 1);
        Assert.Equal(0, _bus.ReadWord(0x0B) & 0x0400);
        _bus.Wait_ms(0.5 * Day_ms);
        Assert.Equal(0x0400, _bus.ReadWord(0x0B) & 0x0400);
        Assert.Equal(signAfter, Math.Sign(Signed(Read(0x0A, 5))));
        Assert.Equal(0, _bus.ReadWord(0x0B) & 0x0400);
    }

    [Fact]
    public void Limits_set_their_flags_while_they_are_passed()
    {
        Chip();
        _bus.WriteWord(0x0C, 2_000); // 10 mV in steps of 5 uV
        _bus.WriteWord(0x0D, -2_000 & 0xFFFF);
        _bus.WriteWord(0x0E, 16_000); // 50 V in steps of 3.125 mV
        _bus.WriteWord(0x0F, 3_200); // 10 V
        _bus.WriteWord(0x10, 24 * 128); // 24 degC, and it is 25
        (_shunt_V, _bus_V) = (0.0101, 49.9);
        _bus.Wait_ms(10);
        Assert.Equal(0xC0, _bus.ReadWord(0x0B) & 0xFC);
        (_shunt_V, _bus_V) = (-0.0101, 50.1);
        _bus.Wait_ms(10);
        Assert.Equal(0xB0, _bus.ReadWord(0x0B) & 0xFC);
        (_shunt_V, _bus_V) = (0, 9.9);
        _bus.Wait_ms(10);
        Assert.Equal(0x88, _bus.ReadWord(0x0B) & 0xFC);
    }

    [Fact]
    public void A_small_calibration_overflows_and_says_so()
    {
        Chip();
        _bus.WriteWord(0x02, 1_000);
        _shunt_V = 0.15;
        _bus.Wait_ms(10);
        Assert.Equal(0x0200, _bus.ReadWord(0x0B) & 0x0200);
    }

    [Fact]
    public void Triggered_once_it_converts_once()
    {
        Chip();
        _bus.WriteWord(0x01, 0x3B68);
        _bus.Wait_ms(5);
        Assert.Equal(2, _bus.ReadWord(0x0B) & 2);
        _shunt_V = 0.1;
        _bus.Wait_ms(100);
        Assert.Equal(0, Read(0x04, 3));
    }

    [Fact]
    public void How_often_somebody_looks_does_not_change_what_is_counted()
    {
        Assert.Equal(Charge(1), Charge(977));
    }

    private static long Charge(int looks)
    {
        var bus = new RawBus();
        Ina228Chip chip = bus.Attach(0x40, new Ina228Chip(
            bus.Clock, new NoiseSource(1, "ina"), () => 0.01, () => 48, () => 25, new Ina228Errors { ShuntNoise_V = 1e-3 }));
        for (int i = 0; i < looks; i++)
        {
            bus.Clock.Advance_us(977 * 10_000L / looks);
            chip.CatchUp();
        }

        byte[] bytes = bus.Read(0x0A, 5);
        return bytes.Aggregate(0L, (sum, value) => (sum << 8) | value);
    }

    private static long Signed(long value) => value >= 1L << 39 ? value - (1L << 40) : value;

    private long Read(int register, int length) => _bus.Read(register, length).Aggregate(0L, (sum, value) => (sum << 8) | value);
}
