namespace Bms.Twins;

/// <summary>
/// One I2C bus: chips by 7-bit address, and the time that bits take. A transfer costs nine bits for the address and for each
/// data byte, and two for its START and STOP.
/// </summary>
public sealed class I2cBus
{
    private const int FirstAddress = 0x08;
    private const int LastAddress = 0x77;

    private readonly II2cChip?[] _chips = new II2cChip?[LastAddress + 1];
    private readonly VirtualClock _clock;
    private long _owed_ns;
    private int _speed_Hz = 100_000;
    private long _bit_ns = 10_000;

    internal I2cBus(VirtualClock clock)
    {
        _clock = clock;
    }

    /// <summary>Disturbs transfers; null on a healthy bus.</summary>
    public II2cFault? Fault { get; set; }

    /// <summary>Transfers begun so far; a write followed by a read counts as two.</summary>
    public long Transfers { get; private set; }

    /// <summary>Data bytes that went over the bus so far, address bytes not counted.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bits a second of the next transfer. Each device sets its own before it begins.</summary>
    public int Speed_Hz
    {
        get => _speed_Hz;
        set
        {
            if (value != _speed_Hz)
            {
                _speed_Hz = value;
                _bit_ns = 1_000_000_000 / value;
            }
        }
    }

    /// <summary>Puts a chip on the bus. An address that is taken, or reserved by the I2C specification, is refused.</summary>
    /// <exception cref="ArgumentException">Address outside 0x08..0x77, or occupied.</exception>
    public void Attach(int address, II2cChip chip)
    {
        ArgumentNullException.ThrowIfNull(chip);
        if (address is < FirstAddress or > LastAddress)
        {
            throw new ArgumentException($"I2C address 0x{address:X2} is reserved; allowed are 0x08 to 0x77.", nameof(address));
        }

        if (_chips[address] != null)
        {
            throw new ArgumentException($"I2C address 0x{address:X2} is taken: two chips would answer at once.", nameof(address));
        }

        _chips[address] = chip;
    }

    /// <summary>
    /// Sends bytes to the chip at an address; the chip acts on them at the end of the transfer. Without <paramref name="stop"/> a repeated
    /// START follows, for a read of the same chip.
    /// </summary>
    public I2cOutcome Write(int address, ReadOnlySpan<byte> bytes, bool stop = true)
    {
        I2cVerdict verdict = Begin(address, read: false, bytes.Length);
        if (verdict is I2cVerdict.AddressNack or I2cVerdict.Timeout)
        {
            return Refuse(verdict);
        }

        int offered = verdict == I2cVerdict.Partial ? bytes.Length / 2 : bytes.Length;
        Spend(offered);
        int taken = Chip(address)?.Write(bytes[..offered]) ?? -1;
        if (stop || taken < bytes.Length)
        {
            Chip(address)?.EndTransfer();
        }

        return taken < 0 ? new I2cOutcome(I2cEnd.AddressNack, 0) : End(taken, bytes.Length);
    }

    /// <summary>Fetches bytes from the chip at an address; what they say is from the beginning of the transfer.</summary>
    public I2cOutcome Read(int address, Span<byte> bytes)
    {
        I2cVerdict verdict = Begin(address, read: true, bytes.Length);
        if (verdict is I2cVerdict.AddressNack or I2cVerdict.Timeout)
        {
            return Refuse(verdict);
        }

        Span<byte> wanted = verdict == I2cVerdict.Partial ? bytes[..(bytes.Length / 2)] : bytes;
        if (Chip(address)?.Read(wanted) != true)
        {
            return Refuse(I2cVerdict.AddressNack);
        }

        Fault?.OnReadData(address, wanted);
        Chip(address)?.EndTransfer();
        Spend(wanted.Length);
        return End(wanted.Length, bytes.Length);
    }

    private II2cChip? Chip(int address) => address is >= 0 and <= LastAddress ? _chips[address] : null;

    private I2cVerdict Begin(int address, bool read, int length)
    {
        Transfers++;
        if (Fault == null)
        {
            return I2cVerdict.Pass;
        }

        I2cVerdict verdict = Fault.OnTransfer(address, read, length, out long extra_us);
        _clock.Advance_us(extra_us);
        return verdict;
    }

    private I2cOutcome Refuse(I2cVerdict verdict)
    {
        Spend(0);
        return new I2cOutcome(verdict == I2cVerdict.Timeout ? I2cEnd.Timeout : I2cEnd.AddressNack, 0);
    }

    private I2cOutcome End(int moved, int asked)
    {
        Bytes += moved;
        return new I2cOutcome(moved < asked ? I2cEnd.Partial : I2cEnd.Complete, moved);
    }

    private void Spend(int dataBytes)
    {
        // A bit at 400 kHz is 2.5 us: what does not make a whole microsecond is owed to the next transfer.
        _owed_ns += (((1 + dataBytes) * 9L) + 2) * _bit_ns;
        long whole_us = _owed_ns / 1_000;
        _owed_ns -= whole_us * 1_000;
        _clock.Advance_us(whole_us);
    }
}
