using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Trace;

/// <summary>The columns of a trace and where their values come from.</summary>
internal static class TraceColumns
{
    /// <summary>What was really so; the first of them as a canonical recording has them.</summary>
    internal static IEnumerable<(TraceColumn Column, Func<Observation, double> Value)> True(int cells) =>
    [
        Of("t_s", 3, o => o.Time_us / 1e6),
        Of("current_A", 4, o => o.Truth.Current_A),
        .. Each(cells, "cell", "_V", 5, (o, i) => o.Truth.Cell_V[i]),
        .. Each(cells, "temp", "_degC", 3, (o, i) => o.Truth.Surface_C[i]),
        Of("soc_ref", 6, o => o.Truth.PackSoc),
        Of("pack_V", 4, o => o.Truth.Stack_V),
        .. Each(cells, "core", "_degC", 3, (o, i) => o.Truth.Core_C[i]),
        Of("ambient_degC", 3, o => o.Truth.Ambient_C),
        Of("charge_switch", 0, o => o.Truth.ChargeSwitch ? 1 : 0),
        Of("discharge_switch", 0, o => o.Truth.DischargeSwitch ? 1 : 0),
        Of("charger_on", 0, o => o.Truth.ChargerOn ? 1 : 0),
        Of("protector_charge", 0, o => o.Truth.SecondLevel.ProtectorCharge ? 1 : 0),
        Of("protector_discharge", 0, o => o.Truth.SecondLevel.ProtectorDischarge ? 1 : 0),
        Of("fuse_whole", 0, o => o.Truth.SecondLevel.Fuse ? 1 : 0),
        Of("extrapolated", 0, o => (int)o.Truth.Extrapolated),
        Of("plating_margin_mV", 1, o => double.IsFinite(o.Truth.PlatingMargin_V) ? o.Truth.PlatingMargin_V * 1000 : double.NaN),
        Of("reaction_J", 0, o => o.Truth.ReactionHeat_J),
        Of("cut_off_closed", 0, o => o.Truth.SecondLevel.CutOff ? 1 : 0),
    ];

    /// <summary>What the firmware measured.</summary>
    internal static IEnumerable<(TraceColumn Column, Func<Observation, double> Value)> Measured(int cells, int probes) =>
    [
        Of("current_measured_A", 3, o => Good(o.Sample.Current_mA, 0, 1000)),
        .. Each(cells, "cell", "_measured_V", 3, (o, i) => Good(o.Sample.Cell_mV, i, 1000)),
        .. Each(probes, "temp", "_measured_degC", 1, (o, i) => Good(o.Sample.Temperature_ddegC, i, 10)),
        Of("pack_measured_V", 3, o => Good(o.Sample.Bus_mV, 0, 1000)),
    ];

    /// <summary>What the firmware concluded and asked for.</summary>
    internal static IEnumerable<(TraceColumn Column, Func<Observation, double> Value)> Concluded() =>
    [
        Of("soc_estimated", 6, o => o.State.Soc_ppm / 1e6),
        Of("soc_sigma_estimated", 6, o => o.State.SocSigma_ppm / 1e6),
        Of("charge_limit_A", 3, o => o.State.ChargeLimit_mA / 1000.0),
        Of("discharge_limit_A", 3, o => o.State.DischargeLimit_mA / 1000.0),
        Of("charger_asked_V", 3, o => o.State.ChargerVoltage_mV / 1000.0),
        Of("charger_asked_A", 3, o => o.State.ChargerCurrent_mA / 1000.0),
        Of("records_verified", 0, o => o.Records.Verified),
    ];

    private static (TraceColumn Column, Func<Observation, double> Value) Of(string name, int decimals, Func<Observation, double> value) =>
        (new TraceColumn(name, decimals), value);

    private static IEnumerable<(TraceColumn Column, Func<Observation, double> Value)> Each(int count, string name, string ending,
        int decimals, Func<Observation, int, double> value) =>
        Enumerable.Range(0, count).Select(i => Of($"{name}{i + 1}{ending}", decimals, o => value(o, i)));

    // A reading that the firmware may not use is no value.
    private static double Good(Signal signal, int channel, double perUnit) =>
        signal.Quality[channel] == Quality.Good ? signal.Value[channel] / perUnit : double.NaN;
}
