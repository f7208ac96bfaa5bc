using System.Diagnostics;

namespace Bms.Records;

/// <summary>Measures the verifier.</summary>
public static class VerifyBench
{
    /// <summary>
    /// Verifies a device's records, in order, <paramref name="rounds"/> times over, each time with a verifier that knows none of them.
    /// Throws InvalidOperationException when a record is not accepted: then there would be nothing to measure.
    /// </summary>
    public static VerifyFigures Measure(DeviceKey key, IReadOnlyList<(byte[] Topic, byte[] Message)> records, int rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(records.Count, 1);
        VerifyAll(new DeviceVerifier(key), records);
        TimeSpan best = TimeSpan.MaxValue;
        long least_bytes = long.MaxValue;
        for (int round = 0; round < rounds; round++)
        {
            DeviceVerifier verifier = new(key);
            long before_bytes = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            VerifyAll(verifier, records);
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            long allocated_bytes = GC.GetAllocatedBytesForCurrentThread() - before_bytes;

            // A collection that another thread asks for takes a thread's open block away and books what was left of it as allocated.
            least_bytes = Math.Min(least_bytes, allocated_bytes);
            best = took < best ? took : best;
        }

        return new VerifyFigures(best.TotalMicroseconds / records.Count, (double)least_bytes / records.Count);
    }

    private static void VerifyAll(DeviceVerifier verifier, IReadOnlyList<(byte[] Topic, byte[] Message)> records)
    {
        for (int i = 0; i < records.Count; i++)
        {
            RecordVerdict verdict = verifier.Verify(records[i].Topic, records[i].Message, out _);
            if (!verdict.IsAccepted())
            {
                throw new InvalidOperationException($"record {i} of the bench is not accepted: {verdict}");
            }
        }
    }
}

/// <summary>What VerifyBench measured.</summary>
/// <param name="PerRecord_us">Time for one record in the fastest round, in µs.</param>
/// <param name="Allocated_bytes">Bytes allocated for one record, in the round that allocated least.</param>
public readonly record struct VerifyFigures(double PerRecord_us, double Allocated_bytes);
