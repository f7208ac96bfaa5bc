using Bms.Boards;

namespace Bms.Pages.Bench;

/// <summary>One signal of the controller on both boards that carry it.</summary>
/// <param name="Name">Name of the signal, as pin of the block MCU.</param>
/// <param name="Esp32">GPIO number of the ESP32.</param>
/// <param name="Arduino">Arduino pin of the STM32F769I-DISCO.</param>
/// <param name="Drives">True when the controller drives it.</param>
/// <param name="Meaning">What it does.</param>
public sealed record Signal(string Name, int Esp32, string Arduino, bool Drives, string Meaning);

/// <summary>The controller's pins.</summary>
public static class BenchPins
{
    private static readonly Bench4sPins s_pins = new();

    /// <summary>Port and pin behind each Arduino pin of the STM32F769I-DISCO: connector description of Zephyr's board
    /// stm32f769i_disco (arduino_r3_connector.dtsi, by STMicroelectronics).</summary>
    public static IReadOnlyDictionary<string, string> Stm32 { get; } = new Dictionary<string, string>
    {
        ["D2"] = "PJ1", ["D3"] = "PF6", ["D4"] = "PJ0", ["D5"] = "PC8", ["D6"] = "PF7", ["D7"] = "PJ3", ["D8"] = "PJ4", ["D9"] = "PH6",
        ["D14"] = "PB9", ["D15"] = "PB8",
    };

    /// <summary>Pins of the ESP32 that say how it starts, and those of its flash memory.</summary>
    public static IReadOnlyList<int> Forbidden { get; } = [0, 2, 5, 12, 15, 6, 7, 8, 9, 10, 11];

    /// <summary>Every signal. Those of Bench4sPins come from there; the rest stand in the apps, and a test compares them.</summary>
    public static IReadOnlyList<Signal> Signals { get; } =
    [
        new("GATE C", s_pins.ChargeGate, "D2", true, "gate of the charge FET, high = closed"),
        new("GATE D", s_pins.DischargeGate, "D4", true, "gate of the discharge FET, high = closed"),
        new("STATE C", s_pins.ChargeState, "D7", false, "the charge FET's gate as its optocoupler sees it, high = closed"),
        new("STATE D", s_pins.DischargeState, "D8", false, "the discharge FET's gate, likewise"),
        new("CE", s_pins.ChargerDisable, "D3", true, "charger: low = charging enabled; an input with pull-up otherwise"),
        new("BEAT", s_pins.Heartbeat, "D5", true, "heartbeat, an edge each 100 ms"),
        new("ASK C", 33, "D6", false, "switch that asks for charge, high = asked; only a movement asks"),
        new("ASK D", 14, "D9", false, "switch that asks for discharge, likewise"),
        new("SDA", 21, "D14", true, "I2C data"),
        new("SCL", 22, "D15", true, "I2C clock"),
    ];

    /// <summary>The signal of a name.</summary>
    public static Signal Of(string name) => Signals.First(signal => signal.Name == name);

    /// <summary>What to know of a GPIO of the ESP32.</summary>
    public static string Remark(Signal signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return signal switch
        {
            { Esp32: >= 34 } => "input only, without internal pulls: the pull-down on the board is needed",
            { Name: "CE" } => "through the level shifter: on no account directly",
            { Name: "SDA" or "SCL" } => "pulled up by the modules",
            { Drives: true } => "floats in reset: the pull-down on the board is needed",
            _ => $"internal pull-down; a resistor of {Units.Ohm(BenchCircuit.Request_ohm)} in series, the pin may drive at start",
        };
    }

    /// <summary>The table of the pins.</summary>
    public static string Table()
    {
        Table table = new("signal", "ESP32 DevKit", "STM32F769I-DISCO", "direction", "meaning", "remark for the ESP32");
        foreach (Signal signal in Signals)
        {
            table.Row(signal.Name, $"IO{signal.Esp32}", $"{signal.Arduino} ({Stm32[signal.Arduino]})",
                signal.Name is "SDA" or "SCL" ? "both" : signal.Drives ? "out" : "in", signal.Meaning, Remark(signal));
        }

        return table.ToString();
    }
}
