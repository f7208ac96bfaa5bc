using System.Reflection;
using Bms.Metering;

namespace Bms.Simulator.Anomaly;

/// <summary>
/// What the detector costs a board, counted and not timed: IL instructions for each second, bytes of its constants and of the numbers
/// that it holds. `Bms.Nano cost` counts the whole firmware with its drivers and holds it against the budget; this is the detector alone,
/// for packs of any size.
/// </summary>
internal static class DetectorCost
{
    /// <summary>Sizes of packs whose cost the benchmark tells: bench-4s, pack-16s, a car.</summary>
    internal static IReadOnlyList<int> Packs { get; } = [4, 16, 96];

    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Half an hour in which the slow statistics have begun, and the half hour that is counted.</summary>
    private const int Seconds = 1800;

    /// <summary>Names without prefix and values for a pack of so many cells.</summary>
    internal static IEnumerable<(string Name, long Value)> Of(int cells)
    {
        string folder = AppContext.BaseDirectory;
        MeteredFirmware firmware = MeteredFirmware.Load(folder, "Bms.Simulator");
        Type type = firmware.DrivingType(typeof(DetectorDuty).FullName!);
        object duty = Activator.CreateInstance(type, Own, null, [cells], null)!;
        var run = type.GetMethod(nameof(DetectorDuty.Run), Own)!.CreateDelegate<Func<int, int>>(duty);
        run(Seconds);
        firmware.Reset();
        run(Seconds);
        long instructions = firmware.Of("AnomalyDetector.Step").Instructions + firmware.Of("AlarmRing.Step").Instructions;
        yield return ("il_per_s", instructions / Seconds);
        yield return ("model_bytes", ModelSize.Constants_bytes(Path.Combine(folder, "Bms.dll"), "Bms.Anomaly"));
        object detector = type.GetProperty(nameof(DetectorDuty.Detector), Own)!.GetValue(duty)!;
        yield return ("state_bytes", HeapSize.Numbers_bytes(detector));
    }
}
