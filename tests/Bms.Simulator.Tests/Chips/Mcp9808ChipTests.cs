using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Register numbers are raw on purpose: they are the datasheet's (DS25095), not a driver's.</summary>
public class Mcp9808ChipTests
{
    private readonly RawBus _bus = new();
    private double _temperature_C = 25.25;

    private Mcp9808Chip Chip() =>
        _bus.Attach(0x18, new Mcp9808Chip(_bus.Clock, new NoiseSource(1, "mcp"), () => _temperature_C, Mcp9808Errors.None));

    [Fact]
    public void Identity_and_power_up_values_are_those_of_the_datasheet()
    {
        Chip();
        Assert.Equal(0x0054, _bus.ReadWord(6));
        Assert.Equal(0x0400, _bus.ReadWord(7));
        Assert.Equal(0x0000, _bus.ReadWord(1));
        Assert.Equal(0x0000, _bus.ReadWord(2));
        Assert.Equal(0x03, _bus.Read(8, 1)[0]);
    }

    [Fact]
    public void Worked_example_of_the_datasheet_25_25_degC_reads_C194()
    {
        Chip();
        _bus.Wait_ms(260);
        Assert.Equal(0xC194, _bus.ReadWord(5));
    }

    [Theory]
    [InlineData(0.0, 0x0000)]
    [InlineData(0.0625, 0x0001)]
    [InlineData(-0.0625, 0x1FFF)]
    [InlineData(-25.25, 0x1E6C)]
    [InlineData(125.0, 0x07D0)]
    [InlineData(-40.0, 0x1D80)]
    public void Temperature_is_a_13_bit_two_s_complement(double temperature_C, int expected)
    {
        _temperature_C = temperature_C;
        Chip();
        _bus.Wait_ms(260);
        Assert.Equal(expected, _bus.ReadWord(5) & 0x1FFF);
    }

    [Fact]
    public void Before_the_first_conversion_it_reads_zero()
    {
        Chip();
        _bus.Wait_ms(245);
        Assert.Equal(0, _bus.ReadWord(5));
    }

    [Theory]
    [InlineData(0, 30, 25.0)]
    [InlineData(1, 65, 25.25)]
    [InlineData(2, 130, 25.375)]
    [InlineData(3, 250, 25.4375)]
    public void Resolution_sets_step_and_conversion_time(int resolution, int conversion_ms, double seen_C)
    {
        _temperature_C = 25.4375;
        Chip();
        _bus.Write(8, (byte)resolution);
        _bus.Wait_ms(conversion_ms - 1);
        Assert.Equal(0, _bus.ReadWord(5) & 0x1FFF);
        _bus.Wait_ms(2);
        Assert.Equal(seen_C, (_bus.ReadWord(5) & 0x0FFF) * 0.0625);
    }

    [Fact]
    public void Flags_tell_critical_above_and_below()
    {
        Chip();
        _bus.WriteWord(2, 30 << 4);
        _bus.WriteWord(3, 10 << 4);
        _bus.WriteWord(4, 40 << 4);
        Assert.Equal(0x0000, FlagsAt(25));
        Assert.Equal(0x0000, FlagsAt(30));
        Assert.Equal(0x4000, FlagsAt(30.25));
        Assert.Equal(0xC000, FlagsAt(40));
        Assert.Equal(0x2000, FlagsAt(9.75));
    }

    [Fact]
    public void Hysteresis_counts_only_while_it_gets_colder()
    {
        Chip();
        _bus.WriteWord(1, 0x0400); // 3 degC
        _bus.WriteWord(2, 30 << 4);
        _bus.WriteWord(3, 10 << 4);
        _bus.WriteWord(4, 40 << 4);
        Assert.Equal(0x4000, FlagsAt(31));
        Assert.Equal(0x4000, FlagsAt(27.25));
        Assert.Equal(0x0000, FlagsAt(27));
        Assert.Equal(0x0000, FlagsAt(7));
        Assert.Equal(0x2000, FlagsAt(6.75));
        Assert.Equal(0x2000, FlagsAt(9.75));
        Assert.Equal(0x0000, FlagsAt(10));
    }

    [Fact]
    public void Shutdown_keeps_the_last_temperature()
    {
        Chip();
        _bus.Wait_ms(260);
        _bus.WriteWord(1, 0x0100);
        _temperature_C = 80;
        _bus.Wait_ms(1000);
        Assert.Equal(0x0194, _bus.ReadWord(5) & 0x1FFF);
        _bus.WriteWord(1, 0x0000);
        _bus.Wait_ms(260);
        Assert.Equal(80 << 4, _bus.ReadWord(5) & 0x1FFF);
    }

    [Fact]
    public void Locks_hold_until_the_power_goes()
    {
        Mcp9808Chip chip = Chip();
        _bus.WriteWord(4, 40 << 4);
        _bus.WriteWord(1, 0x00C0);
        _bus.WriteWord(1, 0x0100);
        Assert.Equal(0x00C0, _bus.ReadWord(1));
        _bus.WriteWord(2, 30 << 4);
        _bus.WriteWord(4, 50 << 4);
        Assert.Equal(0, _bus.ReadWord(2));
        Assert.Equal(40 << 4, _bus.ReadWord(4));
        chip.PowerOnReset();
        _bus.WriteWord(4, 50 << 4);
        Assert.Equal(50 << 4, _bus.ReadWord(4));
    }

    [Fact]
    public void Limits_keep_quarter_degrees_only()
    {
        Chip();
        _bus.WriteWord(2, 0xFFFF);
        Assert.Equal(0x1FFC, _bus.ReadWord(2));
    }

    private int FlagsAt(double temperature_C)
    {
        _temperature_C = temperature_C;
        _bus.Wait_ms(500);
        return _bus.ReadWord(5) & 0xE000;
    }
}
