using Bms.Twins;

namespace System.Device.I2c;

// No member is virtual, as on the board: a test that wants another device must put another chip on the bus.
public class I2cDevice : IDisposable
{
    private readonly byte[] _single = new byte[1];
    private readonly I2cBus _bus;
    private readonly int _speed_Hz;
    private bool _disposed;

    public I2cDevice(I2cConnectionSettings settings)
    {
        ConnectionSettings = settings;
        _bus = VirtualMachine.Current.Bus(settings.BusId);
        _speed_Hz = settings.BusSpeed switch
        {
            I2cBusSpeed.StandardMode => 100_000,
            I2cBusSpeed.FastMode => 400_000,
            I2cBusSpeed.FastModePlus => 1_000_000,
            _ => throw new ArgumentException($"I2cBusSpeed {settings.BusSpeed} does not exist; allowed are 0 to 2.", nameof(settings)),
        };
    }

    public I2cConnectionSettings ConnectionSettings { get; }

    public static I2cDevice Create(I2cConnectionSettings settings) => new(settings);

    public void Dispose() => _disposed = true;

    public I2cTransferResult Read(SpanByte buffer)
    {
        Begin();
        return new I2cTransferResult(_bus.Read(ConnectionSettings.DeviceAddress, buffer.Bytes), 0);
    }

    public byte ReadByte()
    {
        Read(_single);
        return _single[0];
    }

    public I2cTransferResult Write(SpanByte buffer)
    {
        Begin();
        return new I2cTransferResult(_bus.Write(ConnectionSettings.DeviceAddress, buffer.Bytes), 0);
    }

    public I2cTransferResult WriteByte(byte value)
    {
        _single[0] = value;
        return Write(_single);
    }

    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer)
    {
        Begin();
        I2cOutcome written = _bus.Write(ConnectionSettings.DeviceAddress, writeBuffer.Bytes, stop: false);
        return written.End == I2cEnd.Complete
            ? new I2cTransferResult(_bus.Read(ConnectionSettings.DeviceAddress, readBuffer.Bytes), written.Bytes)
            : new I2cTransferResult(written, 0);
    }

    private void Begin()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _bus.Speed_Hz = _speed_Hz;
    }
}
