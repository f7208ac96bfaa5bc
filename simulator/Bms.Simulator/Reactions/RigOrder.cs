using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>What one trial is played with.</summary>
/// <param name="Random">Random numbers of the trial.</param>
/// <param name="Row">The row that must act, as it is shipped.</param>
/// <param name="Path">The way of its signal.</param>
/// <param name="Timing">Times of the board in this situation.</param>
/// <param name="Situation">What the board is doing.</param>
/// <param name="Telemetry">True: the firmware reports and has a memory.</param>
internal sealed record RigOrder(
    NoiseSource Random, ProtectionRow Row, SignalPath Path, BoardTiming Timing, Situation Situation, bool Telemetry)
{
    // Beyond what a trial in standby takes, so that a pack is parked only where somebody waits for it.
    internal const int ParkAfter_ms = 15_000;

    /// <summary>A bench of a board for it: every trial has its own chips from the tray, errors, clocks and noise included.</summary>
    public VirtualBench Bench(BoardKind board) => new(new BenchOptions
    {
        Board = board,
        Seed = Random.Next(),
        Telemetry = Telemetry,
        ParkAfter_ms = board.Config().ParkAfter_ms > 0 ? ParkAfter_ms : null,
        Pack = board.Cells with { InitialSoc = 0.6 },
        WatchdogTimeout_us = (long)Random.Uniform(HeartbeatWatchdog.Shortest_us, HeartbeatWatchdog.Longest_us),
    });
}
