using Bms.Simulator.Bench;
using Bms.Twins;

namespace Bms.Simulator.Reactions;

/// <summary>How long the transfers of a cycle take: counted, not timed, on a board that is healthy and does all that it does.</summary>
internal static class BusLoad
{
    // A START, an address with its acknowledge and a STOP; a byte with its acknowledge.
    private const int TransferBits = 11, ByteBits = 9;

    /// <summary>Time in us that the busiest cycle of a span of virtual time keeps the bus.</summary>
    internal static long BusiestCycle_us(VirtualBench bench, double until_s)
    {
        I2cBus bus = bench.Hardware.Bus;
        long most_bits = 0;
        while (bench.Clock.Now_us < until_s * 1e6)
        {
            (long transfers, long bytes) = (bus.Transfers, bus.Bytes);
            bench.Step();
            most_bits = Math.Max(most_bits, ((bus.Transfers - transfers) * TransferBits) + ((bus.Bytes - bytes) * ByteBits));
        }

        return most_bits * 1_000_000 / bus.Speed_Hz;
    }
}
