using Bms.Drivers;
using Bms.Ports;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Drivers;

public class ClampedSwitchesTests
{
    private readonly FakeSwitches _clamps = new();
    private readonly ChipSwitches _chip = new();
    private readonly ClampedSwitches _switches;

    public ClampedSwitchesTests() => _switches = new ClampedSwitches(_clamps, _chip);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Both_get_the_same_command(bool charge, bool discharge)
    {
        Assert.True(_switches.TrySet(charge, discharge));
        Assert.Equal((charge, discharge), (_clamps.Charge, _clamps.Discharge));
        Assert.Equal((charge, discharge), (_chip.Charge, _chip.Discharge));
    }

    [Fact]
    public void The_clamps_open_although_the_chip_cannot_be_told()
    {
        _switches.TrySet(true, true);
        _chip.Fails = true;
        Assert.False(_switches.TrySet(false, false));
        Assert.True(_clamps.IsOpen);
    }

    [Fact]
    public void A_command_that_the_chip_did_not_get_is_given_again_at_once()
    {
        _chip.Fails = true;
        _switches.TrySet(true, false);
        _chip.Fails = false;
        Assert.True(_switches.TrySet(true, false));
        Assert.True(_chip.Charge);
    }

    [Fact]
    public void A_chip_that_knows_its_command_is_told_once_a_second_and_not_each_cycle()
    {
        for (int i = 0; i < 100; i++)
        {
            _switches.TrySet(true, true);
        }

        Assert.Equal(100 / ClampedSwitches.Repeat, _chip.Commands);
    }

    [Fact]
    public void What_the_chip_opened_by_itself_is_read_back_as_open()
    {
        _switches.TrySet(true, true);
        _clamps.Discharge = false;
        Assert.True(_switches.TryReadBack(out bool charge, out bool discharge));
        Assert.Equal((true, false), (charge, discharge));
    }

    [Fact]
    public void They_take_as_long_as_the_slower_of_the_two() => Assert.Equal(315, _switches.Follow_ms);

    private sealed class ChipSwitches : IPowerSwitch
    {
        public bool Charge, Discharge, Fails;
        public int Commands;

        public int Follow_ms => 315;

        public bool TrySet(bool chargeClosed, bool dischargeClosed)
        {
            Commands++;
            (Charge, Discharge) = Fails ? (Charge, Discharge) : (chargeClosed, dischargeClosed);
            return !Fails;
        }

        public bool TryReadBack(out bool chargeClosed, out bool dischargeClosed)
        {
            (chargeClosed, dischargeClosed) = (Charge, Discharge);
            return !Fails;
        }
    }
}
