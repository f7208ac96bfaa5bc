using System.Text;
using Bms.World.Cells;
using Xunit;

namespace Bms.World.Tests.Cells;

public class CellFileTests
{
    public static TheoryData<string> Shipped => [.. ShippedCells.Names];

    [Theory, MemberData(nameof(Shipped))]
    public void A_shipped_cell_is_valid_names_its_sources_and_survives_writing(string name)
    {
        CellSpec cell = ShippedCells.Open(name);
        cell.Validate();
        Assert.NotEmpty(cell.Sources);
        string text = CellFile.Write(cell);
        Assert.Equal(text, CellFile.Write(CellFile.Read(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData("\"capacity_Ah\":", "\"capacity\":", "capacity_Ah: is missing")]
    [InlineData("\"empty_V\":", "\"colour\": 1, \"empty_V\":", "colour: is not known")]
    [InlineData("\"hysteresis_rate\":", "\"hysteresis_rate\": \"fast\", \"old\":", "hysteresis_rate: allowed is a number")]
    [InlineData("{", "[", "not JSON")]
    public void A_mistake_is_named(string part, string replacement, string message)
    {
        string text = CellFile.Write(CellSpec.LgM50());
        int at = text.IndexOf(part, StringComparison.Ordinal);
        string wrong = text[..at] + replacement + text[(at + part.Length)..];
        ArgumentException error = Assert.Throws<ArgumentException>(() => CellFile.Read(Encoding.UTF8.GetBytes(wrong)));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_cell_is_refused_with_the_names_that_are_known() =>
        Assert.Contains("lg-m50", Assert.Throws<ArgumentException>(() => ShippedCells.Open("no-such")).Message, StringComparison.Ordinal);
}
