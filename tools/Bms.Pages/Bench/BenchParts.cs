using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using static Bms.Pages.Bench.BenchCircuit;

namespace Bms.Pages.Bench;

/// <summary>One line of the parts list.</summary>
/// <param name="Ref">Name on the diagram.</param>
/// <param name="What">What it is.</param>
/// <param name="Number">Maker and number.</param>
/// <param name="Why">Why this one.</param>
/// <param name="Other">A second source and what changes with it.</param>
public sealed record Part(string Ref, string What, string Number, string Why, string Other);

/// <summary>The parts of bench-4s.</summary>
public static class BenchParts
{
    /// <summary>Chips and modules.</summary>
    public static IReadOnlyList<Part> Modules { get; } =
    [
        new("MCU", "controller", "Espressif ESP32-DevKitC V4 (ESP32-WROOM-32E)", "Wi-Fi, native HMAC, two cores, stock nanoFramework image",
            "STMicroelectronics STM32F769I-DISCO: Ethernet; `firmware/Stm32` instead of `firmware/Esp32`, pins below"),
        new("U2", "cell converter, ADS1115", "Texas Instruments ADS1115IDGS; module Adafruit 1085",
            "16 bit, four inputs, address by one strap", "TLA2024 has 12 bit: a new driver and wider limits, do not"),
        new("U3", "current sensor, INA219", "Texas Instruments INA219BID; module Adafruit 904",
            "current and stack voltage on one chip up to 26 V", "INA226 (module CJMCU-226): one driver, one line in Bench4s.cs, "
                + "its range of 81.92 mV ends at 8.2 A on this shunt"),
        new("U4.1 ... U4.4", "temperature probes, MCP9808", "Microchip MCP9808-E/MS; modules Adafruit 5027",
            "0.5 K without calibration, eight addresses", "TMP117 (0.1 K): four addresses only, 0x48 is the ADS1115's: a second bus"),
        new("U5", "charger, BQ25798",
            "Texas Instruments BQ25798RQMR; evaluation module BQ25798EVM, or any module that brings out VBUS, BAT, "
                + "GND, SDA, SCL, CE, TS, PROG and REGN",
            "1 to 4 cells, 5 A, all settings readable over I2C", "BQ25792: same registers for what is used here, the part number differs"),
        new("U7", "level shifter for CE", "module with BSS138 and two 10 kohm, Adafruit 757",
            "the pull-up of CE hangs at the charger's own REGN: a controller without power cannot pull CE low and let the chip charge",
            "any one-transistor shifter; not one with a chip that drives both ways"),
    ];

    /// <summary>What protects without the firmware.</summary>
    public static IReadOnlyList<Part> SecondLevel { get; } =
    [
        new("U1", "4S protector module", "module with ABLIC S-8254A and P-channel FETs in the positive lead, sense resistor "
                + Units.Ohm(BenchSecondLevel.Protector.Sense_ohm),
            "opens the positive lead; the negative stays joined, so the bus never carries the pack's current",
            "modules with FETs in the negative lead cut the ground between charger and cells: not for this board"),
        new("F1", $"blade fuse {BenchSecondLevel.Fuse.Rated_A:0} A, 32 V, with holder",
            "Littelfuse ATOF 0287010.PXCN in an inline holder for 2.5 mm2",
            "melts when protector and FETs have failed", "any blade fuse after ISO 8820-3"),
        new("F2 ... F6", "fuse in each tap lead, 500 mA", "Littelfuse 0251.500 (PICO II)",
            "a tap lead that touches its neighbour glows without one; sits at the cell, not at the board",
                "any axial fuse of 125 V or less"),
        new(BenchSecondLevel.CutOffNames, "thermal cut-off 73 degC, 10 A, one on each cell", "Schott SEFUSE SF70E",
            "in series; each opens the pack's lead once and for good when its cell is hot",
            "none with the same temperature looked up"),
        new("U6", "external watchdog", "Nexperia 74HC4538 (CD74HC4538E of TI in DIP-16)",
            $"a retriggerable one-shot: high for {Watchdog_s:0.00} s after each rising edge, low after power-up and when the edges stop, "
                + "whatever level they stop at", "not a reset supervisor such as the TPS3823: after its time-out it lets go again "
                + "after 200 ms, and a floating input switches it off"),
        new("R21, C21", "timing of the watchdog", $"{Units.Ohm(WatchdogTiming_ohm)} 1 % and {Units.Farad(WatchdogTiming_F)} film 10 %, "
                + "WIMA MKS2C042201F00KSSD", "0.7 R C; a film capacitor does not leak", "any polyester film"),
        new("R22, C22", "start of the watchdog", "100 kohm and 1 uF", "holds its reset low while the supply rises", "any"),
        new("R32", "pull-down of the heartbeat", "10 kohm", "a floating input would see edges where there are none", "any"),
    ];

    /// <summary>Switches and what drives them.</summary>
    public static IReadOnlyList<Part> Switches { get; } =
    [
        new("Q1, Q2", "charge and discharge FET, P-channel, drain to drain", "Vishay SUP90P06-09L-E3, TO-220",
            $"60 V, {Units.Ohm(Fet_ohm)} at 10 V; in the positive lead without a charge pump; each on its own insulated heat sink, 15 K/W",
            "Infineon IRF4905PbF: 20 mohm, twice the heat"),
        new("Q3, Q4", "gate drivers, NPN", "onsemi 2N3904", "closed by 0.5 mA from a pin of 3.3 V; without base current the FET is open",
            "BC547B (other order of pins)"),
        new("Q5", "common return of both drivers, NPN", "onsemi 2N3904", "opened by the watchdog: neither driver can close its FET then",
            "BC547B"),
        new("R11, R12, R13", "base resistors", $"{Units.Ohm(BaseSeries_ohm)} 5 %", "0.5 mA", "any"),
        new("R14, R15, R16", "pull-downs of the bases", $"{Units.Ohm(BasePullDown_ohm)} 5 %", "open while the pins float", "any"),
        new("R17, R18", "gate resistors", $"{Units.Ohm(GateSeries_ohm)} 5 %", "set the gate voltage together with R19, R20", "any"),
        new("R19, R20", "gate to source", $"{Units.Ohm(GateSource_ohm)} 5 %", "open the FET when nothing pulls at its gate", "any"),
        new("D3, D4", "zener 12 V gate to source", "Nexperia BZX79-C12", "the gate stands 20 V", "1N5242B"),
        new("OK1, OK2", "optocouplers on the gates", "Sharp PC817X1 (CTR 80 to 160 %)",
            "tell the controller what really stands between gate and source, whatever the pack's voltage", "Lite-On LTV-817A"),
        new("R23, R24", "in series with the LEDs", $"{Units.Ohm(Led_ohm)} 5 %", "1 to 2 mA", "any"),
        new("R25, R26", "pull-downs of the state pins", $"{Units.Ohm(StatePullDown_ohm)} 5 %", "IO34 and IO35 have none inside", "any"),
    ];

    /// <summary>Measurement, and the rest.</summary>
    public static IReadOnlyList<Part> Rest { get; } =
    [
        new("RS1", "shunt 10 mohm, 0.5 %, 30 ppm/K, 3 W", "Isabellenhuette PBV-R010-F1-0.5",
            "four terminals: 16 A is 160 mV, the end of the sensor's range; replaces the 0.1 ohm (R100) on the module, which ends at 3.2 A",
            "Vishay WSL2512R0100FEA, 1 W: not above 9 A"),
        .. Dividers(),
        new("RG", "bridge between the two grounds", $"{Units.Ohm(GroundBridge_ohm)} 5 %",
            "the converter's ground is taken at cell 1: behind the protector's sense resistor cell 1 would be off by up to 150 mV", "any"),
        new("R27", "cells of the charger (PROG)", $"{Units.Ohm(Prog_ohm)} 1 %", "27.0 kohm = four cells, 750 kHz (SLUSDV2B table 9-1)",
            "any"),
        new("R28, R29, RT1", "thermistor of the charger", "5.23 kohm 1 %, 30.1 kohm 1 %, 10 kohm Semitec 103AT-2 on cell 2",
            "the charger's own temperature limit, without the firmware", "another 10 kohm thermistor needs other resistors"),
        new("D1", "TVS over the terminals", "Littelfuse P6KE22A", "stands 18.8 V, clamps at 30.6 V: an inductive load that is cut off",
            "Vishay P6KE22A"),
        new("D2", "Schottky diode against reversal, over the terminals", "Vishay SB560-E3/54",
            "a supply connected the wrong way round blows its own fuse and not the board", "any 5 A, 60 V"),
        new("D5", "Schottky diode in the charger's supply", "Vishay SB560-E3/54", "reverse polarity there", "any 5 A, 60 V"),
        new("S1, S2", "request switches", $"any toggle switch, {Units.Ohm(Request_ohm)} in series (R30, R31)", "charge, discharge", "any"),
        new("J1, J2", "tap leads", "JST XHP-5 with B5B-XH-A; AWG 24, of equal length", "keyed; J1 measures, J2 is the protector's own",
            "any keyed"),
        new("X1", "terminals", "AMASS XT60", "keyed, 60 A", "any keyed"),
        new("BT1 ... BT4", "cells", "LG INR21700-M50LT, 5 Ah, four of one batch", "limits and curves of the firmware are this type's",
            "another NMC 21700 cell: its own file in `firmware/Bms/Chemistry`"),
    ];

    /// <summary>A table of some parts.</summary>
    public static string Table(IEnumerable<Part> parts)
    {
        Table table = new("part", "what", "maker and number", "why this", "second source");
        foreach (Part part in parts)
        {
            table.Row(part.Ref, part.What, part.Number, part.Why, part.Other);
        }

        return table.ToString();
    }

    private static IEnumerable<Part> Dividers()
    {
        for (int tap = 0; tap < Bench4sHardware.NominalDividers.Count; tap++)
        {
            Divider divider = Bench4sHardware.NominalDividers[tap];
            double source_ohm = Budgets.CellBudget.Source_ohm(divider);
            string top = string.Join(" + ", Orderable(divider.Top_ohm).Select(Units.Ohm));
            string bottom = string.Join(" + ", Orderable(divider.Bottom_ohm).Select(Units.Ohm));
            yield return new Part($"R{tap + 1}, R{tap + 5}, C{tap + 1}", $"divider and filter of tap {tap + 1}",
                $"top {top}, bottom {bottom}, 0.1 %, 25 ppm/K or better (TE YR1B series); {Units.Farad(Filter_F(source_ohm))} film 5 %",
                $"ratio {(divider.Top_ohm + divider.Bottom_ohm) / divider.Bottom_ohm:0.###}; filters of all taps near "
                    + $"{Filter_s * 1e3:0.##} ms, so that a load step does not look like a cell", "any 0.1 %, 25 ppm/K");
        }
    }
}
