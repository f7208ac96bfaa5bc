using Bms.Boards;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Protection;

namespace Bms.Pages.Packs;

/// <summary>The four levels of each quantity, with what each chip makes of what it is asked for.</summary>
public static class PackLevels
{
    /// <summary>The levels with cells of a chemistry.</summary>
    public static string Table(ChemistryProfile chemistry)
    {
        ArgumentNullException.ThrowIfNull(chemistry);
        var first = new Bq76952Front();
        var second = new Bq76940Front();
        PackConfig pack = Pack16s.PackOf(chemistry, first), other = Pack16s.PackOf(chemistry, second);
        FrontLimits asked = Pack16s.Limits(pack, first), a = first.Hold(asked), b = second.Hold(Pack16s.Limits(other, second));
        ProtectionRow[] rows = new ProtectionTable(new PackSample(pack.CellCount, pack.ProbeCount), pack).Rows;
        string At(Fault fault) => In(fault, rows[(int)fault].Limit[0]);
        string After(Fault fault) => rows[(int)fault].DelaySamples == 1 ? "1 sample" : $"{rows[(int)fault].DelaySamples} samples";
        Table table = new("quantity", "derates", "warns", "firmware opens", "after", "BQ76952 is asked", "BQ76952 holds", "BQ76940 holds");
        void Row(string name, string derates, Fault warning, Fault trip, string wanted, string held, string heldBySecond) => table.Row(
            name, derates, At(warning), At(trip), After(trip), wanted, held, heldBySecond);
        Row("cell, above", $"charged to {V(chemistry.ChargeTarget_mV)}", Fault.CellOverVoltageWarning, Fault.CellOverVoltage,
            V(asked.CellOver_mV), $"{V(a.CellOver_mV)}, {a.CellOverDelay_ms} ms", $"{V(b.CellOver_mV)}, {b.CellOverDelay_ms} ms");
        Row("cell, below", "-", Fault.CellUnderVoltageWarning, Fault.CellUnderVoltage, V(asked.CellUnder_mV),
            $"{V(a.CellUnder_mV)}, {a.CellUnderDelay_ms} ms", $"{V(b.CellUnder_mV)}, {b.CellUnderDelay_ms} ms");
        Row("charge current", $"offers {A(pack.ChargeCurrent_mA)}", Fault.ChargeOverCurrentWarning, Fault.ChargeOverCurrent,
            A(asked.ChargeOver_mA), $"{A(a.ChargeOver_mA)}, {a.ChargeOverDelay_ms} ms", "has none");
        Row("discharge current", $"offers {A(pack.DischargeCurrent_mA)}", Fault.DischargeOverCurrentWarning, Fault.DischargeOverCurrent,
            A(asked.DischargeOver_mA), $"{A(a.DischargeOver_mA)}, {a.DischargeOverDelay_ms} ms",
            $"{A(b.DischargeOver_mA)}, {b.DischargeOverDelay_ms} ms");
        table.Row("peak", "-", "-", At(Fault.DischargePeakCurrent), After(Fault.DischargePeakCurrent), A(asked.DischargeFast_mA),
            $"{A(a.DischargeFast_mA)}, {a.DischargeFastDelay_ms} ms", "has none");
        table.Row("short circuit", "-", "-", "too slow for it", "-", A(asked.Short_mA), $"{A(a.Short_mA)}, {a.ShortDelay_us} us",
            $"{A(b.Short_mA)}, {b.ShortDelay_us} us");
        Row("charging, hot", Derates(chemistry.ChargeDerating_ddegC, chemistry.ChargeDerating_permille, true),
            Fault.ChargeOverTemperatureWarning, Fault.ChargeOverTemperature, C(asked.ChargeHot_degC), Hold(a.ChargeHot_degC, a),
            "has none");
        Row("charging, cold", Derates(chemistry.ChargeDerating_ddegC, chemistry.ChargeDerating_permille, false),
            Fault.ChargeUnderTemperatureWarning, Fault.ChargeUnderTemperature, C(asked.ChargeCold_degC), Hold(a.ChargeCold_degC, a),
            "has none");
        Row("discharging, hot", Derates(chemistry.DischargeDerating_ddegC, chemistry.DischargeDerating_permille, true),
            Fault.DischargeOverTemperatureWarning, Fault.DischargeOverTemperature, C(asked.DischargeHot_degC), Hold(a.DischargeHot_degC, a),
            "has none");
        Row("discharging, cold", Derates(chemistry.DischargeDerating_ddegC, chemistry.DischargeDerating_permille, false),
            Fault.DischargeUnderTemperatureWarning, Fault.DischargeUnderTemperature, C(asked.DischargeCold_degC),
            Hold(a.DischargeCold_degC, a), "has none");
        table.Row("host silent", "-", "-", "-", "-", $"{asked.HostSilent_s} s", $"{a.HostSilent_s} s", "has none");
        return table.ToString();
    }

    private static string In(Fault fault, int limit) => fault switch
    {
        _ when fault.ToString().Contains("Voltage", StringComparison.Ordinal) => V(limit),
        _ when fault.ToString().Contains("Current", StringComparison.Ordinal) => A(Math.Abs(limit)),
        _ => $"{limit / 10.0:0.#} degC",
    };

    private static string Hold(int limit_degC, FrontLimits held) => $"{C(limit_degC)}, {held.TemperatureDelay_s} s";

    // Where less than all is offered for the first time, on the hot or on the cold side.
    private static string Derates(int[] corners_ddegC, int[] permille, bool hot)
    {
        int full = hot ? Array.LastIndexOf(permille, permille.Max()) : Array.IndexOf(permille, permille.Max());
        return $"from {corners_ddegC[full] / 10.0:0.#} degC";
    }

    private static string V(int voltage_mV) => $"{voltage_mV / 1e3:0.000} V";

    private static string A(int current_mA) => $"{current_mA / 1e3:0.##} A";

    private static string C(int limit_degC) => $"{limit_degC} degC";
}
