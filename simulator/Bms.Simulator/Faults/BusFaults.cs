using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Faults;

/// <summary>One disturbance of the bus: whom it hits, how often, and what it does to a transfer.</summary>
/// <param name="Address">Only transfers to this address; null = all.</param>
/// <param name="Probability">Share of the transfers that it hits, 0 to 1.</param>
/// <param name="Verdict">What becomes of a transfer that it hits; Pass = a bit of the data read is wrong.</param>
/// <param name="Extra_us">Time that such a transfer takes longer.</param>
public sealed record BusFault(int? Address, double Probability, I2cVerdict Verdict, long Extra_us)
{
    /// <summary>False: a transfer that passes is late, its data are right.</summary>
    public bool FlipsBits { get; init; } = true;
}

/// <summary>
/// Everything that disturbs a bus at present; a bus that nothing disturbs asks nobody. The random numbers come from the run's seed.
/// </summary>
public sealed class BusFaults(ulong seed, I2cBus? bus = null) : II2cFault
{
    private readonly List<BusFault> _faults = [];
    private readonly NoiseSource _random = new(seed, "bus faults");

    /// <summary>Transfers that were disturbed so far.</summary>
    public long Disturbed { get; private set; }

    /// <summary>Adds a disturbance; the result removes it again.</summary>
    public Action Add(BusFault fault)
    {
        _faults.Add(fault);
        Attach();
        return () =>
        {
            _faults.Remove(fault);
            Attach();
        };
    }

    private void Attach()
    {
        if (bus != null)
        {
            bus.Fault = _faults.Count > 0 ? this : null;
        }
    }

    /// <inheritdoc/>
    public I2cVerdict OnTransfer(int address, bool read, int length, out long extra_us)
    {
        foreach (BusFault fault in _faults)
        {
            if ((fault.Verdict != I2cVerdict.Pass || !fault.FlipsBits) && Hits(fault, address))
            {
                extra_us = fault.Extra_us;
                return fault.Verdict;
            }
        }

        extra_us = 0;
        return I2cVerdict.Pass;
    }

    /// <inheritdoc/>
    public void OnReadData(int address, Span<byte> bytes)
    {
        foreach (BusFault fault in _faults)
        {
            if (fault.Verdict == I2cVerdict.Pass && fault.FlipsBits && bytes.Length > 0 && Hits(fault, address))
            {
                int bit = (int)(_random.Next() % ((ulong)bytes.Length * 8));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    private bool Hits(BusFault fault, int address)
    {
        bool hits = (fault.Address == null || fault.Address == address) && _random.Uniform(0, 1) < fault.Probability;
        Disturbed += hits ? 1 : 0;
        return hits;
    }
}
