using Bms.Drivers;
using Bms.Ports;
using Xunit;

namespace Bms.Tests.Drivers;

public class Bq76940ProtectorTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new() { ReadsAlone = true };
    private readonly Bq76940Protector _protector;

    public Bq76940ProtectorTests()
    {
        var link = new Bq76940Link(_bench.AttachCrc(0x08, _chip, readsAlone: true));
        _protector = new Bq76940Protector(link, new Bq76940Settings(new FrontLimits { CellOver_mV = 4200, CellReturn_mV = 150 }));
        _chip[0x50] = 0x08;
        _chip[0x59] = 0x20; // 382 uV
        Cells(3600);
        Assert.True(_protector.TryAudit(false, out _));
        _chip.Written.Clear();
    }

    [Theory]
    [InlineData(0x01, ProtectorTrip.DischargeOverCurrent)]
    [InlineData(0x02, ProtectorTrip.ShortCircuit)]
    [InlineData(0x04, ProtectorTrip.CellOverVoltage)]
    [InlineData(0x08, ProtectorTrip.CellUnderVoltage)]
    [InlineData(0x20, ProtectorTrip.Permanent)]
    [InlineData(0x80, ProtectorTrip.None)] // a reading of the counter
    public void A_status_bit_is_a_trip(int bits, ProtectorTrip expected)
    {
        _chip[0x00] = (byte)bits;
        Assert.True(_protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(expected, trips);
    }

    [Theory]
    [InlineData(4100, false)]
    [InlineData(4030, true)]
    public void A_cell_s_fault_is_cleared_once_all_cells_are_back_inside(int cell_mV, bool clears)
    {
        Cells(cell_mV);
        _chip[0x00] = 0x04;
        Assert.True(_protector.TryReadTrips(out _));
        Assert.Equal(clears, _chip.Written.Any(write => write.Register == 0x00 && write.Data[0] == 0x04));
    }

    [Fact]
    public void A_current_s_fault_is_cleared_after_five_readings()
    {
        for (int i = 0; i < 5; i++)
        {
            _chip[0x00] = 0x02;
            Assert.DoesNotContain(_chip.Written, write => write.Register == 0x00);
            Assert.True(_protector.TryReadTrips(out _));
        }

        Assert.Contains(_chip.Written, write => write.Register == 0x00 && write.Data[0] == 0x02);
    }

    /// <summary>
    /// A brown-out between the look and the audit of one cycle was set right without a word: its switches, which it had opened, closed
    /// again at once.
    /// </summary>
    [Fact]
    public void A_reset_that_the_audit_mends_first_is_told_once_at_the_next_look()
    {
        Array.ForEach([0x04, 0x05, 0x06, 0x07, 0x08, 0x0B], register => _chip[register] = 0);
        Assert.True(_protector.TryAudit(false, out bool differed) && differed);
        Assert.True(_protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(ProtectorTrip.Reset, trips);
        Assert.True(_protector.TryReadTrips(out trips));
        Assert.Equal(ProtectorTrip.None, trips);
    }

    [Fact]
    public void A_reset_that_a_look_finds_is_over_once_the_audit_has_mended_it()
    {
        _chip[0x0B] = 0;
        Assert.True(_protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(ProtectorTrip.Reset, trips);
        Assert.True(_protector.TryAudit(false, out _));
        Assert.True(_protector.TryReadTrips(out trips));
        Assert.Equal(ProtectorTrip.None, trips);
    }

    [Fact]
    public void Each_corrupted_setting_is_found_and_mended_at_the_next_audit()
    {
        for (int register = 0x04; register <= 0x0B; register++)
        {
            byte good = _chip[register];
            _chip[register] ^= (byte)(register == 0x05 ? 0x20 : 0x10);
            Assert.True(_protector.TryAudit(false, out bool differed));
            Assert.True(differed, $"register {register:X2}");
            Assert.Equal(good, _chip[register]);
            Assert.True(_protector.TryAudit(false, out differed));
            Assert.False(differed);
        }
    }

    [Fact]
    public void Mending_the_counter_does_not_move_a_switch()
    {
        _chip[0x05] = 0x03;
        Assert.True(_protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.Equal(0x43, _chip[0x05]);
    }

    // CC_CFG is 00h out of reset and must be set to 19h, SLUSBK2I, table 8-14: no other setting needs to be looked at.
    [Fact]
    public void A_chip_that_has_lost_its_settings_says_so_until_they_are_written_again()
    {
        Assert.Equal(0x19, _chip[0x0B]);
        _chip[0x0B] = 0x00;
        Assert.True(_protector.TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(ProtectorTrip.Reset, trips);
        Assert.True(_protector.TryAudit(false, out bool differed));
        Assert.True(differed);
        Assert.True(_protector.TryReadTrips(out trips));
        Assert.Equal(ProtectorTrip.None, trips);
    }

    [Fact]
    public void A_chip_that_was_never_set_is_no_chip_that_was_reset()
    {
        var chip = new CrcChip { ReadsAlone = true };
        var link = new Bq76940Link(new DriverBench().AttachCrc(0x08, chip, readsAlone: true));
        Assert.True(new Bq76940Protector(link, new Bq76940Settings(new FrontLimits())).TryReadTrips(out ProtectorTrip trips));
        Assert.Equal(ProtectorTrip.None, trips);
    }

    [Fact]
    public void A_bus_that_fails_is_told()
    {
        _chip.FlippedReads = int.MaxValue;
        Assert.False(_protector.TryReadTrips(out _));
        Assert.False(_protector.TryAudit(false, out _));
    }

    private void Cells(int cell_mV)
    {
        for (int i = 0; i < 15; i++)
        {
            int code = cell_mV * 1000 / 382;
            _chip[0x0C + (2 * i)] = (byte)(code >> 8);
            _chip[0x0D + (2 * i)] = (byte)code;
        }
    }
}
