using Bms.Pages.Drawing;
using Xunit;

namespace Bms.Pages.Tests.Drawing;

public class DetailDiagramTests
{
    private static readonly Sheet s_sheet = DetailDiagram.Compose();

    [Fact]
    public void No_text_lies_on_another_or_on_a_wire()
    {
        foreach (Label label in s_sheet.Labels)
        {
            Assert.Null(s_sheet.Labels.FirstOrDefault(other => other != label && other.Room.Overlaps(label.Room))?.Text);
            Assert.True(s_sheet.Wires.All(wire => Legs(wire).All(leg => !leg.Overlaps(label.Room))), $"a wire lies on '{label.Text}'");
        }
    }

    [Theory]
    [InlineData("R19 (R20)")]
    [InlineData("Q5")]
    [InlineData("R25 (R26)")]
    [InlineData("C21")]
    [InlineData("RG")]
    public void A_part_of_the_tables_is_on_it(string name) => Assert.Contains(s_sheet.Labels, label => label.Text == name);

    // Slanted ends inside a transistor are short: the box around one is small.
    private static IEnumerable<Box> Legs(Wire wire) => wire.Points.Zip(wire.Points.Skip(1)).Select(ends => new Box(
        Math.Min(ends.First.X, ends.Second.X), Math.Min(ends.First.Y, ends.Second.Y),
        Math.Abs(ends.First.X - ends.Second.X) + 0.1, Math.Abs(ends.First.Y - ends.Second.Y) + 0.1));
}
