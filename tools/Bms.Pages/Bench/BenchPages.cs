using System.Reflection;
using Bms.Boards;
using Bms.Config;
using Bms.Drivers;
using Bms.Pages.Budgets;
using Bms.Pages.Drawing;
using Bms.Simulator.Bench;
using Bms.World;

namespace Bms.Pages.Bench;

/// <summary>All pages of bench-4s: texts with the numbers of the source in them, and the two drawings.</summary>
public static class BenchPages
{
    /// <summary>Cell voltage that budgets and tables are made for, in mV.</summary>
    public const int Cell_mV = 4200;

    private const double RestCell_V = 3.6;

    private static readonly string[] s_texts = ["README.md", "ACCURACY.md", "POWER.md", "FIRST-POWER.md", "FAULTS.md", "SAFETY.md",
        "FLASHING.md"];

    /// <summary>The pages.</summary>
    /// <exception cref="ArgumentException">A text and what is computed for it do not fit.</exception>
    public static IReadOnlyList<Page> All()
    {
        var template = new Template(Fillings());
        List<Page> pages = [.. s_texts.Select(name => new Page(name, template.Fill(Text(name))))];
        string[] unused = [.. template.Unused];
        if (unused.Length > 0)
        {
            throw new ArgumentException($"no text asks for {string.Join(", ", unused)}");
        }

        pages.Add(new Page("wiring.svg", BenchDiagram.Draw()));
        pages.Add(new Page("circuits.svg", DetailDiagram.Draw()));
        return pages;
    }

    /// <summary>The budget of the cells, for the firmware's two states.</summary>
    public static CellBudget Cells() => new(Bench4sHardware.NominalDividers, Bench4sHardware.AdcInput_ohm, Cell_mV);

    private static Dictionary<string, string> Fillings()
    {
        PackConfig pack = Bench4s.Pack();
        double shunt_ohm = new PackSpec().ShuntResistance_ohm;
        return new Dictionary<string, string>
        {
            ["modules"] = BenchParts.Table(BenchParts.Modules),
            ["second-level"] = BenchParts.Table(BenchParts.SecondLevel),
            ["switches"] = BenchParts.Table(BenchParts.Switches),
            ["rest"] = BenchParts.Table(BenchParts.Rest),
            ["wires"] = BenchWiring.Table(),
            ["pins"] = BenchPins.Table(),
            ["bus"] = BenchBus.Table(),
            ["inside-dividers"] = BenchDetail.Dividers(),
            ["inside-drivers"] = BenchDetail.Drivers(),
            ["inside-watchdog"] = BenchDetail.Watchdog(),
            ["inside-charger"] = BenchDetail.Charger(),
            ["second-level-limits"] = BenchSecondLevel.Table(),
            ["protector-ov"] = $"{BenchSecondLevel.Protector.OverCharge_V.Value:0.00} V",
            ["protector-ov-least"] = $"{BenchSecondLevel.Protector.OverCharge_V.Value - 0.05:0.00}",
            ["protector-ov-most"] = $"{BenchSecondLevel.Protector.OverCharge_V.Value + 0.05:0.00} V",
            ["protector-uv"] = $"{BenchSecondLevel.Protector.OverDischarge_V.Value:0.00} V",
            ["protector-a"] = $"{BenchSecondLevel.OverCurrent_A:0} A",
            ["sense-mv"] = $"{pack.DischargePeakCurrent_mA * BenchSecondLevel.Protector.Sense_ohm:0} mV",
            ["path"] = Units.Ohm(BenchSecondLevel.Path_ohm),
            ["path-w"] = $"{Math.Pow(pack.DischargeCurrent_mA / 1e3, 2) * BenchSecondLevel.Path_ohm:0.0} W",
            ["cells-uncalibrated"] = CellTable(Cells().Uncalibrated(), null),
            ["cells-calibrated"] = CellTable(Cells().Calibrated(), new int[4]),
            ["current"] = CurrentTable(shunt_ohm),
            ["temperature"] = TermTable(TemperatureBudget.Causes, "K", "0.00"),
            ["heat"] = PowerBudget.Heat(shunt_ohm),
            ["rest-drain"] = PowerBudget.Rest(RestCell_V),
            ["rest-days"] = $"{PowerBudget.DaysToSpread(RestCell_V, 0.05):0}",
            ["stack-ma"] = $"{PowerBudget.Stack_mA(RestCell_V):0.00}",
            ["drivers-ma"] = $"{2e3 * BenchCircuit.Driver_A(4 * RestCell_V):0.0}",
            ["sim-switch"] = Units.Ohm(new PackSpec().SwitchResistance_ohm),
            ["fets-both"] = Units.Ohm(2 * BenchCircuit.Fet_ohm),
            ["shunt"] = Units.Ohm(shunt_ohm),
            ["pins-readings"] = BenchReadings.Pins(),
            ["gates"] = BenchReadings.Gates(),
            ["ladder"] = Units.Ohm(BenchCircuit.Ladder_ohm),
            ["ladder-v"] = $"{BenchReadings.Supply_V}",
            ["watchdog-s"] = $"{BenchCircuit.Watchdog_s:0.00}",
            ["faults"] = BenchFaults.Table(),
            ["charge-a"] = Ampere(pack.ChargeCurrent_mA),
            ["discharge-a"] = Ampere(pack.DischargeCurrent_mA),
            ["discharge-trip-a"] = Ampere(pack.DischargeOverCurrent_mA),
            ["peak-a"] = Ampere(pack.DischargePeakCurrent_mA),
            ["target-v"] = Volt(pack.Chemistry.ChargeTarget_mV),
            ["ov-v"] = Volt(pack.Chemistry.OverVoltage_mV),
            ["uv-v"] = Volt(pack.Chemistry.UnderVoltage_mV),
            ["deep-v"] = Volt(pack.Chemistry.DeepDischarge_mV),
            ["stack-v"] = $"{pack.CellCount * pack.Chemistry.ChargeTarget_mV / 1e3:0.0}",
            ["bus-ohm"] = Units.Ohm(Math.Round(BenchCircuit.Bus_ohm, 0)),
            ["bus-ma"] = $"{3.3 / BenchCircuit.Bus_ohm * 1e3:0.0}",
        };
    }

    // Worst and usual error of each cell, beside what the firmware takes off its limits.
    private static string CellTable(Budget budget, int[]? calibration_ppm)
    {
        var monitor = new Ads1115CellMonitor(null, null, Bench4s.TapRatios_permille(), calibration_ppm);
        string[] Cells(Func<int, string> of) => [.. Enumerable.Range(0, monitor.CellCount).Select(of)];
        Table table = new(["cause", "size", .. Cells(cell => $"cell {cell + 1}")]);
        foreach (ErrorTerm term in budget.Terms)
        {
            table.Row([term.Name, term.Source, .. Cells(cell => $"{Math.Abs(term.Sizes[cell]):0.0}")]);
        }

        table.Row(["**root of the sum of squares**", "", .. Cells(cell => $"{budget.RootSumSquare(cell):0.0}")]);
        table.Row(["**worst case**", "all at their largest, one sign", .. Cells(cell => $"{budget.Worst(cell):0.0}")]);
        table.Row(["**the firmware takes off its limits**", "`Ads1115CellMonitor`", .. Cells(cell => $"{monitor.Accuracy_mV(cell)}")]);
        return table.ToString();
    }

    private static string CurrentTable(double shunt_ohm)
    {
        double[] currents_A = [0.05, 2.5, 7, 14];
        var budget = new CurrentBudget(shunt_ohm);
        Budget[] budgets = [.. currents_A.Select(budget.At)];
        Table table = new(["cause", "size", .. currents_A.Select(current_A => $"at {current_A} A")]);
        for (int term = 0; term < budgets[0].Terms.Count; term++)
        {
            int i = term;
            table.Row([budgets[0].Terms[i].Name, budgets[0].Terms[i].Source, .. budgets.Select(b => $"{b.Terms[i].Sizes[0]:0.0}")]);
        }

        table.Row(["**root of the sum of squares**", "", .. budgets.Select(b => $"{b.RootSumSquare(0):0.0}")]);
        return table.Row(["**worst case**", "", .. budgets.Select(b => $"{b.Worst(0):0.0}")]).ToString();
    }

    private static string TermTable(Budget budget, string unit, string format)
    {
        Table table = new("cause", "size", unit);
        foreach (ErrorTerm term in budget.Terms)
        {
            table.Row(term.Name, term.Source, term.Sizes[0].ToString(format));
        }

        table.Row("**root of the sum of squares**", "", budget.RootSumSquare(0).ToString(format));
        return table.Row("**worst case**", "", budget.Worst(0).ToString(format)).ToString();
    }

    private static string Ampere(int current_mA) => $"{current_mA / 1e3:0.##} A";

    private static string Volt(int voltage_mV) => $"{voltage_mV / 1e3:0.00} V";

    private static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new ArgumentException($"there is no text {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
