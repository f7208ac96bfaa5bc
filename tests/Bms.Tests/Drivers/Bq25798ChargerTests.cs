using Bms.Drivers;
using Bms.Twins;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Register numbers and bits are from Texas Instruments SLUSDV2.</summary>
public class Bq25798ChargerTests
{
    private const int Ce = 27;

    private readonly DriverBench _bench = new();
    private readonly RegisterChip _chip = new(1);
    private readonly List<(int Pin, bool Level)> _written = [];
    private readonly Bq25798Charger _charger;

    public Bq25798ChargerTests()
    {
        _chip[0x0A] = 0xE3; // strapped for four cells
        _chip[0x0F] = 0xA2; // after reset: charging enabled
        _chip[0x10] = 0x05; // watchdog 40 s
        Pins.PullFromBoard(Ce, true);
        Pins.Written = (pin, level) => _written.Add((pin, level));
        RegisterPort port = _bench.Attach(0x6B, _chip);
        _charger = _bench.BuildOnPins(gpio => new Bq25798Charger(port, gpio, Ce, 4));
    }

    private GpioBank Pins => _bench.Machine.Gpio;

    [Fact]
    public void Charging_stays_disabled_through_the_start_without_a_pulse()
    {
        Assert.True(Pins[Ce]);
        Assert.DoesNotContain((Ce, false), _written);
    }

    [Fact]
    public void Voltage_and_current_are_two_bytes_in_steps_of_10_mV_and_10_mA()
    {
        Assert.True(_charger.TryApply(16_800, 2_500));
        Assert.Equal((0x06, 0x90), (_chip[0x01], _chip[0x02])); // 1680
        Assert.Equal((0x00, 0xFA), (_chip[0x03], _chip[0x04])); // 250
        Assert.NotEqual(0, _chip[0x0F] & 0x20);
        Assert.False(Pins[Ce]);
    }

    [Fact]
    public void The_chip_may_not_end_or_hold_the_charge_on_its_own()
    {
        Assert.True(_charger.TryApply(16_800, 2_500));
        Assert.Equal(0, _chip[0x0F] & 0x06); // neither its termination nor high impedance
    }

    [Fact]
    public void Each_apply_feeds_the_watchdog_and_keeps_its_time()
    {
        _charger.TryApply(16_800, 2_500);
        _charger.TryApply(16_800, 2_500);
        Assert.Equal(2, _chip.Written.Count(w => w.Register == 0x10 && w.Value == 0x0D));
    }

    [Fact]
    public void A_watchdog_that_is_switched_off_is_switched_on_again()
    {
        _chip[0x10] = 0x80;
        Assert.True(_charger.TryApply(16_800, 2_500));
        Assert.Equal(0x8D, _chip[0x10]); // 40 s, fed, the rest as it was
    }

    /// <summary>STOP_WD_CHG, bit 5 of register 09: a firmware that has died must not leave a charge behind.</summary>
    [Fact]
    public void The_end_of_its_watchdog_ends_the_charge()
    {
        _chip[0x09] = 0x05; // after reset
        Assert.True(_charger.TryApply(16_800, 2_500));
        Assert.Equal(0x25, _chip[0x09]); // the current that ends a charge stays as it was
    }

    [Fact]
    public void A_chip_that_would_charge_on_after_its_watchdog_never_charges()
    {
        _chip[0x09] = 0x05;
        _chip.ReadOnly.Add(0x09);
        Assert.False(_charger.TryApply(16_800, 2_500));
        Assert.True(Pins[Ce]);
    }

    [Theory]
    [InlineData(0x01)] // voltage
    [InlineData(0x03)] // current
    [InlineData(0x0F)] // enable
    public void A_setting_that_does_not_hold_ends_the_charge(int register)
    {
        Assert.True(_charger.TryApply(16_400, 2_000));
        _chip.ReadOnly.Add(register);
        _chip[0x0F] = 0x82;
        Assert.False(_charger.TryApply(16_800, 2_500));
        Assert.True(Pins[Ce]);
    }

    [Fact]
    public void A_chip_strapped_for_another_pack_never_charges()
    {
        _chip[0x0A] = 0x63; // two cells
        Assert.False(_charger.TryApply(16_800, 2_500));
        Assert.True(Pins[Ce]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void A_bus_that_dies_half_way_leaves_the_pin_at_disable(int answers)
    {
        _charger.TryApply(16_800, 2_500);
        _chip.AnswersLeft = answers;
        Assert.False(_charger.TryApply(16_800, 2_500));
        Assert.True(Pins[Ce]);
    }

    [Fact]
    public void Disabling_uses_the_pin_first_and_the_register_too()
    {
        _charger.TryApply(16_800, 2_500);
        Assert.True(_charger.TryDisable());
        Assert.True(Pins[Ce]);
        Assert.Equal(0, _chip[0x0F] & 0x20);
        _charger.TryApply(16_800, 2_500);
        _chip.AnswersLeft = 0;
        Assert.False(_charger.TryDisable());
        Assert.True(Pins[Ce]);
    }

    [Theory]
    [InlineData(49, true)]
    [InlineData(50, false)]
    public void Less_than_the_chip_can_set_is_off(int current_mA, bool disabled)
    {
        Assert.True(_charger.TryApply(16_800, current_mA));
        Assert.Equal(disabled, Pins[Ce]);
    }

    [Theory]
    [InlineData(0x09, true)]
    [InlineData(0x01, true)]
    [InlineData(0x08, false)]
    public void The_supply_is_seen_in_bit_0_of_status_0(int status, bool expected)
    {
        _chip[0x1B] = status;
        Assert.True(_charger.TryReadSupply(out bool present));
        Assert.Equal(expected, present);
    }

    [Fact]
    public void Without_an_answer_there_is_no_supply_to_speak_of()
    {
        _chip[0x1B] = 1;
        _chip.AnswersLeft = 1;
        Assert.False(_charger.TryReadSupply(out bool present));
        Assert.False(present);
    }

    /// <summary>CHG_STAT, bits 7 to 5 of register 1C: 1 trickle, 2 precharge, 3 fast, 4 taper, 6 top-off give current.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Says_whether_it_gives_current(int phase, bool expected)
    {
        _chip[0x1C] = (phase << 5) | 0x0B;
        Assert.True(_charger.TryReadDelivering(out bool delivering));
        Assert.Equal(expected, delivering);
        _chip.AnswersLeft = 0;
        Assert.False(_charger.TryReadDelivering(out delivering));
        Assert.False(delivering);
    }

    [Fact]
    public void The_pin_disables_at_once_on_a_bus_that_is_dead()
    {
        Assert.True(_charger.TryApply(16_800, 2_500));
        Assert.False(Pins[Ce]);
        _chip.AnswersLeft = 0;
        _charger.DisableAtOnce();
        Assert.True(Pins[Ce]);
    }
}
