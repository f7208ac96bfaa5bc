using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>
/// FET_CONTROL (table 12-29) and FET Status (table 12-21) have their bits in different orders, and the manual's prose says otherwise.
/// </summary>
public class Bq76952SwitchesTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new();
    private readonly Bq76952Switches _switches;

    public Bq76952SwitchesTests()
    {
        _switches = new Bq76952Switches(new Bq76952Link(_bench.AttachCrc(0x08, _chip), _bench), 2000);
    }

    [Theory]
    [InlineData(false, false, 0x0F)]
    [InlineData(true, false, 0x0B)] // CHG_OFF is bit 2
    [InlineData(false, true, 0x0C)] // DSG_OFF is bit 0, and PDSG may come before DSG
    [InlineData(true, true, 0x08)]
    public void A_switch_is_held_open_by_its_bit(bool charge, bool discharge, int bits)
    {
        Assert.True(_switches.TrySet(charge, discharge));
        Assert.Equal(0x0097, _chip.Committed[^1].Code);
        Assert.Equal([(byte)bits], _chip.Committed[^1].Data);
    }

    [Fact]
    public void Precharge_alone_leaves_both_switches_held_open()
    {
        Assert.True(_switches.TrySet(true));
        Assert.Equal([0x0D], _chip.Committed[^1].Data);
        Assert.True(_switches.TrySet(false));
        Assert.Equal([0x0F], _chip.Committed[^1].Data);
    }

    [Theory]
    [InlineData(0x01, true, false)]
    [InlineData(0x04, false, true)] // bit 2 is DSG here
    [InlineData(0x05, true, true)]
    [InlineData(0x0A, false, false)] // precharge FETs are no switches
    public void Read_back_is_what_the_drivers_do(int status, bool charge, bool discharge)
    {
        Assert.True(_switches.TrySet(true, true));
        _chip[0x7F] = (byte)status;
        Assert.True(_switches.TryReadBack(out bool chargeClosed, out bool dischargeClosed));
        Assert.Equal((charge, discharge), (chargeClosed, dischargeClosed));
    }

    [Theory]
    [InlineData(-3000, false)] // discharging: the chip spares the body diode of the charge FET
    [InlineData(-400, true)] // no such current: the FET does not obey
    [InlineData(3000, true)]
    public void A_switch_closed_for_its_body_diode_counts_as_open(int current_mA, bool closed)
    {
        Assert.True(_switches.TrySet(false, true));
        _chip[0x7F] = 0x05;
        _chip.SetWord(0x3A, current_mA);
        Assert.True(_switches.TryReadBack(out bool chargeClosed, out bool dischargeClosed));
        Assert.Equal((closed, true), (chargeClosed, dischargeClosed));
    }

    [Fact]
    public void The_load_s_voltage_comes_in_steps_of_10_mV()
    {
        _chip.SetWord(0x38, 5760);
        Assert.True(_switches.TryReadLoad(out int load_mV));
        Assert.Equal(57_600, load_mV);
    }

    [Fact]
    public void Nothing_is_known_on_a_bus_that_fails()
    {
        _chip.FlippedReads = int.MaxValue;
        Assert.False(_switches.TryReadBack(out _, out _));
        Assert.False(_switches.TryReadLoad(out _));
    }
}
