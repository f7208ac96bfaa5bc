using Mono.Cecil;
using Mono.Cecil.Cil;

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
        yield return ("anomaly_model_bytes", Model_bytes(Path.Combine(AppContext.BaseDirectory, "Bms.dll")));
        yield return ("anomaly_state_bytes", HeapSize.Numbers_bytes(Member(watch, "Detector")!));
        long whole_bytes = HeapSize.Reachable_bytes(watch);
        yield return ("anomaly_heap_bytes", whole_bytes);
        yield return ("anomaly_ring_bytes", whole_bytes - HeapSize.Reachable_bytes(Member(watch, "Detector")!));
    }

    /// <summary>
    /// Bytes of the model: every float that the detector's code has written into it, once for each place, and every table that is stored
    /// with it. The curve of the chemistry is none of it.
    /// </summary>
    public static long Model_bytes(string path)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(path, new ReaderParameters { InMemory = true });
        IEnumerable<TypeDefinition> types = module.GetTypes().Where(t => t.FullName.StartsWith(Namespace + ".", StringComparison.Ordinal));
        return types.SelectMany(t => t.Methods).Where(m => m.HasBody).SelectMany(m => m.Body.Instructions).Sum(Bytes);
    }

    private static long Bytes(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_R4 => sizeof(float),
        Code.Ldtoken when instruction.Operand is FieldReference field => field.Resolve().InitialValue.Length,
        _ => 0,
    };

    private static object? Member(object of, string name) => of.GetType().GetField(name)?.GetValue(of);
}
