using System.Device.Gpio;
using System.Device.I2c;
using Bms.Drivers;
using Bms.Ports;
using Bms.Tests.Fakes;
using Bms.Twins;

namespace Bms.Tests.Drivers;

/// <summary>A machine without a world: one I2C bus for scripted chips, pins, and a wait that moves the clock.</summary>
internal sealed class DriverBench : IDelay
{
    public DriverBench()
    {
        Guard = new I2cGuard(Switches);
    }

    public VirtualMachine Machine { get; } = new();

    public FakeSwitches Switches { get; } = new();

    public I2cGuard Guard { get; }

    public I2cBus Bus => Machine.Bus(1);

    /// <summary>A line held low: every transfer costs a second and fails.</summary>
    public bool LineIsStuck
    {
        set => Bus.Fault = value ? new StuckLine() : null;
    }

    /// <summary>The line is held low from this transfer on, counted from now.</summary>
    public int SticksAt
    {
        set => Bus.Fault = new StuckLine { Before = value };
    }

    public RegisterPort Attach(int address, II2cChip chip)
    {
        Bus.Attach(address, chip);
        return Build(() => new RegisterPort(Guard, I2cDevice.Create(new I2cConnectionSettings(1, address, I2cBusSpeed.FastMode))));
    }

    /// <summary>The same for a chip with a CRC on each byte.</summary>
    public CrcPort AttachCrc(int address, II2cChip chip, bool readsAlone = false)
    {
        Bus.Attach(address, chip);
        return Build(() => new CrcPort(
            Guard, I2cDevice.Create(new I2cConnectionSettings(1, address, I2cBusSpeed.FastMode)), readsAlone));
    }

    /// <summary>Constructs what captures the machine.</summary>
    public T Build<T>(Func<T> make)
    {
        using (VirtualMachine.Enter(Machine))
        {
            return make();
        }
    }

    public T BuildOnPins<T>(Func<GpioController, T> make) => Build(() => make(new GpioController()));

    public void Wait_us(int wait_us) => Machine.Clock.Advance_us(wait_us);

    private sealed class StuckLine : II2cFault
    {
        public int Before { get; set; }

        public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
        {
            if (--Before > 0)
            {
                extra_us = 0;
                return I2cVerdict.Pass;
            }

            extra_us = 1_000_000;
            return I2cVerdict.Timeout;
        }

        public void OnReadData(int address, Span<byte> bytes)
        {
        }
    }
}
