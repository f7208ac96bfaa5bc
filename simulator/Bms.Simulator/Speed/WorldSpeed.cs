using Bms.World;

namespace Bms.Simulator.Speed;

/// <summary>How many steps of 100 ms the cells of the world make in a second, beside the plainest kernel on the same machine.</summary>
internal static class WorldSpeed
{
    private const int Rounds = 150, Steps = 4_000, Series = 16, Parallels = 4;

    internal static void Measure(ulong seed, TextWriter output)
    {
        PackSpec series = new() { SeriesCells = Series, InitialSoc = 0.6, Seed = seed };
        Pack pack = Closed(series);
        Pack parallel = Closed(series with { ParallelCells = Parallels });
        Pack seconds = Closed(series with { ParallelCells = Parallels, Step_ms = 1000 });
        var plain = new PlainKernel(Series);
        double[] shortest_s = Stopwatches.Shortest_s(
            Rounds, () => Run(pack), () => RunPlain(plain), () => Run(parallel), () => Run(seconds));
        double steps = (double)Steps * Series;
        double plain_per_s = steps / shortest_s[1];
        Write(output, "cell_steps", steps / shortest_s[0], plain_per_s);
        Write(output, "16s4p.cell_steps", steps * Parallels / shortest_s[2], plain_per_s);
        Write(output, "16s4p_1s.cell_steps", steps * Parallels / 10 / shortest_s[3], plain_per_s);
        output.WriteLine($"bench.16s4p.cell_seconds_per_s = {steps * Parallels / 10 / shortest_s[3]:0}");
        output.WriteLine($"bench.plain_cell_steps_per_s = {plain_per_s:0}");
    }

    private static void Write(TextWriter output, string what, double per_s, double plain_per_s)
    {
        output.WriteLine($"bench.{what}_per_s = {per_s:0}");
        output.WriteLine($"bench.{what}_of_plain = {per_s / plain_per_s:0.000}");
    }

    private static Pack Closed(PackSpec spec) => new(spec) { ChargeSwitch = true, DischargeSwitch = true };

    // Another power each second, charge and discharge in turn, so that no look-up is saved by a pack that stands still.
    private static void Run(Pack pack)
    {
        for (int second = 0; second < Steps / 10; second++)
        {
            pack.Load.SetPower_W(second % 2 == 0 ? 120 : -115);
            pack.AdvanceTo(pack.Time_us + 1_000_000);
        }
    }

    private static void RunPlain(PlainKernel plain)
    {
        for (int second = 0; second < Steps / 10; second++)
        {
            plain.Run(second % 2 == 0 ? -2 : 2, 10);
        }
    }
}
