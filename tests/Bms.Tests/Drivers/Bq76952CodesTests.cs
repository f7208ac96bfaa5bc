using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>The numbers are the manual's own defaults (SLUUBY2B, table 13-37), which it prints as codes and in units.</summary>
public class Bq76952CodesTests
{
    [Theory]
    [InlineData(4352, 86)] // COV default 4.352 V
    [InlineData(4351, 85)] // 86 would act later than asked
    [InlineData(100, 20)]
    [InlineData(9999, 110)]
    public void An_upper_limit_gets_the_step_at_or_below_it(int limit_mV, int code) =>
        Assert.Equal(code, Bq76952Codes.OverVoltage(limit_mV));

    [Theory]
    [InlineData(2530, 50)] // CUV default 2.530 V
    [InlineData(2531, 51)]
    [InlineData(0, 20)]
    [InlineData(9999, 90)]
    public void A_lower_limit_gets_the_step_at_or_above_it(int limit_mV, int code) =>
        Assert.Equal(code, Bq76952Codes.UnderVoltage(limit_mV));

    [Theory]
    [InlineData(74, 251)] // 250.8 ms
    [InlineData(1, 10)] // 9.9 ms
    [InlineData(7, 30)] // 29.7 ms
    [InlineData(4, 20)] // 19.8 ms
    public void A_delay_is_3_3_ms_for_each_of_two_steps_more_than_its_code(int code, int wait_ms)
    {
        Assert.Equal(wait_ms, Bq76952Codes.ComparatorDelay_ms(code));
        Assert.Equal(code, Bq76952Codes.ComparatorDelay(wait_ms, 127));
    }

    [Theory]
    [InlineData(20_000, 1_000, 10)] // 20 mV
    [InlineData(21_999, 1_000, 10)]
    [InlineData(20_000, 500, 5)]
    [InlineData(1, 1_000, 2)]
    [InlineData(1_000_000, 1_000, 100)]
    public void An_over_current_is_counted_in_steps_of_2_mV(int limit_mA, int shunt_uohm, int code) =>
        Assert.Equal(code, Bq76952Codes.OverCurrent(limit_mA, shunt_uohm, 100));

    [Theory]
    [InlineData(10_000, 0, 10_000)]
    [InlineData(124_000, 5, 100_000)]
    [InlineData(125_000, 6, 125_000)]
    [InlineData(900_000, 15, 500_000)]
    public void A_short_circuit_gets_the_voltage_at_or_below_it(int limit_mA, int code, int held_mA)
    {
        Assert.Equal(code, Bq76952Codes.ShortCircuit(limit_mA, 1_000));
        Assert.Equal(held_mA, Bq76952Codes.ShortCircuit_mA(code, 1_000));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, 2)]
    [InlineData(60, 5)]
    [InlineData(9999, 31)]
    public void Its_delay_is_15_us_for_each_step_after_the_first(int wait_us, int code) =>
        Assert.Equal(code, Bq76952Codes.ShortDelay(wait_us));

    [Theory]
    [InlineData(1, 1, 1f)]
    [InlineData(74768, 10000, 7.4768f)]
    [InlineData(1, 3, 0.33333331f)] // cut off, not rounded
    [InlineData(223004246300, 100000, 2230042.463f)]
    public void Float_bits_are_those_of_ieee_754(long numerator, long denominator, float value) =>
        Assert.InRange(Bq76952Codes.FloatBits(numerator, denominator) - BitConverter.SingleToInt32Bits(value), -1, 0);

    [Fact]
    public void Steps_of_cells_and_currents_turn_back_into_units()
    {
        Assert.Equal(4352, Bq76952Codes.Cell_mV(86));
        Assert.Equal(2530, Bq76952Codes.Cell_mV(50));
        Assert.Equal(40_000, Bq76952Codes.OverCurrent_mA(10, 500));
        Assert.Equal(2, Bq76952Codes.Return(100));
        Assert.Equal(3, Bq76952Codes.Return(102));
        Assert.Equal(20, Bq76952Codes.Return(5000));
    }
}
