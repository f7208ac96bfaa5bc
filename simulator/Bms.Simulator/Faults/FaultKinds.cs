namespace Bms.Simulator.Faults;

/// <summary>Every kind of fault that a scenario may hold. A new kind is a line in the file of its layer.</summary>
public static class FaultKinds
{
    /// <summary>The kinds, layer by layer.</summary>
    public static IReadOnlyList<FaultKind> All { get; } =
    [
        .. CellFaults.All, .. SensorFaults.All, .. ChipFaultKinds.All, .. SwitchFaults.All, .. ContactFaults.All, .. PowerFaults.All,
        .. ProcessorFaults.All, .. NetworkFaults.All,
    ];

    /// <summary>A kind by its name.</summary>
    public static FaultKind Of(string name) => All.First(k => k.Shape.Name == name);
}
