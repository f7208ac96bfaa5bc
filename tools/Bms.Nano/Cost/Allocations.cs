using Bms.Metering;

namespace Bms.Nano.Cost;

/// <summary>What the loop allocates of its own, measured, and what the libraries below it allocate on a board, by count and size.</summary>
public static class Allocations
{
    /// <summary>Name of the figure of the firmware's own allocations.</summary>
    public const string Figure = "cost.loop_allocated_bytes";

    private const int Steps = 100_000;
    // Long: .NET compiles a method anew after so many calls and may allocate in doing so. Whenever else it allocates something of its own
    // (a table that it grows), it does not in each round.
    private const int WarmUp_ticks = 30_000, Rounds = 4;

    /// <summary>An I2C transfer returns an object of two fields: three blocks of 12 bytes.</summary>
    private const int TransferResult_bytes = 36;

    /// <summary>The INA219 package makes an array of 2 or 3 bytes for each register that it reads or writes: two blocks.</summary>
    private const int PackageBuffer_bytes = 24;

    /// <summary>
    /// Bytes that 100,000 steps of the firmware allocate in the round that allocates least, telemetry with the managed signature included.
    /// </summary>
    public static long Own_bytes(MeteredFirmware firmware)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        MeteredWorkload workload = MeteredWorkload.Start(firmware, "pack16s-managed");
        int tick = 0;
        while (tick < WarmUp_ticks)
        {
            workload.Tick(++tick);
        }

        long least_bytes = long.MaxValue;
        for (int round = 0; round < Rounds && least_bytes > 0; round++)
        {
            long before_bytes = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Steps; i++)
            {
                workload.Tick(++tick);
            }

            least_bytes = Math.Min(least_bytes, GC.GetAllocatedBytesForCurrentThread() - before_bytes);
        }

        return least_bytes;
    }

    /// <summary>
    /// Bytes that System.Device.I2c and the INA219 package allocated on a board for the calls counted so far: a reading of the current
    /// writes one register and reads another, one of the bus voltage reads one.
    /// </summary>
    public static long Library_bytes(MeteredFirmware firmware, long transfers)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        long buffers = (2 * firmware.Of("Ina219CurrentSensor.ReadCurrent").Calls) + firmware.Of("Ina219CurrentSensor.ReadBus").Calls;
        return (transfers * TransferResult_bytes) + (buffers * PackageBuffer_bytes);
    }
}
