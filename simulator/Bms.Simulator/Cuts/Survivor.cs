using Bms.Anomaly;
using Bms.Config;
using Bms.Simulator.Bench;
using Bms.Storage;

namespace Bms.Simulator.Cuts;

/// <summary>A kind of record in the memory: its slots, and what a boot reads of it, in words that tell two apart.</summary>
internal sealed record RecordKind(string Name, int First, int Last, Func<FlashStore, BenchOptions, PackConfig, string> Read);

/// <summary>What the firmware itself, in a new boot, finds in a memory.</summary>
internal static class Survivor
{
    internal const string Nothing = "nothing";

    /// <summary>All that a board keeps.</summary>
    internal static IReadOnlyList<RecordKind> Kinds { get; } =
    [
        new("boot counter", 0, PackMemory.FirstSlot - 1, (flash, options, _) => Counter(flash, options.KeyEpoch)),
        new("charge, counters, trips, calibration", PackMemory.FirstSlot, StateMemory.FirstSlot - 1, (flash, _, _) => Memory(flash)),
        new("detector", StateMemory.FirstSlot, int.MaxValue, (flash, _, pack) => Detector(flash, pack)),
    ];

    /// <summary>The kind whose slot this is.</summary>
    internal static RecordKind KindOf(int slot) => Kinds.First(k => slot >= k.First && slot <= k.Last);

    /// <summary>
    /// The number that this memory's device may have used last: both copies held it, bytes 4 to 7, high byte first. Read without the
    /// firmware; 0 = none.
    /// </summary>
    internal static int Used(byte[]?[] content) => Math.Min(Number(content[0]), Number(content[1]));

    private static int Number(byte[]? slot) => slot == null ? 0 : (slot[4] << 24) | (slot[5] << 16) | (slot[6] << 8) | slot[7];

    private static string Counter(FlashStore flash, int epoch)
    {
        var counter = new BootCounter(flash, epoch);
        if (!counter.TryAdvance())
        {
            return Nothing;
        }

        string tag = counter.PreviousClosed ? Convert.ToHexString(counter.PreviousTag) : "open";
        return $"boot {counter.Boot} after {counter.PreviousBoot}, record {counter.PreviousSequence} {tag}";
    }

    private static string Memory(FlashStore flash)
    {
        var m = new PackMemory(flash);
        return !m.TryLoad() ? Nothing : string.Join(' ', (IEnumerable<object>)
        [
            $"save {m.Generation}: boot", m.Boot, m.Soc_ppm, m.SocSigma_ppm, m.Soh_permille, m.ChargeIn_mAh, m.ChargeOut_mAh, m.Ran_min,
            m.Utc_s, Convert.ToHexString(m.Raised), .. m.Calibration_ppm.Cast<object>(),
            .. m.Trip.Select(t => $"{t.Row}/{t.Level}/{t.Channel}/{t.Value}/{t.Boot}/{t.Uptime_s}/{t.Utc_s}/{t.Before_mA}"
                + $"/{t.BeforeLowest_mV}/{t.BeforeHighest_mV}/{t.BeforeHottest_ddegC}"),
        ]);
    }

    private static string Detector(FlashStore flash, PackConfig pack)
    {
        var watch = new PackWatch(pack, flash);
        watch.Begin(0);
        if (!watch.IsResumed)
        {
            return Nothing;
        }

        var hash = new HashCode();
        for (int i = 0; i < watch.Ring.Older.Length; i++)
        {
            hash.Add((byte)watch.Ring.Older.ByteAt(i));
        }

        return $"image {hash.ToHashCode():x8}";
    }
}
