using System.Text;
using Bms.Simulator.Scenarios;
using Bms.World;
using Bms.World.Cells;
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
    [InlineData("\"cell\": \"lithium\",", "cell: lithium is not known, allowed are dmegc-2p6ah, ")]
    [InlineData("\"cell\": \"leaf-lmo\",", "allowed with chemistry, one of NMC811, NCA, LFP")]
    [InlineData("\"cell\": \"not-there.json\",", "cannot be read")]
    [InlineData("\"chemistry\": \"lead\",", "chemistry: ")]
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

    private static (string Name, string Chemistry, string? Named) Show(Scenario s) => (s.Cell.Name, s.Chemistry, s.NamedChemistry);

    private Scenario Read(string fields) => ScenarioReader.Read(Path.Combine(_folder, "s.json"), Encoding.UTF8.GetBytes($$"""
        { "title": "A pack with other cells", "why": "To see which it gets.", {{fields}} "duration_s": 10, "timeline": [],
          "expect": [ { "expect": "no-rows" } ] }
        """));
}
