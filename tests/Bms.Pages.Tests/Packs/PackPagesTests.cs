using System.Text.RegularExpressions;
using Bms.Boards;
using Bms.Pages.Bench;
using Bms.Pages.Packs;
using Xunit;

namespace Bms.Pages.Tests.Packs;

public partial class PackPagesTests
{
    private static readonly IReadOnlyList<Page> s_pages = PackPages.All();

    [Fact]
    public void The_pages_in_the_tree_are_those_of_the_source() => Assert.All(s_pages, page =>
        Assert.True(page.Text == Tree.Read("hardware/pack-16s/" + page.Name), page.Name + ": run Bms.Pages -- write"));

    /// <summary>One row of the levels: NMC trips at 4.25 V; 50 mV beyond and a step of 50 mV are asked, 85 steps of 50.6 mV held.</summary>
    [Fact]
    public void The_levels_of_a_cell_rise_in_the_table()
    {
        string row = Page("LIMITS.md").Split('\n').First(line => line.StartsWith("| cell, above", StringComparison.Ordinal));
        double[] volts = [.. Volts().Matches(row).Select(match => double.Parse(match.Groups[1].Value))];
        Assert.Equal(6, volts.Length);
        Assert.Equal([volts[0], volts[1], volts[2]], volts[..3].Order());
        Assert.True(volts[2] < volts[4] && volts[4] <= volts[3] && volts[2] < volts[5], row);
        Assert.Equal(85 * 0.0506, volts[4], 0.001);
    }

    [Fact]
    public void Three_chemistries_have_a_table() =>
        Assert.Equal(3, Page("LIMITS.md").Split('\n').Count(line => line.StartsWith("| short circuit", StringComparison.Ordinal)));

    [Fact]
    public void Every_address_of_the_wiring_is_on_the_page()
    {
        foreach (int address in (int[])[0x08, 0x40, 0x48, 0x49, 0x4A, 0x4B, 0x60])
        {
            Assert.Contains($"| 0x{address:X2} |", Page("README.md"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_signal_is_on_a_pin_that_says_how_the_ESP32_starts_nor_an_output_on_one_that_can_only_read()
    {
        Assert.All(PackWiring.Signals, signal => Assert.DoesNotContain(signal.Esp32, BenchPins.Forbidden));
        Assert.All(PackWiring.Signals.Where(signal => signal.Drives), signal => Assert.InRange(signal.Esp32, 0, 33));
        Assert.Equal(PackWiring.Signals.Count, PackWiring.Signals.Select(signal => signal.Esp32).Distinct().Count());
        Assert.Equal(PackWiring.Signals.Count, PackWiring.Signals.Select(signal => signal.Arduino).Distinct().Count());
    }

    [Theory]
    [InlineData("ChargerSupply", "D10", "MAINS")]
    [InlineData("ChargerOutput", "D12", "GIVES")]
    public void The_app_of_the_STM32_has_the_same_pins(string name, string arduino, string signal)
    {
        Match line = Regex.Match(Tree.Read("firmware/Stm32/Program.cs"), $@"pack\.{name} = Port([A-K]) \+ (\d+); // {arduino}");
        Assert.Equal(PackWiring.Stm32[arduino], $"P{line.Groups[1].Value}{line.Groups[2].Value}");
        Assert.Equal(arduino, PackWiring.Signals.First(s => s.Name == signal).Arduino);
    }

    private static string Page(string name) => s_pages.First(page => page.Name == name).Text;

    [GeneratedRegex(@"(\d+\.\d{3}) V")]
    private static partial Regex Volts();
}
