using System.Globalization;
using System.Reflection;
using Bms.Boards;
using Bms.Chemistry;
using Bms.Config;
using Bms.Drivers;
using Bms.Pages.Bench;
using Bms.Pages.Drawing;
using Bms.Simulator.Bench;

namespace Bms.Pages.Packs;

/// <summary>All pages of pack-16s: texts with the numbers of the source in them.</summary>
public static class PackPages
{
    private const double Ladder_V = 3.6;

    private static readonly string[] s_texts = ["README.md", "LIMITS.md", "POWER.md", "FIRST-POWER.md", "SAFETY.md"];

    /// <summary>The pages.</summary>
    /// <exception cref="ArgumentException">A text and what is computed for it do not fit.</exception>
    public static IReadOnlyList<Page> All()
    {
        var template = new Template(Fillings());
        List<Page> pages = [.. s_texts.Select(name => new Page(name, template.Fill(Text(name))))];
        pages.Add(new Page("wiring.svg", PackDiagram.Draw()));
        string[] unused = [.. template.Unused];
        return unused.Length == 0 ? pages : throw new ArgumentException($"no text asks for {string.Join(", ", unused)}");
    }

    private static Dictionary<string, string> Fillings()
    {
        PackConfig pack = Pack16s.Pack();
        FrontChip front = Pack16s.Front(), second = Pack15s.Front();
        double full_V = pack.CellCount * pack.Chemistry.OverVoltage_mV / 1e3;
        string Ampere(int current_mA) => (current_mA / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " A";
        return new Dictionary<string, string>
        {
            ["cells"] = $"{pack.CellCount}",
            ["second-cells"] = $"{second.Cells}",
            ["capacity"] = $"{pack.Capacity_mAh / 1000} Ah",
            ["energy"] = $"{pack.CellCount * pack.Capacity_mAh / 1e6 * 3.6:0.0} kWh",
            ["full-v"] = $"{full_V:0.0} V",
            ["charge-a"] = Ampere(pack.ChargeCurrent_mA),
            ["discharge-a"] = Ampere(pack.DischargeCurrent_mA),
            ["peak-a"] = Ampere(pack.DischargePeakCurrent_mA),
            ["fuse-a"] = $"{Pack16sHardware.Fuse.Rated_A:0} A",
            ["shunt"] = Units.Ohm(Pack16s.Shunt_uohm / 1e6),
            ["shunt-w"] = $"{Math.Pow(pack.DischargePeakCurrent_mA / 1e3, 2) * Pack16s.Shunt_uohm / 1e6:0.0} W",
            ["filter"] = Units.Ohm(FrontKind.Bq76952.Filter_ohm),
            ["second-filter"] = Units.Ohm(FrontKind.Bq76940.Filter_ohm),
            ["precharge"] = Units.Ohm(Pack16sHardware.Blocks.PrechargeResistance_ohm),
            ["precharge-a"] = $"{full_V / Pack16sHardware.Blocks.PrechargeResistance_ohm:0.00} A",
            ["precharge-w"] = $"{full_V * full_V / Pack16sHardware.Blocks.PrechargeResistance_ohm:0} W",
            ["bleed"] = $"{front.Bleed_mA} mA",
            ["second-bleed"] = $"{second.Bleed_mA} mA",
            ["most-bleeding"] = $"{Pack16s.MostBleeding}",
            ["scan"] = $"{front.Scan_ms} ms",
            ["second-scan"] = $"{second.Scan_ms} ms",
            ["asleep"] = $"{Bq76952CellMonitor.AsleepScan_ms} ms",
            ["error"] = $"{front.Error_mV} mV",
            ["second-error"] = $"{second.Error_mV} mV",
            ["pins"] = PackWiring.Pins(),
            ["bus"] = PackWiring.Bus(),
            ["taps"] = PackWiring.Taps(Ladder_V),
            ["ladder-v"] = $"{pack.CellCount * Ladder_V:0.0} V",
            ["readings"] = PackWiring.Readings(),
            ["levels-nmc"] = PackLevels.Table(Nmc811.Create()),
            ["levels-nca"] = PackLevels.Table(Nca.Create()),
            ["levels-lfp"] = PackLevels.Table(Lfp.Create()),
            ["fet"] = Units.Ohm(PackPower.Fet_ohm),
            ["heat"] = PackPower.Heat(),
            ["bleeding"] = PackPower.Bleeding(),
            ["rest"] = PackPower.Rest(Ladder_V),
            ["fill-2-s"] = $"{PackPower.Filling_s(2e-3):0.0}",
            ["fill-2-j"] = $"{PackPower.Filling_J(2e-3):0.0}",
            ["fill-10-s"] = $"{PackPower.Filling_s(10e-3):0.0}",
            ["fill-10-j"] = $"{PackPower.Filling_J(10e-3):0}",
            ["fill-time"] = $"{pack.PrechargeTime_ms / 1e3:0.#}",
            ["fill-rest"] = $"{pack.PrechargeRest_ms / 1e3:0.#}",
            ["watchdog-s"] = $"{BenchCircuit.Watchdog_s:0.00}",
        };
    }

    private static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("pack-16s/" + name)
            ?? throw new ArgumentException($"there is no text {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
