using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>
/// The level below chips and firmware, the same on every board: the external watchdog and the resistors at the gates open both switches
/// when the processor stops or lets go of its pins.
/// </summary>
internal static class BoardCircuit
{
    private const long Step_us = 100_000;

    /// <summary>What a board's own circuit protects from; the promise of each stands with those of the rows.</summary>
    internal static IReadOnlyList<ChipReaction> Of(string board) =>
    [
        Hangs(board, "BoardWatchdogInCharge", Mode.Charge, opensCharge: true),
        Hangs(board, "BoardWatchdogInDischarge", Mode.Discharge, opensCharge: false),
        new(board, "BoardPullDowns", Mode.Discharge, false, PowerFet.TurnOff_us, (bench, _) =>
        {
            bench.Firmware.PowerOff();
            bench.Hardware.Tick();
        }) { OfBoard = true },
    ];

    // Its last sign of life may be as old as a step.
    private static ChipReaction Hangs(string board, string name, Mode mode, bool opensCharge) =>
        new(board, name, mode, opensCharge, HeartbeatWatchdog.Longest_us + Step_us + PowerFet.TurnOff_us,
            (bench, _) => bench.Firmware.Hang()) { OfBoard = true };
}
