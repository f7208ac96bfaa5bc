using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Pages.Bench;

namespace Bms.Pages.Packs;

/// <summary>Who answers where, which pin does what, and where each tap goes.</summary>
public static class PackWiring
{
    private static readonly Pack16sPins s_pins = new();

    /// <summary>Port and pin behind each Arduino pin: those of <see cref="BenchPins.Stm32"/> and two more.</summary>
    public static IReadOnlyDictionary<string, string> Stm32 { get; } =
        new Dictionary<string, string>(BenchPins.Stm32) { ["D10"] = "PA11", ["D12"] = "PB14" };

    /// <summary>Every signal. Those of Pack16sPins come from there; the rest stand in the apps.</summary>
    public static IReadOnlyList<Bench.Signal> Signals { get; } =
    [
        new("CLAMP C", s_pins.ChargeGate, "D2", true, "clamp at the charge FETs' gates: high = let go, the chip may close them"),
        new("CLAMP D", s_pins.DischargeGate, "D4", true, "clamp at the discharge FETs' gates, likewise"),
        new("STATE C", s_pins.ChargeState, "D7", false, "level at the charge FETs' gates, high = closed"),
        new("STATE D", s_pins.DischargeState, "D8", false, "level at the discharge FETs' gates, likewise"),
        new("OFF", s_pins.ChargerDisable, "D3", true, "remote-off of the charger, high = off"),
        new("MAINS", s_pins.ChargerSupply, "D10", false, "the charger has mains, high = yes"),
        new("GIVES", s_pins.ChargerOutput, "D12", false, "the charger's output is on, high = yes"),
        new("BEAT", s_pins.Heartbeat, "D5", true, "heartbeat, an edge each 100 ms"),
        BenchPins.Of("ASK C"), BenchPins.Of("ASK D"), BenchPins.Of("SDA"), BenchPins.Of("SCL"),
    ];

    /// <summary>The table of the pins.</summary>
    public static string Pins()
    {
        Table table = new("signal", "ESP32 DevKit", "STM32F769I-DISCO", "direction", "meaning");
        foreach (Bench.Signal signal in Signals)
        {
            table.Row(signal.Name, $"IO{signal.Esp32}", $"{signal.Arduino} ({Stm32[signal.Arduino]})",
                signal.Name is "SDA" or "SCL" ? "both" : signal.Drives ? "out" : "in", signal.Meaning);
        }

        return table.ToString();
    }

    /// <summary>The bus map.</summary>
    public static string Bus()
    {
        PackConfig pack = Pack16s.Pack();
        FrontChip front = Pack16s.Front(), second = Pack15s.Front();
        Table table = new("address", "chip", "straps", "what it is for");
        table.Row(BenchBus.Hex(front.Address), $"U1 {front.Name} (BQ7695202: I2C with CRC)", "none, its own",
            $"{front.Cells} cells, gates of all switches, balancing, its own limits");
        table.Row(BenchBus.Hex(second.Address), $"U1 {second.Name} (the suffix with 0x08 and CRC), on pack-15s", "none, its own",
            $"{second.Cells} cells, gates of both switches, balancing, its own limits");
        table.Row(BenchBus.Hex(Pack16s.CurrentAddress), "U2 INA228", "A0, A1 to GND",
            "pack current over RS1, stack voltage, passed charge");
        string[] straps = ["GND", "V+", "SDA", "SCL"];
        for (int probe = 0; probe < pack.ProbeCount; probe++)
        {
            table.Row(BenchBus.Hex(Pack16s.FirstProbeAddress + probe), $"U3.{probe + 1} TMP117", $"ADD0 to {straps[probe]}",
                $"temperature of block {(4 * probe) + 1}");
        }

        table.Row(BenchBus.Hex(Pack16s.ChargerAddress), "U4 MCP4728", "none, as delivered",
            "channel A = voltage, channel B = current of the charger");
        return table.ToString();
    }

    /// <summary>Where each tap goes, and what a meter shows there against the foot of the stack.</summary>
    public static string Taps(double cell_V)
    {
        Table table = new("tap", "BQ76952", "BQ76940 (pack-15s)", $"at {cell_V:0.0} V a block");
        for (int tap = 0; tap <= Pack16s.Front().Cells; tap++)
        {
            table.Row(tap == 0 ? "foot of block 1" : $"top of block {tap}", $"VC{tap}", tap <= Pack15s.Front().Cells ? $"VC{tap}" : "-",
                $"{tap * cell_V:0.0} V");
        }

        return table.ToString();
    }

    /// <summary>What a meter shows across the shunt, and at the charger's two inputs.</summary>
    public static string Readings()
    {
        PackConfig pack = Pack16s.Pack();
        Table table = new("what", "where", "reading");
        foreach (int current_A in new[] { 1, 10, pack.DischargeCurrent_mA / 1000 })
        {
            table.Row($"{current_A} A", "across RS1", $"{current_A * Pack16s.Shunt_uohm / 1e3:0.00} mV");
        }

        int voltage_mV = pack.CellCount * pack.Chemistry.ChargeTarget_mV;
        table.Row($"charge to {voltage_mV / 1e3:0.0} V",
            "U4 channel A", $"{voltage_mV * 4.096 / Pack16s.ChargerFullScale_mV:0.000} V at most");
        table.Row($"charge with {pack.ChargeCurrent_mA / 1e3:0.##} A", "U4 channel B",
            $"{pack.ChargeCurrent_mA * 4.096 / Pack16s.ChargerFullScale_mA:0.000} V at most, after a ramp");
        table.Row("no charge asked for", "U4 channels A and B", "0.00 V, and OFF high");
        return table.ToString();
    }
}
