using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>Talks bytes to one chip on a bus of its own: what a logic analyser would show, no driver in between.</summary>
internal sealed class RawBus
{
    private readonly VirtualMachine _machine = new();
    private int _address;

    public VirtualClock Clock => _machine.Clock;

    public I2cBus Bus => _machine.Bus(1);

    public T Attach<T>(int address, T chip)
        where T : VirtualChip
    {
        _address = address;
        Bus.Speed_Hz = 400_000;
        Bus.Attach(address, chip);
        return chip;
    }

    public I2cOutcome Write(params byte[] bytes) => Bus.Write(_address, bytes);

    public byte[] Read(int pointer, int length)
    {
        var bytes = new byte[length];
        Assert.Equal(I2cEnd.Complete, Bus.Write(_address, [(byte)pointer], stop: false).End);
        Assert.Equal(I2cEnd.Complete, Bus.Read(_address, bytes).End);
        return bytes;
    }

    public int ReadWord(int pointer)
    {
        byte[] bytes = Read(pointer, 2);
        return (bytes[0] << 8) | bytes[1];
    }

    public void WriteWord(int pointer, int value) =>
        Assert.Equal(I2cEnd.Complete, Write((byte)pointer, (byte)(value >> 8), (byte)value).End);

    public void Wait_ms(double wait_ms) => Clock.Advance_us((long)(wait_ms * 1000));
}
