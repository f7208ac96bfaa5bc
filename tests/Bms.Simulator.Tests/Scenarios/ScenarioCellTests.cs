using System.Text;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;
using Bms.World;
using Bms.World.Cells;
using Bms.World.Health;
using Xunit;

namespace Bms.Simulator.Tests.Scenarios;

public sealed class ScenarioCellTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cells").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_scenario_without_a_cell_has_that_of_its_board() =>
        Assert.Equal(("LG INR21700-M50", "NMC811", null), Show(Read(string.Empty)));

    [Fact]
    public void A_shipped_cell_brings_its_chemistry_along() =>
        Assert.Equal(("Sony/Murata US26650FTC1", "LFP", "LFP"), Show(Read("\"cell\": \"sony-us26650\",")));

    [Fact]
    public void A_cell_file_is_looked_for_beside_the_scenario()
    {
        CellSpec own = ShippedCells.Open("sony-vtc5a") with { Name = "My cell" };
        File.WriteAllText(Path.Combine(_folder, "mine.json"), CellFile.Write(own));
        Assert.Equal(("My cell", "NCA", "NCA"), Show(Read("\"cell\": \"mine.json\",")));
    }

    [Fact]
    public void The_scenario_may_tell_the_firmware_something_else() =>
        Assert.Equal(("Nissan Leaf 2013, 33 Ah", "NMC811", "NMC811"), Show(Read("\"cell\": \"leaf-lmo\", \"chemistry\": \"NMC811\",")));

    [Theory]
    [InlineData("ssb-donut-provisional")]
    [InlineData("ssb-sulfide-provisional")]
    [InlineData("li-metal-provisional")]
    public void A_provisional_cell_is_told_as_the_chemistry_with_the_nearest_window_and_gets_no_verdict(string cell)
    {
        Scenario scenario = Read($"\"cell\": \"{cell}\",");
        Assert.Equal(CellChemistry.Fitting(scenario.Cell) ?? CellChemistry.Nearest(scenario.Cell), scenario.Chemistry);
        Assert.NotNull(scenario.NoVerdict);
    }

    [Theory]
    [InlineData("\"cell\": \"lithium\",", "cell: lithium is not known, allowed are dmegc-2p6ah, ")]
    [InlineData("\"cell\": \"leaf-lmo\",", "allowed with chemistry, one of NMC811, NCA, LFP")]
    [InlineData("\"cell\": \"not-there.json\",", "cannot be read")]
    [InlineData("\"chemistry\": \"lead\",", "chemistry: ")]
    [InlineData("\"cell\": \"leaf-lmo\", \"chemistry\": \"NMC811\", \"aged\": { \"years\": 1 },", "aged: no law of ageing is known for")]
    [InlineData("\"aged\": { \"depth\": 0.5 },", "aged: ")]
    [InlineData("\"to_neighbour_W_per_K\": 9,", "to_neighbour_W_per_K: 9 is not allowed, only 0 to 1.84 for this cell")]
    public void A_wrong_cell_is_one_line_that_says_what_is_allowed(string field, string message)
    {
        BadInputException error = Assert.Throws<BadInputException>(() => Read(field));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_broken_cell_file_names_its_field()
    {
        string text = CellFile.Write(CellSpec.LgM50()).Replace("\"capacity_Ah\": 4", "\"capacity_Ah\": -4", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "wrong.json"), text);
        BadInputException error = Assert.Throws<BadInputException>(() => Read("\"cell\": \"wrong.json\","));
        Assert.Contains("wrong.json: Capacity_Ah = -4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pack_with_a_life_behind_it_has_less_capacity_and_more_resistance()
    {
        Scenario aged = Read("\"aged\": { \"years\": 3, \"cycles\": 500 }, \"ageing_sigma\": 0.1,");
        AgedBy life = ScenarioCell.LifeOf(aged.Node)!;
        Pack pack = new(ScenarioCell.Into(new PackSpec(), aged));
        pack.Age(life);
        double[] losses = [.. Enumerable.Range(0, 4).Select(pack.CapacityLoss)];
        Assert.All(losses, loss => Assert.InRange(loss, 0.05, 0.5));
        Assert.Equal(4, losses.Distinct().Count());
        Assert.True(pack.ResistanceRise(0) > 0.1);
    }

    private static (string Name, string Chemistry, string? Named) Show(Scenario s) => (s.Cell.Name, s.Chemistry, s.NamedChemistry);

    private Scenario Read(string fields) => ScenarioReader.Read(Path.Combine(_folder, "s.json"), Encoding.UTF8.GetBytes($$"""
        { "title": "A pack with other cells", "why": "To see which it gets.", {{fields}} "duration_s": 10, "timeline": [],
          "expect": [ { "expect": "no-rows" } ] }
        """));
}
