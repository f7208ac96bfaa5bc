using Bms.Boards;
using Bms.Config;
using Bms.Ports;
using Bms.Protection;

namespace Bms.Pages.Bench;

/// <summary>The rows of the protection table with what makes each trip on a bench, and where to look.</summary>
public static class BenchFaults
{
    private const string Taps = "measure the pins of U2 against DIV.G and compare with the table of readings";
    private const string Probe = "read the temperatures in the records; warm the probe with a finger";

    private static readonly Dictionary<string, (string Cause, string Check)> s_guide = new()
    {
        ["CellOverVoltageWarning"] = ("a cell is fuller than the others", "spread of the cells; charge lower and equalise by hand"),
        ["CellOverVoltage"] = ("charger ignores its limit; a tap reads high", "meter on the cell against the record; " + Taps),
        ["CellUnderVoltageWarning"] = ("the pack is nearly empty", "charge it"),
        ["CellUnderVoltage"] = ("empty; a weak cell under load; a tap reads low", "meter on the cell without and with load"),
        ["CellDeepDischarge"] = ("left connected for weeks; a cell has died", "do not charge it: replace the cell, then reset the latch"),
        ["ChargeOverCurrentWarning"] = ("a second supply at the terminals", "only the charger may be there"),
        ["ChargeOverCurrent"] = ("a supply at the terminals; shunt leads exchanged", "sign of the current in the record while a load runs"),
        ["DischargeOverCurrentWarning"] = ("the load is too large", "current of the load"),
        ["DischargeOverCurrent"] = ("the load is too large, or starts with a rush", "current of the load at its start"),
        ["DischargePeakCurrent"] = ("short at the terminals; input capacitors of the load",
            "resistance across the load; there is no precharge"),
        ["ChargeOverTemperatureWarning"] = ("the pack warms while charging", "air around the cells; " + Probe),
        ["ChargeOverTemperature"] = ("as above", Probe),
        ["ChargeUnderTemperatureWarning"] = ("the room is cold", Probe),
        ["ChargeUnderTemperature"] = ("the pack is below freezing: charging would plate lithium", "warm the room, not the pack with a gun"),
        ["DischargeOverTemperatureWarning"] = ("load and room together", "current, air"),
        ["DischargeOverTemperature"] = ("a cell heats by itself or the load is too large", "distance first; then which probe"),
        ["DischargeUnderTemperatureWarning"] = ("the room is cold", Probe),
        ["DischargeUnderTemperature"] = ("the room is very cold", Probe),
        ["CellSensorLost"] = ("U2 does not answer; J1 is off (pins at 0 V read as no cell); a tap lead is broken",
            "J1, F2 ... F6; 3V3 at U2; SDA and SCL at rest 3.3 V"),
        ["CurrentSensorLost"] = ("U3 does not answer, or has lost its calibration register in a brown-out",
            "3V3 at U3 while the load switches"),
        ["BusVoltageLost"] = ("U3 does not answer", "as above"),
        ["TemperatureSensorLost"] = ("a probe does not answer, or two have one address", "address straps; unplug one after the other"),
        ["CellSumImplausible"] = ("protector, fuse or cut-off has opened: the taps still see the cells, U3 does not; two taps exchanged",
            "voltage behind U1 against the stack's; order of the taps"),
        ["CellSpreadWarning"] = ("cells have drifted apart: the board has no balancer",
            "equalise by hand, cell by cell, with a supply at 4.15 V"),
        ["CellSpread"] = ("as above; a tap lead with a bad contact", Taps),
        ["CellSumSilent"] = ("a cell or the stack's voltage has been unknown for seconds", "which sensor's row tripped first"),
        ["CellSpreadSilent"] = ("a cell has been unknown for a second", "which sensor's row tripped first"),
        ["OpenSwitchCurrent"] = ("a FET has failed short: current flows against an open switch; a lead bypasses RS1, Q1 or Q2",
            "F1 out, then gate and channel of the FET of that direction"),
        ["SwitchMismatch"] = ("heartbeat does not reach U6, so the return Q5 is open; a FET's gate is shorted; OK1 or OK2 turned round",
            "U6.Q must be high while the firmware runs; gate to source in the table of readings"),
        ["ChargerMismatch"] = ("U5 does not answer, has reset itself, or its cell strap is wrong", "R27; voltage at X2; CE"),
        ["BusStuck"] = ("SDA or SCL held low: a wire to ground, a module without supply", "both lines against GND with the board off"),
        ["CurrentSaturated"] = ("more than 16 A, or the module's own R100 is still on it",
            "R100 must be off, RS1's sense leads on VIN+ and VIN-"),
        ["TelemetrySilent"] = ("the boot counter could not be stored, so no record may be signed; tried again while running",
            "flash of the controller; a new key epoch if the counter is lost"),
        ["StateNotStored"] = ("charge, counters and the cause of a trip could not be stored; tried again, some 96 times a day at most",
            "flash of the controller; note the trip before a restart"),
        ["CurrentImplausible"] = ("cells stepped and the current did not: U3's sense leads off, bridged or exchanged; or the charger gives"
            + " current that U3 does not see", "sign and size of the current in the record while a load of 1 A runs"),
        ["ChargeFailed"] = ("precharge over 1 h, charge over 12 h, or"
            + " the charger gives nothing: a dead cell, a load beside it, a weak supply",
            "voltage of each cell; X2; what hangs at the terminals"),
        ["LoopStalled"] = ("the controller stood still: network, flash, a debugger", "which event came just before"),
    };

    /// <summary>True when the guide knows the row.</summary>
    public static bool Knows(string fault) => s_guide.ContainsKey(fault);

    /// <summary>The table, in the order of the rows.</summary>
    public static string Table()
    {
        PackConfig pack = Bench4s.Pack();
        var rows = new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack);
        rows.Fit(true, false, false, ProtectorTrip.None);
        Table table = new("row", "name in telemetry", "trips", "opens", "who may let flow again", "likely cause", "check");
        foreach (ProtectionRow row in rows.Rows.Where(row => row.Fitted))
        {
            string name = row.Fault.ToString();
            (string cause, string check) = s_guide.GetValueOrDefault(name, ("see `firmware/Bms/Protection/ProtectionTable.cs`", ""));
            table.Row($"{(int)row.Fault}", name, Trips(row), Opens(row), Clears(row), cause, check);
        }

        return table.ToString();
    }

    private static string Trips(ProtectionRow row)
    {
        string unit = row.Watch == Watch.Age ? "ms" : Unit(row);
        string samples = row.DelaySamples == 1 ? "1 sample" : $"{row.DelaySamples} samples";
        return unit.Length == 0 ? samples : row.Watch switch
        {
            Watch.Above => $"at or above {Size(row.Limit[0], unit)}, {samples}",
            Watch.Below => $"at or below {Size(row.Limit[0], unit)}, {samples}",
            _ => $"no good sample for {row.Limit[0]} ms",
        };
    }

    // The name of a row says what it looks at; the table does not name its unit.
    private static string Unit(ProtectionRow row)
    {
        string name = row.Fault.ToString();
        bool Has(params string[] words) => words.Any(word => name.Contains(word, StringComparison.Ordinal));
        return Has("Temperature") ? "ddegC" : Has("OverCurrent", "PeakCurrent") ? "mA"
            : Has("Voltage", "DeepDischarge", "Sum", "Spread") ? "mV" : Has("Stalled") ? "ms" : "";
    }

    private static string Size(int value, string unit) => unit == "ddegC" ? $"{value / 10.0:0.#} degC" : $"{value} {unit}";

    private static string Clears(ProtectionRow row) => row.ClearedBy switch
    {
        ClearedBy.Automatic => "",
        ClearedBy.Remote => "who sees the telemetry, or beside it",
        _ => "a person beside it",
    };

    private static string Opens(ProtectionRow row) => row.Reaction switch
    {
        Reaction.None => "nothing, warning",
        Reaction.StopCharge => "charge",
        Reaction.StopDischarge => "discharge",
        _ => row.Latching ? "both, until reset" : "both",
    };
}
