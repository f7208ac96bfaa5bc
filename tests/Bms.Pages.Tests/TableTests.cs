using Xunit;

namespace Bms.Pages.Tests;

public class TableTests
{
    [Fact]
    public void Is_a_table_of_Markdown_in_which_a_bar_stays_a_bar()
    {
        Assert.Equal("| a | b |\n|---|---|\n| 1 | x \\| y |", new Table("a", "b").Row("1", "x | y").ToString());
    }

    [Fact]
    public void A_row_has_as_many_cells_as_there_are_headings() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Table("a", "b").Row("1"));
}
