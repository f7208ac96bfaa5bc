using Bms.Drivers;
using Bms.Protection;
using Bms.Simulator.Chips;

namespace Bms.Simulator.Reactions;

/// <summary>What strikes the rows of bench-4s beside the causes that it shares with every board.</summary>
internal static class Bench4sCauses
{
    // Beyond the 3.5 V at which a tap's input can no longer be told from a clamp; beyond the 26 V of the INA219's pin.
    private const double Clamped_V = 3.58, TooHigh_V = 27;
    private const int Saturated_mA = 18_000;

    /// <summary>All causes of the board.</summary>
    internal static IReadOnlyList<Stimulus> All { get; } =
    [
        .. SharedCauses.All,
        new(Fault.CellSensorLost, "clamped", SharedCauses.EachMode, Clamp),
        OffRange(Fault.BusVoltageLost),
        OffRange(Fault.CellSumSilent),
        new(Fault.CurrentSaturated, "far", [Mode.Discharge], rig => rig.DriveCurrent(-Saturated_mA)) { EndsWithCurrent = true },
        new(Fault.CurrentSaturated, "edge", [Mode.Discharge], rig => rig.DriveCurrent(-FullScale_mA(rig))) { EndsWithCurrent = true },
    ];

    private static void Clamp(Rig rig)
    {
        rig.Hardware.Settle();
        rig.CellChip.Faults[rig.Channel].StuckAt = Clamped_V;
    }

    private static Stimulus OffRange(Fault row) =>
        new(row, "off range", SharedCauses.EachMode, rig => rig.Show(rig.Hardware.StackInput, TooHigh_V));

    private static int FullScale_mA(Rig rig)
    {
        int end_mA = Ina219CurrentSensor.FullScale / 2;
        return end_mA + rig.Path.Accuracy(0, end_mA);
    }
}
