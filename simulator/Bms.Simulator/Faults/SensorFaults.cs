using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Faults;

/// <summary>Faults of what is measured, between the quantity and its converter. The same six for every sensor, in its own unit.</summary>
internal static class SensorFaults
{
    /// <param name="Name">Begins the names of its faults.</param>
    /// <param name="What">In words.</param>
    /// <param name="Unit">Of its quantity; ends the names of fields.</param>
    /// <param name="Range">Largest quantity that makes sense.</param>
    /// <param name="Channel">Field that says which one of several; null when there is one.</param>
    /// <param name="Input">The input of the chip that converts it.</param>
    private sealed record Sensor(string Name, string What, string Unit, double Range, Field? Channel,
        Func<BoardHardware, int, SensorInput> Input);

    private static readonly Field s_tap = Field.Whole("tap", 1, BoardKind.MostCells, "the tap above this cell").Needed();
    private static readonly Field s_probe = Field.Whole("probe", 1, BoardKind.MostProbes, "the probe on this cell").Needed();

    private static readonly Field s_thermistor = Field.Whole("thermistor", 1, 3, "which of them").Needed();

    private const string ProtectorPrefix = "protector-";

    private static readonly Sensor[] s_sensors =
    [
        new("tap", "Tap of the cell stack, against pack minus", "V", 100, s_tap, (h, i) => h.TapInput(i)),
        new("current", "Pack current", "A", 1000, null, (h, _) => h.CurrentInput),
        new("stack-voltage", "Voltage of the whole stack", "V", 100, null, (h, _) => h.StackInput),
        new("temperature", "Temperature probe of a cell", "C", 200, s_probe, (h, i) => h.ProbeInput(i)),
        new(ProtectorPrefix + "current", "Pack current as the protector chip sees it", "A", 1000, null, (h, _) => h.ProtectorCurrentInput),
        new(ProtectorPrefix + "temperature", "Thermistor of the protector chip", "C", 200, s_thermistor,
            (h, i) => h.ProtectorThermistorInput(i)),
    ];

    /// <summary>True for a fault of what a protector chip measures by itself.</summary>
    internal static bool IsOfProtectorChip(string kind) => s_sensors.Any(s =>
        s.Name.StartsWith(ProtectorPrefix, StringComparison.Ordinal) && kind.StartsWith(s.Name + "-", StringComparison.Ordinal));

    /// <summary>An open wire, which shows at a divider and to a chip that checks its wires.</summary>
    internal const string WireBroken = "tap-wire-broken";

    /// <summary>Those that need a divider between a tap and its converter.</summary>
    internal static IReadOnlyList<string> OfDividers { get; } = ["tap-divider-broken", "taps-swapped"];

    internal static IReadOnlyList<FaultKind> All { get; } =
    [
        .. s_sensors.SelectMany(Kinds),
        FaultKind.Of(WireBroken, "The wire from the tap to its divider or chip is open.", [s_tap],
            (s, n) => BreakTap(s, n, TapFault.OpenWire)),
        FaultKind.Of("tap-divider-broken", "The lower resistor of the tap's divider is open.", [s_tap],
            (s, n) => BreakTap(s, n, TapFault.OpenBottom)),
        FaultKind.Of("taps-swapped", "Two wires have changed places at the connector.",
            [s_tap, Field.Whole("other_tap", 1, BoardKind.MostCells, "the other one").Needed()],
            (s, n) =>
            {
                void Swap() => s.Bench.Hardware.SwapTaps(n.Whole("tap") - 1, n.Whole("other_tap") - 1);
                Change(s, Swap);
                return () => Change(s, Swap);
            }),
    ];

    private static IEnumerable<FaultKind> Kinds(Sensor sensor)
    {
        string value = "value_" + sensor.Unit;
        string offset = "offset_" + sensor.Unit;
        string drift = $"drift_{sensor.Unit}_per_s";
        yield return Of(sensor, "frozen", "the last value stays, conversions go on", [], (_, f, _) => f.Frozen = true);
        yield return Of(sensor, "stuck", "shows one value whatever is there",
            [Field.Number(value, -sensor.Range, sensor.Range, "the value").Needed()], (n, f, unit) => f.StuckAt = n.Number(value) * unit);
        yield return Of(sensor, "offset", "shows too much or too little",
            [Field.Number(offset, -sensor.Range, sensor.Range, "is added").Needed()], (n, f, unit) => f.Offset = n.Number(offset) * unit);
        yield return Of(sensor, "gain", "shows a multiple",
            [Field.Number("factor", -10, 10, "times what is there").Needed()], (n, f, _) => f.Gain = n.Number("factor"));
        yield return Of(sensor, "noise", "noisier than the chip is by itself",
            [Field.Number("factor", 0, 10_000, "times the chip's noise").Needed()], (n, f, _) => f.NoiseFactor = n.Number("factor"));
        yield return FaultKind.Of(sensor.Name + "-drift", sensor.What + ": an error that grows with time.",
            [.. Channel(sensor), Field.Number(drift, -sensor.Range, sensor.Range, "growth a second").Needed()],
            (s, n) => Begin(s, n, sensor, (f, unit) => f.StartDrift(n.Number(drift) * unit, s.Now_us)));
    }

    private static FaultKind Of(
        Sensor sensor, string ending, string meaning, IReadOnlyList<Field> fields, Action<Node, InputFault, double> set) =>
        FaultKind.Of($"{sensor.Name}-{ending}", $"{sensor.What}: {meaning}.", [.. Channel(sensor), .. fields],
            (s, n) => Begin(s, n, sensor, (f, unit) => set(n, f, unit)));

    private static Field[] Channel(Sensor sensor) => sensor.Channel == null ? [] : [sensor.Channel];

    private static Action Begin(Stage stage, Node node, Sensor sensor, Action<InputFault, double> set)
    {
        int index = sensor.Channel == null ? 0 : node.Whole(sensor.Channel.Name) - 1;
        SensorInput input = sensor.Input(stage.Bench.Hardware, index);
        Change(stage, () => set(input.Fault, input.PerUnit));
        return () => Change(stage, input.Fault.Clear);
    }

    private static Action BreakTap(Stage stage, Node node, TapFault fault)
    {
        void Set(TapFault now) => Change(stage, () => stage.Bench.Hardware.SetTapFault(node.Whole("tap") - 1, now));
        Set(fault);
        return () => Set(TapFault.None);
    }

    // Conversions that have ended by now saw the input as it was.
    private static void Change(Stage stage, Action change)
    {
        stage.Bench.Hardware.Settle();
        change();
    }
}
