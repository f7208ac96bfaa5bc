using Xunit;

namespace Bms.Pages.Tests;

public class TemplateTests
{
    private static readonly Dictionary<string, string> s_fillings = new() { ["volt"] = "3.6", ["gone"] = "x" };

    [Fact]
    public void Fills_a_gap_and_tells_what_nobody_asked_for()
    {
        var template = new Template(s_fillings);
        Assert.Equal("3.6 V and 3.6 V", template.Fill("{{volt}} V and {{volt}} V"));
        Assert.Equal(["gone"], template.Unused);
    }

    [Fact]
    public void A_gap_without_a_filling_is_a_mistake()
    {
        ArgumentException mistake = Assert.Throws<ArgumentException>(() => new Template(s_fillings).Fill("{{ohm}}"));
        Assert.Contains("nobody fills the gap ohm", mistake.Message, StringComparison.Ordinal);
    }
}
