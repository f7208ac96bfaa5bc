using Bms.Simulator.Chips;

namespace Bms.Simulator.Tests.Chips;

public class Bq25798SettingsTests
{
    private readonly Bq25798RegisterFile _file = new();

    private Bq25798Settings Settings => _file.Settings;

    [Fact]
    public void Power_up_values_are_those_of_table_9_9()
    {
        Assert.Equal(16.8, Settings.Regulation_V, 9);
        Assert.Equal(1.0, Settings.Current_A, 9);
        Assert.Equal(0.12, Settings.Precharge_A, 9);
        Assert.Equal(0.2, Settings.Termination_A, 9);
        Assert.Equal(16.6, Settings.RechargeBelow_V, 9);
        Assert.Equal(1_024_000, Settings.RechargeDelay_us);
        Assert.Equal(12 * 3600 * 1_000_000L, Settings.Limit_us(ChargePhase.Fast));
        Assert.Equal(2 * 3600 * 1_000_000L, Settings.Limit_us(ChargePhase.Precharge));
        Assert.Equal(3600 * 1_000_000L, Settings.Limit_us(ChargePhase.Trickle));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 500)]
    [InlineData(2, 1_000)]
    [InlineData(3, 2_000)]
    [InlineData(4, 20_000)]
    [InlineData(5, 40_000)]
    [InlineData(6, 80_000)]
    [InlineData(7, 160_000)]
    public void Watchdog_times(byte bits, long expected_ms)
    {
        _file.Write(0x10, [bits]);
        Assert.Equal(expected_ms * 1000, Settings.Watchdog_us);
    }

    [Theory]
    [InlineData(0x03, 0.150)]
    [InlineData(0x43, 0.622)]
    [InlineData(0x83, 0.667)]
    [InlineData(0xC3, 0.714)]
    public void Fast_charge_begins_at_a_share_of_the_regulation_voltage(byte precharge, double share)
    {
        _file.Write(0x08, [precharge]);
        Assert.Equal(16.8 * share, Settings.FastChargeFrom_V, 9);
    }

    [Theory]
    [InlineData(0xE0, 16.75)]
    [InlineData(0xEF, 16.0)]
    public void Recharge_threshold_is_50_to_800_mV_lower(byte recharge, double expected_V)
    {
        _file.Write(0x0A, [recharge]);
        Assert.Equal(expected_V, Settings.RechargeBelow_V, 9);
    }

    [Fact]
    public void A_safety_timer_that_is_off_never_ends()
    {
        _file.Write(0x0E, [0x05]);
        Assert.Equal(long.MaxValue, Settings.Limit_us(ChargePhase.Fast));
        Assert.Equal(long.MaxValue, Settings.Limit_us(ChargePhase.Precharge));
        Assert.Equal(long.MaxValue, Settings.Limit_us(ChargePhase.Trickle));
    }
}
