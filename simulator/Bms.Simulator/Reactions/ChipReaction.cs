using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>
/// A protection that a board has without its firmware: how long it takes from its cause to an open switch. Of a chip it is measured while
/// the processor hangs and the watchdog is bridged.
/// </summary>
/// <param name="Board">The board.</param>
/// <param name="Name">Its name in figures.</param>
/// <param name="Mode">Mode of the firmware before it hangs.</param>
/// <param name="OpensCharge">The charge switch is the one that must open, else the discharge switch.</param>
/// <param name="Bound_us">None may take longer: the chip's delay after rounding, two looks of its comparator, at its slowest clock.</param>
/// <param name="Strike">Brings the cause about.</param>
internal sealed record ChipReaction(
    string Board, string Name, Mode Mode, bool OpensCharge, long Bound_us, Action<VirtualBench, NoiseSource> Strike)
{
    /// <summary>True: it belongs to the board's own circuit, and the firmware and its watchdog work until it strikes.</summary>
    internal bool OfBoard { get; init; }

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
            Board = BoardKind.Of(Board), Seed = random.Next(), Telemetry = false,
            Pack = BoardKind.Of(Board).Cells with { InitialSoc = 0.6 },
            WatchdogTimeout_us = (long)random.Uniform(HeartbeatWatchdog.Shortest_us, HeartbeatWatchdog.Longest_us),
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

        if (!OfBoard)
        {
            // From here on only the chip is left.
            bench.Hardware.Watchdog.Bypassed = true;
            bench.Firmware.Hang();
        }

        long struck_us = 0;
        bench.Woken = now_us =>
        {
            struck_us = now_us;
            Strike(bench, random);
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
