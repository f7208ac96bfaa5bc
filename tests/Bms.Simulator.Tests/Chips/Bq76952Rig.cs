using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

/// <summary>
/// One BQ76952 on a bus of its own with a world of numbers, and a host that talks bytes to it: addresses, codes and the CRC are written
/// down here once more, from SLUUBY2B. While it waits it comes back to the chip at the times that the chip names.
/// </summary>
internal sealed class Bq76952Rig
{
    private const int Address = 0x08;

    public Bq76952Rig(Bq76952Errors? errors = null)
    {
        Array.Fill(Cell_V, 3.6);
        Array.Fill(Thermistor_C, 25);
        Chip = new Bq76952Chip(Clock, new NoiseSource(1, "bq"), new FrontWiring
        {
            Cell_V = input => Cell_V[input],
            Current_A = () => Current_A,
            Thermistor_C = pin => Thermistor_C[pin],
            Die_C = () => Die_C,
            Load_V = () => Load_V,
        }, errors ?? Bq76952Errors.None);
        Bus.Speed_Hz = 400_000;
        Bus.Attach(Address, Chip);
    }

    public VirtualMachine Machine { get; } = new();

    public VirtualClock Clock => Machine.Clock;

    public I2cBus Bus => Machine.Bus(1);

    public Bq76952Chip Chip { get; }

    public double[] Cell_V { get; } = new double[16];

    public double[] Thermistor_C { get; } = new double[3];

    public double Current_A { get; set; }

    public double Die_C { get; set; } = 30;

    public double Load_V { get; set; }

    /// <summary>Changes the world at once: the chip sees what was before, then what is.</summary>
    public void Change(Action world)
    {
        Chip.CatchUp();
        world();
        Chip.See();
    }

    /// <summary>Lets time pass, and the chip act in it.</summary>
    public void Wait_us(long wait_us)
    {
        long end_us = Clock.Now_us + wait_us;
        while (Chip.Due_us < end_us)
        {
            Clock.Advance_us(Math.Max(0, Chip.Due_us - Clock.Now_us));
            Chip.CatchUp();
        }

        Clock.Advance_us(Math.Max(0, end_us - Clock.Now_us));
        Chip.CatchUp();
    }

    public void Wait_ms(double wait_ms) => Wait_us((long)(wait_ms * 1000));

    /// <summary>The time in us until something holds, looked at whenever the chip acts; -1 = not within the limit.</summary>
    public long Until_us(Func<bool> holds, long limit_us)
    {
        long start_us = Clock.Now_us;
        while (!holds())
        {
            long due_us = Math.Min(Chip.Due_us, start_us + limit_us);
            if (due_us >= start_us + limit_us)
            {
                return -1;
            }

            Wait_us(Math.Max(1, due_us - Clock.Now_us));
        }

        return Clock.Now_us - start_us;
    }

    public static int Crc(params ReadOnlySpan<byte> bytes)
    {
        int crc = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                bool carry = ((crc >> 7) ^ (value >> bit) & 1) == 1;
                crc = ((crc << 1) & 0xFF) ^ (carry ? 0x07 : 0);
            }
        }

        return crc;
    }

    public I2cOutcome Write(int register, params byte[] data)
    {
        var wire = new byte[1 + (2 * data.Length)];
        wire[0] = (byte)register;
        for (int i = 0; i < data.Length; i++)
        {
            wire[1 + (2 * i)] = data[i];
            wire[2 + (2 * i)] = (byte)(i == 0 ? Crc(0x10, (byte)register, data[0]) : Crc(data[i]));
        }

        return Bus.Write(Address, wire);
    }

    public byte[] Read(int register, int length)
    {
        var wire = new byte[2 * length];
        Assert.Equal(I2cEnd.Complete, Bus.Write(Address, [(byte)register], stop: false).End);
        Assert.Equal(I2cEnd.Complete, Bus.Read(Address, wire).End);
        var data = new byte[length];
        for (int i = 0; i < length; i++)
        {
            data[i] = wire[2 * i];
            int crc = i == 0 ? Crc(0x10, (byte)register, 0x11, data[0]) : Crc(data[i]);
            Assert.Equal(crc, wire[(2 * i) + 1]);
        }

        return data;
    }

    public int ReadWord(int register)
    {
        byte[] data = Read(register, 2);
        return data[0] | (data[1] << 8);
    }

    public void Command(int code)
    {
        Write(0x3E, (byte)code, (byte)(code >> 8));
        Wait_ms(2.5);
    }

    /// <summary>Writes data to a subcommand or to data memory, with checksum and length.</summary>
    public void Put(int code, params byte[] data)
    {
        byte[] block = [(byte)code, (byte)(code >> 8), .. data];
        Write(0x3E, block);
        Write(0x60, (byte)~block.Sum(value => value), (byte)(data.Length + 4));
        Wait_ms(1);
    }

    /// <summary>Data of a subcommand or of data memory.</summary>
    public byte[] Ask(int code)
    {
        Command(code);
        Assert.Equal(code, ReadWord(0x3E));
        byte[] end = Read(0x60, 2);
        byte[] data = Read(0x40, end[1] - 4);
        Assert.Equal((byte)~(data.Sum(value => value) + (code & 0xFF) + (code >> 8)), end[0]);
        return data;
    }

    /// <summary>Changes data memory in CONFIG_UPDATE.</summary>
    public void Configure(params (int Address, int Bytes, int Value)[] entries)
    {
        Command(0x0090);
        foreach ((int address, int bytes, int value) in entries)
        {
            Put(address, BitConverter.GetBytes(value)[..bytes]);
        }

        Command(0x0092);
    }
}
