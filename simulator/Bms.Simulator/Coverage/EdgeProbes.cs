using Bms.Config;
using Bms.Protection;

namespace Bms.Simulator.Coverage;

/// <summary>
/// The ways to bring about each hazard that opens a switch, at least two kinds of fault for each. Their values are computed from the limits
/// of the pack and lie well beyond them, so that the same list serves every board and every chemistry.
/// </summary>
internal sealed class EdgeProbes
{
    private const double TwelveHours_s = (12 * 3600) + 100, Hot_s = 1200;
    private const string Tap2 = "\"tap\": 2", Cell2 = "\"cell\": 2", Probe2 = "\"probe\": 2";

    private readonly CoverageBench _bench;
    private readonly PackConfig _pack;
    private readonly string _topTap, _probedCell, _cells, _meter, _thermometer, _charger;
    private readonly Situation _light, _heavy, _full, _empty;

    private EdgeProbes(CoverageBench bench)
    {
        (_bench, _pack) = (bench, bench.Pack);
        bool small = bench.Board.HasDividers;
        _topTap = $"\"tap\": {bench.Board.CellCount}";
        _probedCell = small ? Cell2 : "\"cell\": 5";
        _cells = Chip(small ? "ads1115" : "front-end");
        _meter = Chip(small ? "ina219" : "ina228");
        _thermometer = Chip(small ? "mcp9808-2" : "tmp117-2");
        _charger = Chip(small ? "bq25798" : "mcp4728");
        (_light, _heavy) = (Situation.Driving(bench.Light_A), Situation.Driving(bench.Heavy_A));
        (_full, _empty) = (_light.At(0.98), _heavy.At(0.1));
    }

    /// <summary>All of a bench, in the order of the protection table.</summary>
    internal static IReadOnlyList<EdgeProbe> Of(CoverageBench bench)
    {
        var probes = new EdgeProbes(bench);
        EdgeProbe[] all =
        [
            .. probes.Voltages(), .. probes.Currents(), .. probes.Temperatures(), .. probes.Sensors(), .. probes.Comparisons(),
            .. probes.Switches(), .. probes.Contradictions(), .. probes.Loop(), .. ChipProbes.Of(bench),
        ];
        return [.. all.Where(p => bench.Hazards.Contains(p.Row))];
    }

    internal static string Chip(string name) => $"\"chip\": \"{name}\"";

    /// <summary>A sensor is lost when it has been silent for too long: the edge is a duration.</summary>
    internal static EdgeProbe[] Silent(Fault row, string chip, double quiet_s, double loud_s, Situation situation) =>
    [
        new(row, "chip-dead", "for_s", quiet_s, loud_s, chip, situation),
        new(row, "bus-refuses", "for_s", quiet_s, loud_s, chip, situation),
        new(row, "bus-breaks-off", "for_s", quiet_s, loud_s, chip, situation),
    ];

    private EdgeProbe[] Voltages()
    {
        double over_V = (_pack.Chemistry.OverVoltage_mV * 1e-3) - _bench.Rest_V(0.98) + 0.3;
        double under_V = _bench.Rest_V(0.1) - (_pack.Chemistry.UnderVoltage_mV * 1e-3) + 0.4;
        double deep_V = _bench.Rest_V(0.1) - (_pack.Chemistry.DeepDischarge_mV * 1e-3) + 0.4;
        // Far beyond it a cell has no plausible voltage any more, and another row tells that.
        double risen = Math.Min(60, 1 + (0.8 * under_V / (_bench.Cell_ohm * _bench.Heavy_A)));
        double seen_V = _bench.Rest_V(0.98) * _bench.Board.CellCount;
        double target_V = _pack.Chemistry.ChargeTarget_mV * 1e-3 * _pack.CellCount;
        string most = $"\"current_A\": {Situation.Show(1.2 * _bench.Charge_A)}";
        return
        [
            new(Fault.CellOverVoltage, "tap-offset", "offset_V", 0, over_V, _topTap, _full),
            new(Fault.CellOverVoltage, "tap-gain", "factor", 1, 1 + (over_V / seen_V), _topTap, _full),
            new(Fault.CellOverVoltage, "charger-runs-away", "voltage_V", 0.99 * target_V, 1.07 * target_V, most,
                Situation.Charging.At(0.98).For(600)),
            new(Fault.CellUnderVoltage, "tap-offset", "offset_V", 0, -under_V, _topTap, _empty),
            new(Fault.CellUnderVoltage, "cell-contact-loose", "ohm", 0, 1.5 * under_V / _bench.Heavy_A, Cell2, _empty),
            new(Fault.CellUnderVoltage, "cell-resistance-rise", "factor", 1, risen, Cell2, _empty),
            new(Fault.CellUnderVoltage, "load-runs-away", "current_A", 0.2 * _bench.Light_A, 8 * _bench.Light_A, string.Empty,
                _light.At(0.1).For(300)),
            new(Fault.CellDeepDischarge, "tap-offset", "offset_V", 0, -deep_V, _topTap, _empty),
            new(Fault.CellDeepDischarge, "cell-contact-loose", "ohm", 0, 1.5 * deep_V / _bench.Heavy_A, Cell2, _empty),
            new(Fault.CellDeepDischarge, "cell-internal-short", "ohm", 40 * _bench.Cell_ohm, 0.3 * _bench.Cell_ohm, Cell2,
                Situation.Standing),
        ];
    }

    private EdgeProbe[] Currents()
    {
        double charge_A = _pack.ChargeOverCurrent_mA * 1e-3, trip_A = _pack.DischargeOverCurrent_mA * 1e-3;
        double peak_A = _pack.DischargePeakCurrent_mA * 1e-3, beyond_A = 1.25 * _bench.Board.MeterRange_A;
        string target = $"\"voltage_V\": {Situation.Show(_pack.Chemistry.ChargeTarget_mV * 1e-3 * _pack.CellCount)}";
        Situation ramped = Situation.Charging.For(40 + (_pack.ChargeCurrent_mA / 100));
        return
        [
            new(Fault.ChargeOverCurrent, "charger-runs-away", "current_A", 0.3 * charge_A, 1.3 * charge_A, target, Situation.Charging),
            new(Fault.ChargeOverCurrent, "current-offset", "offset_A", 0, 1.6 * charge_A, string.Empty, Situation.Charging),
            new(Fault.ChargeOverCurrent, "current-gain", "factor", 1, 3, string.Empty, ramped),
            new(Fault.DischargeOverCurrent, "load-runs-away", "current_A", _bench.Heavy_A, 1.4 * trip_A, string.Empty, _light),
            new(Fault.DischargeOverCurrent, "current-offset", "offset_A", 0, -1.4 * trip_A, string.Empty, _light),
            new(Fault.DischargeOverCurrent, "current-gain", "factor", 1, 2.5, string.Empty, _heavy),
            new(Fault.DischargePeakCurrent, "load-runs-away", "current_A", _bench.Heavy_A, 1.07 * peak_A, string.Empty, _light),
            new(Fault.DischargePeakCurrent, "current-offset", "offset_A", 0, -1.03 * peak_A, string.Empty, _light),
            new(Fault.CurrentSaturated, "current-drift", "drift_A_per_s", 0, -0.1 * beyond_A, string.Empty, _light),
            new(Fault.CurrentSaturated, "current-stuck", "value_A", -_bench.Heavy_A, -beyond_A, string.Empty, _light),
            new(Fault.CurrentSaturated, "current-gain", "factor", 1, beyond_A / _bench.Heavy_A, string.Empty, _heavy),
        ];
    }

    private EdgeProbe[] Temperatures()
    {
        ChargeAndDischarge limit_C = new(_pack.Chemistry);
        Situation warm = Situation.Charging.For(Hot_s), hot = _light.For(Hot_s);
        return
        [
            .. Beyond(Fault.ChargeOverTemperature, limit_C.ChargeHot + 20, 1, Situation.Charging, warm),
            .. Beyond(Fault.ChargeUnderTemperature, limit_C.ChargeCold - 20, -1, Situation.Charging, warm),
            .. Beyond(Fault.DischargeOverTemperature, limit_C.DischargeHot + 20, 1, _light, hot),
            .. Beyond(Fault.DischargeUnderTemperature, limit_C.DischargeCold - 12, -1, _light, hot),
        ];
    }

    private EdgeProbe[] Beyond(Fault row, double loud_C, int sign, Situation shown, Situation felt) =>
    [
        new(row, "temperature-offset", "offset_C", 0, loud_C - 25, Probe2, shown),
        new(row, "temperature-stuck", "value_C", 25, loud_C, Probe2, shown),
        new(row, "cell-heated", "heat_W", 0, sign * _bench.Heat_W, _probedCell, felt) { Halves = 5 },
    ];

    private EdgeProbe[] Sensors() =>
    [
        .. Silent(Fault.CellSensorLost, _cells, 0.05, 1.5, _light),
        .. Silent(Fault.CurrentSensorLost, _meter, 0.05, 1.5, _light),
        .. Silent(Fault.TemperatureSensorLost, _thermometer, 0.5, 5, _light),
        .. Silent(Fault.ChargerMismatch, _charger, 0.5, 8, Situation.Charging),
        .. Silent(Fault.CellSpreadSilent, _cells, 0.05, 3, _light),
        .. Silent(Fault.CellSumSilent, _cells, 0.5, 5, _light),
        .. Silent(Fault.BusVoltageLost, _meter, 0.5, 5, _light),
    ];

    private EdgeProbe[] Comparisons()
    {
        double sum_V = _pack.SumTolerance_mV * 1e-3, stack_V = _bench.Rest_V(0.5) * _pack.CellCount;
        return
        [
            new(Fault.CellSumImplausible, "stack-voltage-offset", "offset_V", 0, 4 * sum_V, string.Empty, _light),
            new(Fault.CellSumImplausible, "stack-voltage-gain", "factor", 1, 1 + (4 * sum_V / stack_V), string.Empty, _light),
            new(Fault.CellSumImplausible, "tap-offset", "offset_V", 0, -1.5 * sum_V, _topTap, _light),
            new(Fault.CellSpread, "tap-offset", "offset_V", 0, 0.8, Tap2, _light),
            new(Fault.CellSpread, "tap-drift", "drift_V_per_s", 0, 0.05, Tap2, _light),
            new(Fault.CellSpread, "cell-contact-loose", "ohm", 0, 1 / _bench.Heavy_A, Cell2, _heavy),
        ];
    }

    private EdgeProbe[] Switches() =>
    [
        new(Fault.SwitchMismatch, "switch-stuck-open", "for_s", 0.01, 2, "\"switch\": \"discharge\"", _light),
        new(Fault.SwitchMismatch, "switch-read-back-stuck", "for_s", 0.01, 2, "\"switch\": \"charge\", \"closed\": false", _light),
        new(Fault.OpenSwitchCurrent, "current-offset", "offset_A", 0, 3, string.Empty, Situation.Standing),
        new(Fault.OpenSwitchCurrent, "load-runs-away", "current_A", 0.001, 3, string.Empty, Situation.Standing) { Also = Welded },
        new(Fault.SwitchWelded, "switch-stuck-closed", "for_s", 1, 60, "\"switch\": \"discharge\"", Situation.Parking),
        new(Fault.SwitchWelded, "contactor-welded", "for_s", 1, 60, "\"switch\": \"discharge\"", Situation.Parking)
            { Contactors = true, Also = """{ "name": "other", "fault": "contactor-welded", "switch": "charge", "at_s": 10 },""" },
        new(Fault.SwitchStuckOpen, "contactor-stuck-open", "for_s", 0.01, 3, "\"switch\": \"discharge\"", _light) { Contactors = true },
        new(Fault.SwitchStuckOpen, "switch-stuck-open", "for_s", 0.01, 3, "\"switch\": \"discharge\"", _light)
            { Also = """{ "name": "lies", "fault": "switch-read-back-stuck", "switch": "discharge", "closed": true, "at_s": 10 },""" },
        new(Fault.PrechargeFailed, "precharge-resistor", "ohm", 100, 20_000, string.Empty, Situation.Starting),
        new(Fault.PrechargeFailed, "contactor-stuck-open", "for_s", 1, 30, "\"switch\": \"precharge\"", Situation.Starting)
            { Contactors = true },
    ];

    // A current that does not follow the cells; a charge that gives nothing, and one that a load takes until its twelve hours are over.
    private EdgeProbe[] Contradictions()
    {
        Situation steps = Situation.Stepping(_bench.Step_A);
        return
        [
            new(Fault.CurrentImplausible, "current-stuck", "for_s", 5, 20, "\"value_A\": 0", steps),
            new(Fault.CurrentImplausible, "current-gain", "factor", 1, 0, string.Empty, steps),
            new(Fault.ChargeFailed, "charger-enable-broken", "for_s", 10, 100, string.Empty, Situation.Charging.For(120)),
            new(Fault.ChargeFailed, "load-runs-away", "current_A", 0.8 * _bench.RoomCharge_A, 0.97 * _bench.RoomCharge_A, string.Empty,
                Situation.Charging.For(TwelveHours_s)) { Halves = 1 },
        ];
    }

    // Both switches conduct and say that they do not.
    private static string Welded => string.Concat(new[] { "charge", "discharge" }.Select(s => $$"""
        { "name": "{{s}} welded", "fault": "switch-stuck-closed", "at_s": 10, "switch": "{{s}}" },
        { "name": "{{s}} lies", "fault": "switch-read-back-stuck", "at_s": 9, "switch": "{{s}}", "closed": false },
        """));

    private EdgeProbe[] Loop() =>
    [
        new(Fault.BusStuck, "bus-stretched", "stretch_ms", 1, 1500, _charger + ", \"for_s\": 4", Situation.Charging),
        new(Fault.BusStuck, "bus-hangs", "for_s", 0.001, 1, string.Empty, _light),
        new(Fault.LoopStalled, "processor-stalls", "stall_ms", 1, 3000, string.Empty, _light),
        new(Fault.LoopStalled, "bus-stretched", "stretch_ms", 0.1, 900, _cells, _light),
    ];

    private sealed record ChargeAndDischarge(double ChargeHot, double ChargeCold, double DischargeHot, double DischargeCold)
    {
        internal ChargeAndDischarge(Chemistry.ChemistryProfile c)
            : this(c.ChargeHot_ddegC / 10.0, c.ChargeCold_ddegC / 10.0, c.DischargeHot_ddegC / 10.0, c.DischargeCold_ddegC / 10.0)
        {
        }
    }
}
