using Xunit;

namespace Bms.Twins.Tests;

public class I2cBusTests
{
    private readonly VirtualMachine _machine = new();
    private readonly RamChip _chip = new();
    private readonly I2cBus _bus;

    public I2cBusTests()
    {
        _bus = _machine.Bus(1);
        _bus.Attach(0x40, _chip);
    }

    [Theory]
    [InlineData(100_000, 3, 380)] // 4 bytes x 9 bits + 2 at 10 us a bit
    [InlineData(400_000, 3, 95)]
    [InlineData(400_000, 2, 72)] // 29 bits x 2.5 us, half a microsecond owed
    public void A_transfer_takes_the_time_of_its_bits(int speed_Hz, int bytes, long expected_us)
    {
        _bus.Speed_Hz = speed_Hz;
        _bus.Write(0x40, new byte[bytes]);
        Assert.Equal(expected_us, _machine.Clock.Now_us);
    }

    [Fact]
    public void Half_microseconds_are_not_lost_over_many_transfers()
    {
        _bus.Speed_Hz = 400_000;
        for (int i = 0; i < 1_000; i++)
        {
            _bus.Read(0x40, new byte[2]);
        }

        Assert.Equal(72_500, _machine.Clock.Now_us);
        Assert.Equal(1_000, _bus.Transfers);
        Assert.Equal(2_000, _bus.Bytes);
    }

    [Fact]
    public void An_absent_chip_costs_its_address_byte_and_leaves_the_buffer_alone()
    {
        var buffer = new byte[] { 4, 0 };
        Assert.Equal(new I2cOutcome(I2cEnd.AddressNack, 0), _bus.Read(0x41, buffer));
        Assert.Equal(new byte[] { 4, 0 }, buffer);
        Assert.Equal(110, _machine.Clock.Now_us);
        Assert.Equal(I2cEnd.AddressNack, _bus.Write(0x41, buffer).End);
        Assert.Equal(0, _bus.Bytes);
    }

    [Fact]
    public void A_chip_may_refuse_its_address_or_some_bytes()
    {
        _chip.Patience = 2;
        Assert.Equal(new I2cOutcome(I2cEnd.Partial, 2), _bus.Write(0x40, new byte[3]));
        _chip.Present = false;
        Assert.Equal(I2cEnd.AddressNack, _bus.Write(0x40, new byte[3]).End);
        Assert.Equal(I2cEnd.AddressNack, _bus.Read(0x40, new byte[3]).End);
    }

    [Theory]
    [InlineData(0x40)] // taken
    [InlineData(0x07)]
    [InlineData(0x78)]
    [InlineData(-1)]
    public void Two_chips_never_share_an_address_and_reserved_ones_are_refused(int address)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => _bus.Attach(address, new RamChip()));
        Assert.Contains($"0x{address:X2}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x77)]
    public void The_first_and_last_free_address_work(int address)
    {
        _bus.Attach(address, new RamChip());
        Assert.Equal(I2cEnd.Complete, _bus.Read(address, new byte[1]).End);
    }

    [Fact]
    public void A_held_line_costs_a_second_and_nothing_reaches_the_chip()
    {
        _bus.Fault = new Fault { Verdict = I2cVerdict.Timeout, Extra_us = 1_000_000 };
        Assert.Equal(new I2cOutcome(I2cEnd.Timeout, 0), _bus.Write(0x40, new byte[] { 7, 1 }));
        Assert.Equal(0, _chip.Pointer);
        Assert.InRange(_machine.Clock.Now_us, 1_000_000, 1_000_200);
    }

    [Fact]
    public void A_partial_transfer_moves_half_of_the_bytes()
    {
        _chip.Memory[0] = 0xAA;
        _chip.Memory[1] = 0xBB;
        _bus.Fault = new Fault { Verdict = I2cVerdict.Partial };
        var buffer = new byte[2];
        Assert.Equal(new I2cOutcome(I2cEnd.Partial, 1), _bus.Read(0x40, buffer));
        Assert.Equal(new byte[] { 0xAA, 0 }, buffer);
        Assert.Equal(new I2cOutcome(I2cEnd.Partial, 1), _bus.Write(0x40, new byte[] { 9, 1 }));
        Assert.Equal(9, _chip.Pointer);
    }

    [Fact]
    public void A_fault_may_flip_bits_of_what_is_read_and_never_of_the_chip()
    {
        _chip.Memory[0] = 0x0F;
        _bus.Fault = new Fault { Flip = 0xFF };
        var buffer = new byte[1];
        Assert.Equal(I2cEnd.Complete, _bus.Read(0x40, buffer).End);
        Assert.Equal(0xF0, buffer[0]);
        Assert.Equal(0x0F, _chip.Memory[0]);
    }

    private sealed class Fault : II2cFault
    {
        public I2cVerdict Verdict { get; set; }

        public long Extra_us { get; set; }

        public byte Flip { get; set; }

        public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
        {
            extra_us = Extra_us;
            return Verdict;
        }

        public void OnReadData(int address, Span<byte> bytes)
        {
            foreach (ref byte b in bytes)
            {
                b ^= Flip;
            }
        }
    }
}
