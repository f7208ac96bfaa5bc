using static Bms.Pages.Bench.BenchCircuit;

namespace Bms.Pages.Bench;

/// <summary>What is inside the blocks that are built from single parts, pin by pin.</summary>
public static class BenchDetail
{
    /// <summary>DIV: the dividers.</summary>
    public static string Dividers()
    {
        Table table = new("tap", "top resistor", "bottom resistor", "capacitor");
        for (int tap = 1; tap <= 4; tap++)
        {
            table.Row($"{tap}", $"DIV.C{tap} - R{tap} - DIV.A{tap - 1}", $"DIV.A{tap - 1} - R{tap + 4} - DIV.G",
                $"DIV.A{tap - 1} - C{tap} - DIV.G");
        }

        return table.Row("0", "DIV.C0 - DIV.G", "DIV.G - RG - DIV.RG (GND)", "").ToString();
    }

    /// <summary>DRV: the drivers and what looks at the gates.</summary>
    public static string Drivers()
    {
        Table table = new("from", "through", "to", "for the charge FET", "for the discharge FET");
        table.Row("command", Units.Ohm(BaseSeries_ohm), "base of the driver", "DRV.GATE C - R11 - Q3.B", "DRV.GATE D - R12 - Q4.B");
        table.Row("base", Units.Ohm(BasePullDown_ohm), "ground", "Q3.B - R14 - GND", "Q4.B - R15 - GND");
        table.Row("collector", Units.Ohm(GateSeries_ohm), "gate", "Q3.C - R17 - Q1.G", "Q4.C - R18 - Q2.G");
        table.Row("emitter", "wire", "common return", "Q3.E - Q5.C", "Q4.E - Q5.C");
        table.Row("watchdog", Units.Ohm(BaseSeries_ohm), "base of the return", "DRV.enable - R13 - Q5.B", "the same");
        table.Row("return", "wire; " + Units.Ohm(BasePullDown_ohm), "ground", "Q5.E - GND; Q5.B - R16 - GND", "the same");
        table.Row("gate", Units.Ohm(GateSource_ohm), "source", "Q1.G - R19 - Q1.S", "Q2.G - R20 - Q2.S");
        table.Row("gate", "zener, cathode at the source", "source", "Q1.G - D3 - Q1.S", "Q2.G - D4 - Q2.S");
        table.Row("source", Units.Ohm(Led_ohm), "LED", "Q1.S - R23 - OK1.1", "Q2.S - R24 - OK2.1");
        table.Row("LED", "wire", "gate", "OK1.2 - Q1.G", "OK2.2 - Q2.G");
        table.Row("3V3", "wire", "collector", "3V3 - OK1.4", "3V3 - OK2.4");
        table.Row("emitter", "wire; " + Units.Ohm(StatePullDown_ohm), "state pin; ground", "OK1.3 - DRV.STATE C; OK1.3 - R25 - GND",
            "OK2.3 - DRV.STATE D; OK2.3 - R26 - GND");
        return table.ToString();
    }

    /// <summary>U6: the watchdog, by the pins of its 16-pin case.</summary>
    public static string Watchdog() => new Table("pin of U6", "goes to")
        .Row("16 VCC, 8 GND", "3V3, GND; 100 nF across them")
        .Row("1 CEXT, 2 RC", "1 to GND; C21 between 1 and 2; R21 from 2 to 3V3")
        .Row("3 reset", "R22 to 3V3, C22 to GND")
        .Row("4 A (rising edge)", "MCU.BEAT; R32 to GND")
        .Row("5 B (falling edge)", "3V3")
        .Row("6 Q", "DRV.enable")
        .Row("7, 9, 10, 14", "open")
        .Row("11", "3V3")
        .Row("12, 13, 15", "GND: the second half rests")
        .ToString();

    /// <summary>U5: what the charger's module needs besides its wires.</summary>
    public static string Charger() => new Table("pin of U5", "goes to")
        .Row("PROG", $"R27 {Units.Ohm(Prog_ohm)} to GND, and no other resistor that the module brings")
        .Row("TS", "R28 to REGN, R29 to GND, thermistor RT1 to GND")
        .Row("CE", "U7.HV1 alone: take off a jumper or resistor that ties it to ground")
        .Row("VBUS", "X2.+ through D5")
        .Row("BAT, PGND", "X1.+ and X1.-, 2.5 mm2")
        .Row("SYS", "open: the load hangs at X1, not at the charger")
        .ToString();
}
