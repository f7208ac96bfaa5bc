using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Cuts;

/// <summary>One write of a life: where, when, and what the whole memory held before.</summary>
internal sealed record FlashWrite(int Slot, double Time_s, byte[] Wanted, byte[]?[] Before)
{
    /// <summary>What the memory holds when nothing cuts the write.</summary>
    internal byte[]?[] After => With(Wanted);

    /// <summary>What the memory holds with something in the slot.</summary>
    internal byte[]?[] With(byte[]? content)
    {
        byte[]?[] all = [.. Before];
        all[Slot] = content;
        return all;
    }
}

/// <summary>
/// A short life of a board in which it writes all that it ever keeps: boots, trips, orderly ends with the detector's state, power cuts.
/// </summary>
internal static class FlashLife
{
    /// <summary>Every write of it, in order.</summary>
    internal static IReadOnlyList<FlashWrite> Play(BenchOptions options)
    {
        var writes = new List<FlashWrite>();
        var bench = new VirtualBench(options);
        bench.Firmware.Started += c => c.NoteUtc(1_800_000_000 + bench.Firmware.Boots, 3, bench.Firmware.Uptime_ms);
        bench.Flash.Writing = (slot, wanted) => writes.Add(new FlashWrite(
            slot, bench.Clock.Now_us / 1e6, (byte[])wanted.Clone(), Content(bench.Flash)));
        for (int life = 0; life < 2; life++)
        {
            Trip(bench, options.Board.Name);
            bench.Firmware.Restart();
            bench.Run_s(8);
            bench.PowerCycle();
            bench.Run_s(6);
        }

        return writes;
    }

    /// <summary>What a memory holds, slot by slot; the arrays are its own.</summary>
    internal static byte[]?[] Content(FlashStore flash) =>
        [.. Enumerable.Range(0, flash.SlotCount).Select(slot => (byte[]?)flash[slot]?.Clone())];

    /// <summary>A memory that holds this.</summary>
    internal static void Fill(FlashStore flash, byte[]?[] content)
    {
        for (int slot = 0; slot < content.Length; slot++)
        {
            flash[slot] = content[slot];
        }
    }

    private static void Trip(VirtualBench bench, string board)
    {
        BoardLimits limits = BoardLimits.Of(board);
        bench.Run_s(3);
        bench.Firmware.Controller!.Ask(Request.Discharge);
        bench.Run_s(4);
        bench.Pack.Load.SetCurrent_A((limits.DischargeOver_A + limits.Peak_A) / 2);
        bench.Run_s(3);
        bench.Pack.Load.SetCurrent_A(0);
        bench.Run_s(2);
    }
}
