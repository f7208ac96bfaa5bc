using Bms.World;

namespace Bms.Simulator.Speed;

/// <summary>How many steps of 100 ms the cells of the world make in a second, beside the plainest kernel on the same machine.</summary>
internal static class WorldSpeed
{
    private const int Rounds = 250, Steps = 4_000, Series = 16;

    internal static void Measure(ulong seed, TextWriter output)
    {
        Pack pack = Open(new PackSpec { SeriesCells = Series, Seed = seed });
        var plain = new PlainKernel(Series);
        double[] shortest_s = Stopwatches.Shortest_s(Rounds, () => Run(pack), () => RunPlain(plain));
        double steps = (double)Steps * Series;
        output.WriteLine($"bench.cell_steps_per_s = {steps / shortest_s[0]:0}");
        output.WriteLine($"bench.plain_cell_steps_per_s = {steps / shortest_s[1]:0}");
        output.WriteLine($"bench.cell_steps_of_plain = {shortest_s[1] / shortest_s[0]:0.000}");
    }

    private static Pack Open(PackSpec spec)
    {
        var pack = new Pack(spec with { InitialSoc = 0.6 }) { ChargeSwitch = true, DischargeSwitch = true };
        return pack;
    }

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
