using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Demo;

/// <summary>One look at a run in words, the same on a terminal and in a log; ASCII only, so that no console garbles it.</summary>
internal static class DemoLook
{
    internal static string Time(Observation look) => Clock(look.Time_us / 1_000_000);

    /// <summary>Mode, and the active rows behind it.</summary>
    internal static string Mode(Observation look) =>
        look.State.Active == 0 ? look.State.Mode.ToString() : $"{look.State.Mode}: {Rows.Describe(look.State.Active)}";

    /// <summary>The real state of the switches and of the charger.</summary>
    internal static string Switches(Observation look) => $"charge {State(look.Truth.ChargeSwitch)}, discharge "
        + $"{State(look.Truth.DischargeSwitch)}, charger {(look.Truth.ChargerOn ? "on" : "off")}";

    internal static string Cells(Observation look) => Values(look.Sample.Cell_mV, 0.001, 3) + " V";

    internal static string Current(Observation look) => Values(look.Sample.Current_mA, 0.001, 2) + " A";

    internal static string Temperatures(Observation look) => Values(look.Sample.Temperature_ddegC, 0.1, 1) + " degC";

    /// <summary>The estimate with its standard uncertainty; two dashes before the first one.</summary>
    internal static string Soc(Observation look) =>
        look.State.SocSigma_ppm == 0 ? "--" : $"{look.State.Soc_ppm * 1e-4:0.0} +- {look.State.SocSigma_ppm * 1e-4:0.0} %";

    internal static string Records(Observation look) => $"{look.Records.Published} published, {look.Records.Verified} verified";

    /// <summary>A time in s as h:mm:ss.</summary>
    internal static string Clock(long time_s) => $"{time_s / 3600:00}:{time_s / 60 % 60:00}:{time_s % 60:00}";

    private static string State(bool closed) => closed ? "closed" : "open";

    private static string Values(Signal signal, double unit, int decimals) =>
        string.Join(' ', Enumerable.Range(0, signal.Count).Select(i => Value(signal, i, unit, decimals)));

    // A value that the firmware may not use is shown as two dashes. Minus zero would be shown with its sign.
    private static string Value(Signal signal, int channel, double unit, int decimals) => signal.Quality[channel] == Quality.Good
        ? (Math.Round(signal.Value[channel] * unit, decimals) + 0.0).ToString("F" + decimals) : "--";
}
