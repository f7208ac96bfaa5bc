using System.Device.I2c;
using Bms.Drivers;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Drivers;

public class I2cGuardTests
{
    private readonly FakeSwitches _switches = new() { Charge = true, Discharge = true };
    private readonly I2cGuard _guard;

    public I2cGuardTests()
    {
        _guard = new I2cGuard(_switches);
    }

    [Fact]
    public void A_full_transfer_passes()
    {
        Assert.True(_guard.Passed(I2cTransferStatus.FullTransfer));
        Assert.Equal(0, _guard.Failures);
    }

    [Theory]
    [InlineData(I2cTransferStatus.SlaveAddressNotAcknowledged)]
    [InlineData(I2cTransferStatus.PartialTransfer)]
    public void A_chip_that_does_not_answer_costs_its_value_only(I2cTransferStatus status)
    {
        Assert.False(_guard.Passed(status));
        Assert.False(_guard.IsStuck);
        Assert.False(_switches.IsOpen);
        Assert.Equal(1, _guard.Failures);
    }

    [Theory]
    [InlineData(I2cTransferStatus.ClockStretchTimeout)]
    [InlineData(I2cTransferStatus.UnknownError)]
    public void The_first_time_out_opens_both_switches_at_once(I2cTransferStatus status)
    {
        Assert.False(_guard.Passed(status));
        Assert.True(_guard.IsStuck);
        Assert.True(_switches.IsOpen);
    }

    [Fact]
    public void The_next_cycle_tries_again()
    {
        _guard.Passed(I2cTransferStatus.ClockStretchTimeout);
        _guard.BeginCycle();
        Assert.False(_guard.IsStuck);
    }
}
