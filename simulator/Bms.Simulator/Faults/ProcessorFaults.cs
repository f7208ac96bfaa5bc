using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>Faults of the processor, its supply and its memory. All but a death strike between two steps of the firmware.</summary>
internal static class ProcessorFaults
{
    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        FaultKind.Of("processor-hangs", "Nothing runs any more, the pins stay as they are; a reset ends it.", [], (s, _) =>
        {
            s.BetweenSteps(s.Bench.Firmware.Hang);
            return () => s.BetweenSteps(s.Bench.Firmware.PowerOn);
        }),
        FaultKind.Of("processor-off", "The processor is held in reset: its pins float.", [], (s, _) =>
        {
            s.BetweenSteps(s.Bench.Firmware.PowerOff);
            return () => s.BetweenSteps(s.Bench.Firmware.PowerOn);
        }),
        FaultKind.Of("processor-dies", "The processor is dead from this very instant, also in the midst of a transfer; a reset ends it.",
            [
                Field.Choice("pins", ["released", "frozen", "worst"],
                    "its pins float, keep their levels (without it), or close both switches and enable the charger"),
                Field.Choice("heartbeat", ["stopped", "toggling"], "whether a timer goes on toggling the heartbeat (stopped without it)"),
            ],
            Die),
        FaultKind.Once("processor-stalls", "A native call blocks every thread before the next step.",
            [Field.Number("stall_ms", 1, 3_600_000, "how long").Needed()],
            (s, n) => s.BetweenSteps(() => s.Bench.Firmware.StallNextStep((long)(n.Number("stall_ms") * 1000)))),
        FaultKind.Of("processor-sleeps", "While the pack stands by, the processor wakes only now and then; memory and pins are kept.",
            [
                Field.Number("every_s", 1, 86_400, "from one wake to the next").Needed(),
                Field.Number("awake_s", 0.1, 3600, "how long it is awake").Needed(),
            ],
            (s, n) =>
            {
                s.Bench.Firmware.SleepBetween((long)(n.Number("every_s") * 1e6), (long)(n.Number("awake_s") * 1e6));
                return () => s.Bench.Firmware.SleepBetween(0, 0);
            }),
        FaultKind.Once("memory-exhausted", "An allocation fails in the next step: the app closes in order and restarts.", [],
            (s, _) => s.BetweenSteps(s.Bench.Firmware.FailNextAllocation)),
        FaultKind.Once("board-loses-supply", "The whole board loses its supply for a moment: chips and processor start anew.", [],
            (s, _) => s.BetweenSteps(s.Bench.PowerCycle)),
        FaultKind.Of("flash-broken", "Reads and writes of the flash memory fail.", [], (s, _) => Break(s.Bench.Flash)),
        FaultKind.Once("flash-bits-flip", "Bits of a byte of the flash memory turn over.",
            [
                Field.Whole("slot", 0, 31, "which slot: 0 and 1 boot counter, 2 and 3 pack memory, then the detector's").Needed(),
                Field.Whole("byte", 0, 383, "which byte of it").Needed(),
                Field.Whole("mask", 1, 255, "a one for each bit that turns over").Needed(),
            ],
            (s, n) => s.Bench.Flash.Corrupt(n.Whole("slot"), n.Whole("byte"), (byte)n.Whole("mask"))),
        FaultKind.Once("flash-write-torn", "The next write of the flash memory breaks off.",
            [Field.Whole("bytes", 0, 383, "bytes that are written").Needed()],
            (s, n) => s.Bench.Flash.TearNextWriteAfter_bytes = n.Whole("bytes")),
        FaultKind.Once("power-cut-at-write", "The whole board loses its supply in the midst of a write of the flash memory.",
            [
                Field.Whole("write", 1, 1_000_000, "which write, 1 = the next").Needed(),
                Field.Whole("bytes", 0, 384, "bytes of it that are written").Needed(),
                Field.Choice("medium", [.. FlashMedia.ByName.Keys], "what the memory is (flash without it)"),
            ],
            CutAtWrite),
    ];

    private static Action Die(Stage stage, Node node)
    {
        BoardHardware hardware = stage.Bench.Hardware;
        stage.Bench.Firmware.Kill();
        string pins = node.Has("pins") ? node.Text("pins") : "frozen";
        if (pins == "released")
        {
            hardware.ReleasePins();
        }
        else if (pins == "worst")
        {
            hardware.DrivePinsWorst();
        }

        hardware.HeartbeatRunsFree = node.Has("heartbeat") && node.Text("heartbeat") == "toggling";
        return () =>
        {
            hardware.HeartbeatRunsFree = false;
            stage.BetweenSteps(stage.Bench.Firmware.PowerOn);
        };
    }

    private static void CutAtWrite(Stage stage, Node node)
    {
        FlashMedium medium = FlashMedia.ByName[node.Has("medium") ? node.Text("medium") : "flash"];
        stage.Bench.Flash.Cut = new FlashCut(node.Whole("write"), node.Whole("bytes"), medium, () =>
        {
            stage.BetweenSteps(stage.Bench.PowerCycle);
            stage.Bench.Firmware.LoseSupply();
        });
    }

    private static Action Break(FlashStore flash)
    {
        flash.Broken = true;
        return () => flash.Broken = false;
    }
}
