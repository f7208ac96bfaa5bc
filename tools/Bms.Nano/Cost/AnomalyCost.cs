using Bms.Metering;

namespace Bms.Nano.Cost;

/// <summary>What the anomaly detector costs a board: instructions a second, bytes of constants, bytes of numbers that it holds.</summary>
public static class AnomalyCost
{
    private const string Namespace = "Bms.Anomaly";
    private const string Step = "PackWatch.Step";

    /// <summary>Figures of a workload that has run for so many seconds; none when its board has no detector.</summary>
    public static IEnumerable<(string Name, long Value)> Figures(MeteredFirmware firmware, object controller, long seconds)
    {
        ArgumentNullException.ThrowIfNull(firmware);
        ArgumentNullException.ThrowIfNull(controller);
        object? watch = Member(controller, "Watch");
        if (watch is null)
        {
            yield break;
        }

        yield return ("anomaly_il_per_s", firmware.Of(Step).Instructions / seconds);
        yield return ("anomaly_model_bytes", ModelSize.Constants_bytes(Path.Combine(AppContext.BaseDirectory, "Bms.dll"), Namespace));
        yield return ("anomaly_state_bytes", HeapSize.Numbers_bytes(Member(watch, "Detector")!));
        long whole_bytes = HeapSize.Reachable_bytes(watch);
        yield return ("anomaly_heap_bytes", whole_bytes);
        yield return ("anomaly_ring_bytes", whole_bytes - HeapSize.Reachable_bytes(Member(watch, "Detector")!));
    }

    private static object? Member(object of, string name) => of.GetType().GetField(name)?.GetValue(of);
}
