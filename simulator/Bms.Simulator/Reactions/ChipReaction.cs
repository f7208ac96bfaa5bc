using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>A protection that a chip has by itself: how long it takes from its cause to an open switch while no firmware runs.</summary>
/// <param name="Name">Its name in figures.</param>
/// <param name="Mode">Mode of the firmware before it hangs.</param>
/// <param name="OpensCharge">The charge switch is the one that must open, else the discharge switch.</param>
/// <param name="Bound_us">None may take longer: the chip's delay after rounding, two looks of its comparator, at its slowest clock.</param>
/// <param name="Strike">Brings the cause about.</param>
internal sealed record ChipReaction(
    string Name, Mode Mode, bool OpensCharge, long Bound_us, Action<VirtualBench, Pack16sHardware, NoiseSource> Strike)
{
    private const double Settled_s = 8;
    private const long Grace_us = 2_000_000;

    /// <summary>Plays trials at random phases of chip and firmware; the times in us in rising order, long.MaxValue for never.</summary>
    internal long[] Measure(int trials, ulong seed, int jobs)
    {
        long[] times_us = new long[trials];
        Parallel.For(0, trials, new ParallelOptions { MaxDegreeOfParallelism = jobs },
            i => times_us[i] = Play(new NoiseSource(seed, $"{Name} {i}")));
        Array.Sort(times_us);
        return times_us;
    }

    private long Play(NoiseSource random)
    {
        VirtualBench bench = new(new BenchOptions
        {
            Board = BoardKind.Of("pack-16s"), Seed = random.Next(), Telemetry = false,
            Pack = Pack16sHardware.Blocks with { InitialSoc = 0.6 },
        });
        bench.Pack.Charger.SupplyPresent = Mode == Mode.Charge;
        bench.Firmware.Started = c => c.Ask(Mode == Mode.Charge ? Request.Charge : Request.Discharge);
        bench.Run_s(1.5);
        bench.Firmware.Controller!.Ask(Mode == Mode.Charge ? Request.Charge : Request.Discharge);
        bench.Run_s(Settled_s);
        if (!bench.Pack.ChargeSwitch || !bench.Pack.DischargeSwitch)
        {
            return long.MaxValue;
        }

        // From here on only the chip is left.
        bench.Hardware.Watchdog.Bypassed = true;
        bench.Firmware.Hang();
        long struck_us = 0;
        bench.Woken = now_us =>
        {
            struck_us = now_us;
            Strike(bench, (Pack16sHardware)bench.Hardware, random);
        };
        bench.Wake_us = bench.Clock.Now_us + (long)random.Uniform(0, 1_000_000);
        long deadline_us = bench.Wake_us + Bound_us + Grace_us;
        while (bench.Clock.Now_us < deadline_us && (OpensCharge ? bench.Pack.ChargeSwitch : bench.Pack.DischargeSwitch))
        {
            bench.Step();
        }

        long moved_us = OpensCharge ? bench.Hardware.ChargeSwitchMoved_us : bench.Hardware.DischargeSwitchMoved_us;
        return struck_us == 0 || moved_us < struck_us ? long.MaxValue : moved_us - struck_us;
    }
}
