using Bms.Twins;

namespace Bms.Simulator.Chips;

/// <summary>
/// A chip seen from its bus, modelled at its registers. What it measures changes only in steps: whoever is about to change the world
/// calls <see cref="CatchUp"/> first, so that every conversion that has ended by then has seen the world as it was.
/// </summary>
public abstract class VirtualChip : II2cChip
{
    protected VirtualChip(VirtualClock clock, int inputs)
    {
        Clock = clock;
        Faults = new ChipFaults(inputs);
    }

    /// <summary>What is wrong with the chip.</summary>
    public ChipFaults Faults { get; }

    /// <summary>Accesses to registers that the datasheet reserves: a driver has no business there.</summary>
    public int ReservedAccesses { get; protected set; }

    /// <summary>
    /// Hears of each register that the firmware turns to, to read or to write it, before the chip does; every chip here takes the
    /// register's address as the first byte of a write.
    /// </summary>
    public Action<int>? Addressed { get; set; }

    /// <summary>Width of a register in bytes.</summary>
    protected virtual int RegisterBytes => 2;

    /// <summary>The time that conversions run on.</summary>
    protected VirtualClock Clock { get; }

    /// <summary>Finishes what has ended by now, with the inputs as they stand.</summary>
    public abstract void CatchUp();

    /// <summary>A brown-out or a new supply: every register as after power-up, whatever was under way is lost.</summary>
    public abstract void PowerOnReset();

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0)
        {
            Addressed?.Invoke(bytes[0]);
        }

        if (Faults.Refuses())
        {
            return -1;
        }

        FinishConversions();
        return Receive(bytes);
    }

    /// <inheritdoc/>
    public bool Read(Span<byte> bytes)
    {
        if (Faults.Refuses())
        {
            return false;
        }

        FinishConversions();
        Send(bytes);
        return true;
    }

    /// <inheritdoc/>
    public virtual void EndTransfer()
    {
    }

    /// <summary>
    /// Finishes what has ended by now, for a transfer: the world stays as it is, so what is under way need not be brought up to date.
    /// </summary>
    protected virtual void FinishConversions() => CatchUp();

    /// <summary>Changes bits of a register as a disturbance would; the side effects are those of reading and writing it.</summary>
    public virtual void Disturb(int address, int bits)
    {
        Span<byte> write = stackalloc byte[1 + RegisterBytes];
        write[0] = (byte)address;
        Receive(write[..1]);
        Send(write[1..]);
        for (int i = 0; i < RegisterBytes; i++)
        {
            write[1 + i] ^= (byte)(bits >> (8 * (RegisterBytes - 1 - i)));
        }

        Receive(write);
    }

    /// <summary>Takes the bytes of a write; returns how many were acknowledged.</summary>
    protected abstract int Receive(ReadOnlySpan<byte> bytes);

    /// <summary>Fills the bytes of a read.</summary>
    protected abstract void Send(Span<byte> bytes);

    /// <summary>Nearest converter code to a value in steps of <paramref name="step"/>, held within both ends of the range.</summary>
    protected static int Quantise(double value, double step, int lowest, int highest)
    {
        double code = Math.Floor((value / step) + 0.5);
        return code <= lowest ? lowest : code >= highest ? highest : (int)code;
    }
}
