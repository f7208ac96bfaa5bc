using Bms.Protection;

namespace Bms.Simulator.Coverage;

/// <summary>The ways to bring about each hazard that opens a switch, at least two kinds of fault for each.</summary>
internal static class EdgeProbes
{
    private const string Tap4 = "\"tap\": 4", Cell2 = "\"cell\": 2", Probe2 = "\"probe\": 2";
    private const string Adc = "\"chip\": \"ads1115\"", Meter = "\"chip\": \"ina219\"", Charger = "\"chip\": \"bq25798\"";
    private const double TwelveHours_s = (12 * 3600) + 100;
    private const string Thermometer = "\"chip\": \"mcp9808-2\"";

    /// <summary>All of them, in the order of the protection table.</summary>
    internal static IReadOnlyList<EdgeProbe> All { get; } =
        [.. Voltages(), .. Currents(), .. Temperatures(), .. Sensors(), .. Comparisons(), .. Contradictions(), .. Board()];

    private static EdgeProbe[] Voltages() =>
    [
        new(Fault.CellOverVoltage, "tap-offset", "offset_V", 0, 0.3, Tap4, Situation.Full),
        new(Fault.CellOverVoltage, "tap-gain", "factor", 1, 1.02, Tap4, Situation.Full),
        new(Fault.CellOverVoltage, "charger-runs-away", "voltage_V", 16.5, 17.6, "\"current_A\": 3", new(0.98,
            """{ "at_s": 1, "supply": true }, { "at_s": 3, "ask": "Charge" }""", 600)),
        new(Fault.CellUnderVoltage, "tap-offset", "offset_V", 0, -1, Tap4, Situation.Empty),
        new(Fault.CellUnderVoltage, "cell-contact-loose", "ohm", 0, 0.3, Cell2, Situation.Empty),
        new(Fault.CellUnderVoltage, "cell-resistance-rise", "factor", 1, 12, Cell2, Situation.Empty),
        new(Fault.CellUnderVoltage, "load-runs-away", "current_A", 1, 8, string.Empty, Situation.Driving with { Soc = 0.1 }),
        new(Fault.CellDeepDischarge, "tap-offset", "offset_V", 0, -2.5, Tap4, Situation.Empty),
        new(Fault.CellDeepDischarge, "cell-contact-loose", "ohm", 0, 0.5, Cell2, Situation.Empty),
        new(Fault.CellDeepDischarge, "cell-internal-short", "ohm", 1, 0.025, Cell2, Situation.Standing),
    ];

    private static EdgeProbe[] Currents() =>
    [
        new(Fault.ChargeOverCurrent, "charger-runs-away", "current_A", 1, 5, "\"voltage_V\": 16.6", Situation.Charging),
        new(Fault.ChargeOverCurrent, "current-offset", "offset_A", 0, 6, string.Empty, Situation.Charging),
        new(Fault.ChargeOverCurrent, "current-gain", "factor", 1, 3, string.Empty, Situation.Charging),
        new(Fault.DischargeOverCurrent, "load-runs-away", "current_A", 5, 13, string.Empty, Situation.Driving),
        new(Fault.DischargeOverCurrent, "current-offset", "offset_A", 0, -12, string.Empty, Situation.Driving),
        new(Fault.DischargeOverCurrent, "current-gain", "factor", 1, 2.5, string.Empty, Situation.Loaded),
        new(Fault.DischargePeakCurrent, "load-runs-away", "current_A", 5, 15, string.Empty, Situation.Driving),
        new(Fault.DischargePeakCurrent, "current-offset", "offset_A", 0, -14.5, string.Empty, Situation.Driving),
        new(Fault.CurrentSaturated, "load-runs-away", "current_A", 5, 20, string.Empty, Situation.Driving),
        new(Fault.CurrentSaturated, "current-stuck", "value_A", -5, -20, string.Empty, Situation.Driving),
        new(Fault.CurrentSaturated, "current-gain", "factor", 1, 5, string.Empty, Situation.Loaded),
    ];

    private static EdgeProbe[] Temperatures()
    {
        Situation hot = Situation.Driving.For(1200);
        Situation warm = Situation.Charging.For(1200);
        return
        [
            new(Fault.ChargeOverTemperature, "temperature-offset", "offset_C", 0, 40, Probe2, Situation.Charging),
            new(Fault.ChargeOverTemperature, "cell-heated", "heat_W", 0, 20, Cell2, warm),
            new(Fault.ChargeUnderTemperature, "temperature-offset", "offset_C", 0, -60, Probe2, Situation.Charging),
            new(Fault.ChargeUnderTemperature, "cell-heated", "heat_W", 0, -20, Cell2, warm),
            new(Fault.DischargeOverTemperature, "temperature-offset", "offset_C", 0, 60, Probe2, Situation.Driving),
            new(Fault.DischargeOverTemperature, "cell-heated", "heat_W", 0, 20, Cell2, hot),
            new(Fault.DischargeUnderTemperature, "temperature-offset", "offset_C", 0, -60, Probe2, Situation.Driving),
            new(Fault.DischargeUnderTemperature, "cell-heated", "heat_W", 0, -20, Cell2, hot),
        ];
    }

    // A sensor is lost when it has been silent for too long: the edge is a duration.
    private static EdgeProbe[] Sensors() =>
    [
        .. Silent(Fault.CellSensorLost, Adc, 0.05, 1.5, Situation.Driving),
        .. Silent(Fault.CurrentSensorLost, Meter, 0.05, 1.5, Situation.Driving),
        .. Silent(Fault.TemperatureSensorLost, Thermometer, 0.5, 5, Situation.Driving),
        .. Silent(Fault.ChargerMismatch, Charger, 0.5, 8, Situation.Charging),
        .. Silent(Fault.CellSpreadSilent, Adc, 0.05, 3, Situation.Driving),
        .. Silent(Fault.CellSumSilent, Adc, 0.5, 5, Situation.Driving),
        .. Silent(Fault.BusVoltageLost, Meter, 0.5, 5, Situation.Driving),
    ];

    private static EdgeProbe[] Silent(Fault row, string chip, double quiet_s, double loud_s, Situation situation) =>
    [
        new(row, "chip-dead", "for_s", quiet_s, loud_s, chip, situation),
        new(row, "bus-refuses", "for_s", quiet_s, loud_s, chip, situation),
        new(row, "bus-breaks-off", "for_s", quiet_s, loud_s, chip, situation),
    ];

    private static EdgeProbe[] Comparisons() =>
    [
        new(Fault.CellSumImplausible, "stack-voltage-offset", "offset_V", 0, 1.5, string.Empty, Situation.Driving),
        new(Fault.CellSumImplausible, "stack-voltage-gain", "factor", 1, 1.1, string.Empty, Situation.Driving),
        new(Fault.CellSumImplausible, "tap-offset", "offset_V", 0, -0.55, Tap4, Situation.Driving),
        new(Fault.CellSpread, "tap-offset", "offset_V", 0, 0.4, "\"tap\": 2", Situation.Driving),
        new(Fault.CellSpread, "tap-drift", "drift_V_per_s", 0, 0.05, "\"tap\": 2", Situation.Driving),
        new(Fault.CellSpread, "cell-contact-loose", "ohm", 0, 0.2, Cell2, Situation.Loaded),
        new(Fault.SwitchMismatch, "switch-stuck-open", "for_s", 0.01, 2, "\"switch\": \"discharge\"", Situation.Driving),
        new(Fault.SwitchMismatch, "switch-read-back-stuck", "for_s", 0.01, 2, "\"switch\": \"charge\", \"closed\": false",
            Situation.Driving),
        new(Fault.OpenSwitchCurrent, "current-offset", "offset_A", 0, 3, string.Empty, Situation.Standing),
        new(Fault.OpenSwitchCurrent, "load-runs-away", "current_A", 0.001, 3, string.Empty, Situation.Standing) { Also = Welded },
    ];

    // A current that does not follow the cells; a charge that gives nothing, and one that a load takes until its twelve hours are over.
    private static EdgeProbe[] Contradictions() =>
    [
        new(Fault.CurrentImplausible, "current-stuck", "for_s", 5, 20, "\"value_A\": 0", Situation.Stepping),
        new(Fault.CurrentImplausible, "current-gain", "factor", 1, 0, string.Empty, Situation.Stepping),
        new(Fault.ChargeFailed, "charger-enable-broken", "for_s", 10, 100, string.Empty, Situation.Charging.For(120)),
        new(Fault.ChargeFailed, "load-runs-away", "current_A", 2, 2.4, string.Empty, Situation.Charging.For(TwelveHours_s)) { Halves = 3 },
    ];

    // Both switches conduct and say that they do not.
    private static string Welded => string.Concat(new[] { "charge", "discharge" }.Select(s => $$"""
        { "name": "{{s}} welded", "fault": "switch-stuck-closed", "at_s": 10, "switch": "{{s}}" },
        { "name": "{{s}} lies", "fault": "switch-read-back-stuck", "at_s": 9, "switch": "{{s}}", "closed": false },
        """));

    private static EdgeProbe[] Board() =>
    [
        new(Fault.BusStuck, "bus-stretched", "stretch_ms", 1, 1500, Charger + ", \"for_s\": 4", Situation.Charging),
        new(Fault.BusStuck, "bus-hangs", "for_s", 0.001, 1, string.Empty, Situation.Driving),
        new(Fault.LoopStalled, "processor-stalls", "stall_ms", 1, 3000, string.Empty, Situation.Driving),
        new(Fault.LoopStalled, "bus-stretched", "stretch_ms", 0.1, 900, Adc, Situation.Driving),
    ];
}
