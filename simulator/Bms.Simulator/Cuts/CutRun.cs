using Bms.Config;
using Bms.Simulator.Bench;

namespace Bms.Simulator.Cuts;

/// <summary>What became of the cuts of one write; mixed = neither what was there nor what was to be, in words.</summary>
internal sealed record CutVerdict(int Number, FlashWrite Write, string Kind)
{
    internal int Old { get; set; }

    internal int New { get; set; }

    internal int Booted { get; set; }

    internal List<string> Mixed { get; } = [];

    internal List<string> Repeated { get; } = [];
}

/// <summary>
/// Cuts the power in each write of a board's life, at its bytes, in each medium, and asks the firmware what it finds then: what was there
/// before or what was being written, and a boot counter that nobody has used. Then lets bits rot.
/// </summary>
internal sealed class CutRun
{
    // Of the detector's parts only some bytes unless all are asked for: reading it takes a thousand times as long as a byte.
    private const int Stride = 48;

    private readonly BenchOptions _options;
    private readonly PackConfig _pack;
    private readonly FlashStore _flash = new();

    internal CutRun(BenchOptions options)
    {
        _options = options;
        _pack = options.Config();
        Writes = FlashLife.Play(options);
    }

    /// <summary>The writes of the life.</summary>
    internal IReadOnlyList<FlashWrite> Writes { get; }

    /// <summary>Cuts write <paramref name="number"/>, from 1, in each of the media at each byte, or at the one that is named.</summary>
    internal CutVerdict Cut(int number, IReadOnlyCollection<FlashMedium> media, bool everyByte, int? onlyByte) =>
        Cut(Writes[number - 1], number, media, everyByte, onlyByte);

    /// <summary>The same for a write of one's own.</summary>
    internal CutVerdict Cut(FlashWrite write, int number, IReadOnlyCollection<FlashMedium> media, bool everyByte, int? onlyByte)
    {
        RecordKind kind = Survivor.KindOf(write.Slot);
        var verdict = new CutVerdict(number, write, kind.Name);
        (string old, string fresh) = (Read(kind, write.Before), Read(kind, write.After));
        int step = everyByte || kind != Survivor.Kinds[^1] ? 1 : Stride;
        foreach (FlashMedium medium in media)
        {
            for (int bytes = onlyByte ?? 0; bytes <= write.Wanted.Length; bytes += onlyByte != null ? int.MaxValue / 2 : step)
            {
                byte[]?[] torn = write.With(medium.Torn(write.Before[write.Slot], write.Wanted, bytes));
                Judge(verdict, kind, torn, (old, fresh), $"{medium}, {bytes} bytes");
            }
        }

        foreach (int bytes in onlyByte is int one ? [one] : new[] { 0, 1, write.Wanted.Length / 2, write.Wanted.Length })
        {
            Boot(verdict, write.With(FlashMedium.Flash.Torn(write.Before[write.Slot], write.Wanted, bytes)), bytes);
        }

        return verdict;
    }

    /// <summary>
    /// One bit of each byte of what is there at the end turns over: the firmware reads the last state or the one before. The places where
    /// it does not, and how many were tried.
    /// </summary>
    internal (int Tried, IReadOnlyList<string> Mixed) Rot()
    {
        byte[]?[] last = Writes[^1].After;
        var mixed = new List<string>();
        int tried = 0;
        foreach (RecordKind kind in Survivor.Kinds)
        {
            string[] known = [.. Writes.Where(w => Survivor.KindOf(w.Slot) == kind).SelectMany(w => new[] { w.Before, w.After })
                .Select(c => Read(kind, c)).Append(Read(kind, last)).Distinct().TakeLast(2)];
            foreach (int slot in Enumerable.Range(0, last.Length).Where(s => last[s] != null && Survivor.KindOf(s) == kind))
            {
                for (int at = 0; at < last[slot]!.Length; at += kind == Survivor.Kinds[^1] ? Stride / 2 : 1, tried++)
                {
                    byte[]?[] rotten = [.. last];
                    rotten[slot] = [.. last[slot]!];
                    rotten[slot]![at] ^= (byte)(1 << (at % 8));
                    string found = Read(kind, rotten);
                    if (!known.Contains(found))
                    {
                        mixed.Add($"slot {slot}, byte {at}: {kind.Name}: {found}");
                    }
                }
            }
        }

        return (tried, mixed);
    }

    private void Judge(CutVerdict verdict, RecordKind kind, byte[]?[] torn, (string Old, string New) allowed, string place)
    {
        string found = Read(kind, torn);
        verdict.Old += found == allowed.Old ? 1 : 0;
        verdict.New += found == allowed.New && found != allowed.Old ? 1 : 0;
        if (found != allowed.Old && found != allowed.New)
        {
            verdict.Mixed.Add($"{place}: {found}");
        }

        // Reading the counter has taken the next number.
        if (kind == Survivor.Kinds[0])
        {
            NoteRepeated(verdict, Survivor.Used(FlashLife.Content(_flash)), place);
        }
    }

    // The whole board with the whole firmware, for two seconds.
    private void Boot(CutVerdict verdict, byte[]?[] torn, int bytes)
    {
        var bench = new VirtualBench(_options);
        FlashLife.Fill(bench.Flash, torn);
        bench.Run_s(2);
        verdict.Booted++;
        if (bench.Firmware.Crash is { } crash)
        {
            verdict.Mixed.Add($"boot after {bytes} bytes: {crash.Message}");
        }

        NoteRepeated(verdict, Survivor.Used(FlashLife.Content(bench.Flash)), $"boot after {bytes} bytes");
    }

    private static void NoteRepeated(CutVerdict verdict, int next, string place)
    {
        int used = Survivor.Used(verdict.Write.Before);
        if (next <= used)
        {
            verdict.Repeated.Add($"{place}: boot {next} after {used}");
        }
    }

    private string Read(RecordKind kind, byte[]?[] content)
    {
        FlashLife.Fill(_flash, content);
        return kind.Read(_flash, _options, _pack);
    }
}
