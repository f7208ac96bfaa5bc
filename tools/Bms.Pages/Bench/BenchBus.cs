using System.Globalization;
using Bms.Boards;
using Bms.Config;

namespace Bms.Pages.Bench;

/// <summary>Who answers where on the bus.</summary>
public static class BenchBus
{
    /// <summary>The bus map.</summary>
    public static string Table()
    {
        PackConfig pack = Bench4s.Pack();
        Table table = new("address", "chip", "straps", "what it is for");
        for (int probe = 0; probe < pack.ProbeCount; probe++)
        {
            int address = Bench4s.FirstProbeAddress + probe;
            table.Row(Hex(address), $"U4.{probe + 1} MCP9808", Straps(address - 0x18), $"temperature of cell {probe + 1}");
        }

        table.Row(Hex(Bench4s.CurrentAddress), "U3 INA219", "A0, A1 open", "pack current, stack voltage (32 V range)");
        table.Row(Hex(Bench4s.CellsAddress), "U2 ADS1115", "ADDR to GND, its own (as the module comes)", "taps 1 to 4 on A0 to A3");
        table.Row(Hex(Bench4s.ChargerAddress), "U5 BQ25798", "none, fixed", "charger");
        return table.ToString();
    }

    /// <summary>What the address pins of an MCP9808 go to for its address 0x18 + <paramref name="number"/>.</summary>
    public static string Straps(int number)
    {
        string[] high = [.. Enumerable.Range(0, 3).Where(bit => (number & (1 << bit)) != 0).Select(bit => $"A{bit}")];
        return high.Length == 0 ? "A0, A1, A2 open (low)" : string.Join(" and ", high) + " to VDD";
    }

    /// <summary>An address as the page writes it.</summary>
    public static string Hex(int address) => "0x" + address.ToString("X2", CultureInfo.InvariantCulture);
}
