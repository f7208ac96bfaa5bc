using Bms.Drivers;
using Bms.Protection;

namespace Bms.Simulator.Coverage;

/// <summary>
/// The ways to make a protector chip open by itself: its own converters lie to it, so that the firmware has no reason to be faster. Values
/// lie beyond what the chip holds.
/// </summary>
internal static class ChipProbes
{
    private const string Chip = "\"chip\": \"front-end\"", Thermistor = "\"thermistor\": 1";

    internal static IReadOnlyList<EdgeProbe> Of(CoverageBench bench)
    {
        if (bench.ChipLimits is not { } limits) return [];
        Situation light = Situation.Driving(bench.Light_A);
        return
        [
            .. Cells(bench, limits, light), .. Currents(bench, limits, light), .. Temperatures(limits, light),
            new(Fault.ProtectorSettings, "chip-supply-flickers", "for_s", 2, 70, Chip + ", \"period_s\": 1.03", light.For(80)),

            // All settings are looked through in 12 s or so, and one that differs is mended: thirty of these take minutes.
            new(Fault.ProtectorSettings, "chip-register-flips", "for_s", 2, 700,
                $"{Chip}, \"register\": {OverVoltage(bench)}, \"bits\": 4, \"period_s\": 15.03", light.For(760)) { Halves = 5 },
            .. EdgeProbes.Silent(Fault.ProtectorSilent, Chip, 0.05, 4, light),
            .. Failures(bench, limits, light),

            // The chip waits 5 s for its host; what stands still then must have been driving.
            new(Fault.ProtectorHostSilent, "processor-stalls", "stall_ms", 1000, 9000, string.Empty, light),
            new(Fault.ProtectorHostSilent, "bus-refuses", "for_s", 1, 9, Chip, light),
        ];
    }

    // Too high a cell for seconds, whatever is open.
    private static EdgeProbe[] Failures(CoverageBench bench, FrontLimits limits, Situation light)
    {
        double over_V = ((limits.CellOver_mV + Bq76952Settings.ForGood_mV) * 1e-3) - bench.Rest_V(0.5) + 0.4;
        string top = $"\"tap\": {bench.Board.CellCount}";
        return
        [
            new(Fault.ProtectorPermanent, "tap-offset", "offset_V", 0, over_V, top, light),
            new(Fault.ProtectorPermanent, "tap-drift", "drift_V_per_s", 0, over_V / 20, top, light),
        ];
    }

    // Where the limit of a cell stands: data memory 0x9278 of a BQ76952 (SLUUBY2B), register 0x09 of a BQ76940 (SLUSBK2).
    private static int OverVoltage(CoverageBench bench) => bench.Board.Front == "bq76952" ? 0x9278 : 0x09;

    private static EdgeProbe[] Cells(CoverageBench bench, FrontLimits limits, Situation light)
    {
        double rest_V = bench.Rest_V(0.5);
        double over_V = (limits.CellOver_mV * 1e-3) - rest_V + 0.4, under_V = rest_V - (limits.CellUnder_mV * 1e-3) + 0.4;
        string top = $"\"tap\": {bench.Board.CellCount}";
        return
        [
            new(Fault.ProtectorCellOverVoltage, "tap-offset", "offset_V", 0, over_V, top, light),
            new(Fault.ProtectorCellOverVoltage, "tap-drift", "drift_V_per_s", 0, over_V / 20, top, light),
            new(Fault.ProtectorCellUnderVoltage, "tap-offset", "offset_V", 0, -under_V, top, light),
            new(Fault.ProtectorCellUnderVoltage, "tap-drift", "drift_V_per_s", 0, -under_V / 20, top, light),
        ];
    }

    private static EdgeProbe[] Currents(CoverageBench bench, FrontLimits limits, Situation light)
    {
        double charge_A = 2e-3 * limits.ChargeOver_mA, discharge_A = 1.4e-3 * limits.DischargeOver_mA, short_A = 2e-3 * limits.Short_mA;
        return
        [
            new(Fault.ProtectorChargeOverCurrent, "protector-current-offset", "offset_A", 0, charge_A, string.Empty, Situation.Charging),
            new(Fault.ProtectorChargeOverCurrent, "protector-current-drift", "drift_A_per_s", 0, charge_A / 20, string.Empty,
                Situation.Charging),
            new(Fault.ProtectorDischargeOverCurrent, "protector-current-offset", "offset_A", 0, -discharge_A, string.Empty, light),
            new(Fault.ProtectorDischargeOverCurrent, "protector-current-gain", "factor", 1, 1.2 * discharge_A / bench.Heavy_A, string.Empty,
                Situation.Driving(bench.Heavy_A)),
            new(Fault.ProtectorShortCircuit, "terminals-shorted", "ohm", 50 / bench.Heavy_A, 0.001, string.Empty, light),
            new(Fault.ProtectorShortCircuit, "protector-current-offset", "offset_A", 0, -short_A, string.Empty, light),
        ];
    }

    private static EdgeProbe[] Temperatures(FrontLimits limits, Situation light) =>
    [
        .. Shown(Fault.ProtectorChargeTemperature, limits.ChargeHot_degC + 15, Situation.Charging),
        .. Shown(Fault.ProtectorDischargeTemperature, limits.DischargeHot_degC + 15, light),
    ];

    private static EdgeProbe[] Shown(Fault row, double loud_C, Situation situation) =>
    [
        new(row, "protector-temperature-offset", "offset_C", 0, loud_C - 25, Thermistor, situation),
        new(row, "protector-temperature-stuck", "value_C", 25, loud_C, Thermistor, situation),
    ];
}
