using System.Device.I2c;
using Bms.Tests;
using Xunit;

namespace Bms.Twins.Tests;

public class I2cDeviceTests
{
    private readonly VirtualMachine _machine = new();
    private readonly RamChip _chip = new();
    private readonly I2cDevice _device;

    public I2cDeviceTests()
    {
        _machine.Bus(1).Attach(0x48, _chip);
        _device = Open(0x48, I2cBusSpeed.FastMode);
    }

    [Fact]
    public void A_write_and_read_goes_over_the_bus_and_tells_how_many_bytes_went()
    {
        _chip.Memory[5] = 0x12;
        _chip.Memory[6] = 0x34;
        var read = new byte[2];
        I2cTransferResult result = _device.WriteRead(new byte[] { 5 }, read);
        Assert.Equal(I2cTransferStatus.FullTransfer, result.Status);
        Assert.Equal(3u, result.BytesTransferred);
        Assert.Equal(new byte[] { 0x12, 0x34 }, read);
    }

    /// <summary>Two writes are two transfers; between a write and its read stands a repeated START.</summary>
    [Fact]
    public void A_chip_hears_of_the_end_of_a_transfer_and_not_of_a_repeated_start()
    {
        _device.WriteRead(new byte[] { 5 }, new byte[2]);
        Assert.Equal(1, _chip.Transfers);
        _device.Write(new byte[] { 5 });
        _device.Read(new byte[2]);
        Assert.Equal(3, _chip.Transfers);
    }

    [Fact]
    public void Without_a_speed_the_bus_runs_at_400_kHz_and_each_device_keeps_its_own()
    {
        var plain = Create(() => new I2cDevice(new I2cConnectionSettings(1, 0x48)));
        plain.Write(new byte[2]);
        Assert.Equal(72, _machine.Clock.Now_us);
        I2cDevice slow = Open(0x48, I2cBusSpeed.StandardMode);
        _device.Write(new byte[1]);
        slow.Write(new byte[2]);
        Assert.Equal(412, _machine.Clock.Now_us); // 72.5 + 50 + 290
    }

    [Fact]
    public void Failures_are_a_status_never_an_exception()
    {
        I2cDevice nobody = Open(0x49, I2cBusSpeed.FastMode);
        var buffer = new byte[] { 7, 8 };
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, nobody.Write(buffer).Status);
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, nobody.Read(buffer).Status);
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, nobody.WriteRead(buffer, buffer).Status);
        Assert.Equal(new byte[] { 7, 8 }, buffer);
        _chip.Patience = 1;
        Assert.Equal(I2cTransferStatus.PartialTransfer, _device.Write(buffer).Status);
        Assert.Equal(I2cTransferStatus.PartialTransfer, _device.WriteRead(buffer, new byte[1]).Status);
        _machine.Bus(1).Fault = new Stuck();
        Assert.Equal(I2cTransferStatus.ClockStretchTimeout, _device.Write(buffer).Status);
    }

    [Fact]
    public void A_disposed_device_refuses_to_work()
    {
        _device.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _device.WriteByte(1));
    }

    [Fact]
    public void A_device_keeps_the_machine_it_was_born_on()
    {
        var other = new VirtualMachine();
        using (VirtualMachine.Enter(other))
        {
            Assert.Equal(I2cTransferStatus.FullTransfer, _device.WriteByte(3).Status);
        }

        Assert.Equal(3, _chip.Pointer);
        Assert.Equal(0, other.Clock.Now_us);
    }

    [Fact]
    public void Transfers_allocate_nothing()
    {
        byte[] pointer = [5];
        byte[] two = new byte[2];
        _device.WriteRead(pointer, two);
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                _device.WriteRead(pointer, two);
                _device.Write(two);
                _device.WriteByte(1);
            }
        }));
    }

    [Fact]
    public void A_slice_of_a_span_shares_its_bytes_and_keeps_its_bounds()
    {
        byte[] bytes = [1, 2, 3, 4];
        SpanByte tail = new SpanByte(bytes).Slice(2);
        tail[0] = 9;
        Assert.Equal(9, bytes[2]);
        Assert.Equal(new byte[] { 9, 4 }, tail.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(bytes, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpanByte(bytes).Slice(1, 4));
    }

    private I2cDevice Open(int address, I2cBusSpeed speed) =>
        Create(() => I2cDevice.Create(new I2cConnectionSettings(1, address, speed)));

    private I2cDevice Create(Func<I2cDevice> make)
    {
        using (VirtualMachine.Enter(_machine))
        {
            return make();
        }
    }

    private sealed class Stuck : II2cFault
    {
        public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
        {
            extra_us = 1_000_000;
            return I2cVerdict.Timeout;
        }

        public void OnReadData(int address, Span<byte> bytes)
        {
        }
    }
}
