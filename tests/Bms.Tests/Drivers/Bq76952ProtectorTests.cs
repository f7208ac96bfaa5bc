using Bms.Drivers;
using Bms.Ports;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Status bits are those of SLUUBY2B, tables 5-2, 5-4 and 5-6; the audit meets the register model of the chip elsewhere.</summary>
public class Bq76952ProtectorTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();
    private readonly Bq76952Protector _protector;

    public Bq76952ProtectorTests()
    {
        var link = new Bq76952Link(_bench.AttachCrc(0x08, _chip), _bench);
        _protector = new Bq76952Protector(link, new Bq76952Settings(new FrontLimits()));
    }

    [Theory]
    [InlineData(0x03, 0x80, ProtectorTrip.ShortCircuit)]
    [InlineData(0x03, 0x40, ProtectorTrip.DischargeOverCurrent)]
    [InlineData(0x03, 0x20, ProtectorTrip.DischargeOverCurrent)]
    [InlineData(0x03, 0x10, ProtectorTrip.ChargeOverCurrent)]
    [InlineData(0x03, 0x08, ProtectorTrip.CellOverVoltage)]
    [InlineData(0x03, 0x04, ProtectorTrip.CellUnderVoltage)]
    [InlineData(0x05, 0x10, ProtectorTrip.ChargeTemperature)]
    [InlineData(0x05, 0x01, ProtectorTrip.ChargeTemperature)]
    [InlineData(0x05, 0x20, ProtectorTrip.DischargeTemperature)]
    [InlineData(0x05, 0x02, ProtectorTrip.DischargeTemperature)]
    [InlineData(0x05, 0x40, ProtectorTrip.ChargeTemperature | ProtectorTrip.DischargeTemperature)] // the die
    [InlineData(0x07, 0x80, ProtectorTrip.DischargeOverCurrent)]
    [InlineData(0x07, 0x40, ProtectorTrip.ShortCircuit)]
    [InlineData(0x07, 0x10, ProtectorTrip.CellOverVoltage)]
    [InlineData(0x07, 0x02, ProtectorTrip.HostSilent)]
    [InlineData(0x0B, 0x01, ProtectorTrip.Permanent)]
    [InlineData(0x11, 0x01, ProtectorTrip.Permanent)]
    [InlineData(0x12, 0x08, ProtectorTrip.Reset)] // battery status, POR
    [InlineData(0x02, 0xFC, ProtectorTrip.None)] // an alert is not a trip yet
    public void A_status_bit_is_a_trip(int register, int bits, ProtectorTrip expected)
    {
        _chip[register] = (byte)bits;
        Assert.True(_protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(expected, trips);
    }

    [Fact]
    public void Another_chip_at_the_address_is_never_written_to()
    {
        _chip.Answers(0x0001, 0x42, 0x76);
        Assert.False(_protector.TryAudit(false, out _));
        Assert.DoesNotContain(_chip.Written, write => write.Data is [0x90, 0x00]);
    }

    [Fact]
    public void A_bus_that_fails_leaves_the_chip_in_peace()
    {
        _chip.FlippedReads = int.MaxValue;
        Assert.False(_protector.TryReadTrips(out _));
        Assert.False(_protector.TryAudit(false, out bool differed));
        Assert.False(differed);
    }
}
