using Bms.Pages.Bench;
using Bms.Simulator.Bench;
using Bms.Simulator.Chips;
using static Bms.Pages.Bench.BenchCircuit;

namespace Bms.Pages.Drawing;

/// <summary>The circuits inside the blocks that are built from single parts: one switch, one tap, the watchdog, and CE.</summary>
public static class DetailDiagram
{
    /// <summary>The drawing.</summary>
    public static string Draw() => Compose().ToSvg("Circuits of bench-4s",
        "One switch with its driver and watcher, one tap with its divider and filter, the watchdog, and the charger's enable.");

    /// <summary>The drawing as data.</summary>
    public static Sheet Compose()
    {
        var sheet = new Sheet(1440, 900);
        sheet.Fill(sheet.Size, "#ffffff", "none", 0);
        var symbols = new Symbols(sheet);
        Switch(symbols);
        Taps(sheet, symbols);
        Watchdog(symbols);
        Enable(symbols);
        return sheet;
    }

    // The charge FET's parts; the discharge FET's stand in brackets.
    private static void Switch(Symbols s)
    {
        s.Panel(new Box(20, 20, 820, 860), "DRV: one switch",
            "charge FET; in brackets the same part of the discharge FET; Q5 and its parts are there once");
        const double Rail = 120, Gate = 330, Fet = 700;
        s.Line((250, Rail), (Fet, Rail), (Fet, Gate - 60));
        s.PFet(Fet, Gate - 20, "Q1 (Q2)", "SUP90P06-09L");
        s.Port(Fet, Rail, "source: terminals (cells)", "middle");
        s.Line((Fet, Gate + 20), (Fet, Gate + 60));
        s.Port(Fet, Gate + 60, "drain: the other FET's", "start");
        s.Line((250, Gate - 20), (Fet - 40, Gate - 20));
        s.ResistorDown(560, Rail, Gate - 20, "R19 (R20)", Units.Ohm(GateSource_ohm));
        s.ZenerDown(450, Rail, Gate - 20, "D3 (D4)", $"{GateClamp_V:0} V");
        s.ResistorDown(250, Rail, 190, "R23 (R24)", Units.Ohm(Led_ohm), left: true);
        s.Opto(276, 235, "OK1 (OK2)");
        s.Line((250, 280), (250, Gate - 20));
        s.Dot(450, Rail);
        s.Dot(560, Rail);
        s.Dot(450, Gate - 20);
        s.Dot(560, Gate - 20);
        Watcher(s);
        Driver(s, Gate - 20);
    }

    private static void Watcher(Symbols s)
    {
        s.Line((306, 190), (306, 165), (350, 165));
        s.Port(350, 165, "3V3", "start");
        s.Line((306, 280), (306, 400));
        s.Line((306, 400), (150, 400));
        s.Port(150, 400, "STATE C (STATE D)", "middle");
        s.Dot(306, 400);
        s.ResistorDown(306, 400, 470, "R25 (R26)", Units.Ohm(StatePullDown_ohm));
        s.Ground(306, 470);
    }

    private static void Driver(Symbols s, double gate)
    {
        s.Dot(450, gate);
        s.ResistorDown(450, gate, 480, "R17 (R18)", Units.Ohm(GateSeries_ohm));
        s.Line((450, 480), (450, 526));
        s.Npn(450, 560, "Q3 (Q4)");
        s.ResistorAcross(230, 350, 560, "R11 (R12)", Units.Ohm(BaseSeries_ohm));
        s.Line((130, 560), (230, 560));
        s.Port(130, 560, "GATE C (GATE D)", "middle");
        s.Line((350, 560), (416, 560));
        s.Dot(380, 560);
        s.ResistorDown(380, 560, 640, "R14 (R15)", Units.Ohm(BasePullDown_ohm), left: true);
        s.Ground(380, 640);
        s.Line((450, 594), (450, 716));
        s.Dot(450, 660);
        s.Line((450, 660), (560, 660));
        s.Port(560, 660, "emitter of the other driver", "start");
        s.Npn(450, 750, "Q5");
        s.ResistorAcross(230, 350, 750, "R13", Units.Ohm(BaseSeries_ohm));
        s.Line((130, 750), (230, 750));
        s.Port(130, 750, "enable: U6.Q", "middle");
        s.Line((350, 750), (416, 750));
        s.Dot(380, 750);
        s.ResistorDown(380, 750, 825, "R16", Units.Ohm(BasePullDown_ohm), left: true);
        s.Ground(380, 825);
        s.Line((450, 784), (450, 825));
        s.Ground(450, 825);
    }

    private static void Taps(Sheet sheet, Symbols s)
    {
        s.Panel(new Box(860, 20, 560, 330), "DIV: one tap",
            "four of them; DIV.G is the negative end of cell 1, RG the only way from it to GND");
        s.Port(920, 110, "C1 ... C4", "middle");
        s.ResistorAcross(920, 1060, 110, "top", "");
        s.Line((1060, 110), (1180, 110));
        s.Port(1180, 110, "A0 ... A3", "start");
        s.Dot(1060, 110);
        s.Dot(1140, 110);
        s.ResistorDown(1060, 110, 200, "bottom", "", left: true);
        s.CapacitorDown(1140, 110, 200, "C", "");
        s.Line((920, 200), (1180, 200));
        s.Port(920, 200, "C0", "middle");
        s.Port(1180, 200, "G", "middle");
        s.Dot(1060, 200);
        s.Dot(1140, 200);
        for (int tap = 0; tap < Bench4sHardware.NominalDividers.Count; tap++)
        {
            Divider divider = Bench4sHardware.NominalDividers[tap];
            string top = string.Join(" + ", Orderable(divider.Top_ohm).Select(Units.Ohm));
            string bottom = string.Join(" + ", Orderable(divider.Bottom_ohm).Select(Units.Ohm));
            string filter = Units.Farad(Filter_F(Budgets.CellBudget.Source_ohm(divider)));
            sheet.Write($"tap {tap + 1}: top R{tap + 1} {top}, bottom R{tap + 5} {bottom}, C{tap + 1} {filter}", 890, 258 + (20 * tap), 12);
        }

        s.ResistorAcross(1240, 1340, 200, "RG", Units.Ohm(GroundBridge_ohm));
        s.Line((1187, 200), (1240, 200));
        s.Line((1340, 200), (1370, 200));
        s.Ground(1370, 200);
    }

    private static void Watchdog(Symbols s)
    {
        s.Panel(new Box(860, 370, 560, 290), "U6: watchdog, first half of a 74HC4538",
            "pin numbers of its 16-pin case; 100 nF from pin 16 to pin 8");
        s.Chip(new Box(1050, 440, 150, 180), "U6", ("4 A", 470), ("5 B", 510), ("3 reset", 585), ("2 RC", 470), ("1 C", 530), ("6 Q", 590));
        s.Line((930, 470), (1050, 470));
        s.Port(930, 470, "BEAT", "end");
        s.Dot(965, 470);
        s.ResistorDown(965, 470, 525, "R32", "10 kohm", left: true);
        s.Ground(965, 525);
        s.Line((1020, 510), (1050, 510));
        s.Port(1020, 510, "3V3", "end");
        s.Line((970, 585), (1050, 585));
        s.Port(915, 585, "3V3", "middle");
        s.ResistorAcross(918, 985, 585, "R22", "100 kohm");
        s.Dot(1020, 585);
        s.CapacitorDown(1020, 585, 635, "C22", "1 uF", left: true);
        s.Ground(1020, 635);
        s.Line((1200, 470), (1250, 470));
        s.Dot(1250, 470);
        s.Line((1250, 470), (1300, 470));
        s.ResistorAcross(1300, 1385, 470, "R21", Units.Ohm(WatchdogTiming_ohm));
        s.Port(1385, 470, "3V3", "start");
        s.CapacitorDown(1250, 470, 530, "C21", Units.Farad(WatchdogTiming_F));
        s.Line((1200, 530), (1250, 530));
        s.Dot(1250, 530);
        s.Ground(1250, 530);
        s.Line((1200, 590), (1290, 590));
        s.Port(1290, 590, "enable of DRV", "start");
    }

    private static void Enable(Symbols s)
    {
        s.Panel(new Box(860, 680, 560, 200), "U7: CE of the charger",
            "what the shifter's module holds; a controller without power cannot pull CE low");
        s.Port(900, 800, "MCU.CE", "middle");
        s.Line((900, 800), (1110, 800));
        s.Port(1020, 745, "3V3", "end");
        s.Line((1020, 745), (1020, 750));
        s.ResistorDown(1020, 745, 800, "", "10 kohm", left: true);
        s.Dot(1020, 800);
        s.NFetAcross(1140, 800, "BSS138");
        s.Port(1140, 745, "3V3", "start");
        s.Line((1140, 745), (1140, 762));
        s.Line((1170, 800), (1360, 800));
        s.Port(1260, 745, "REGN", "start");
        s.ResistorDown(1260, 745, 800, "", "10 kohm");
        s.Dot(1260, 800);
        s.Port(1360, 800, "U5.CE", "middle");
    }
}
