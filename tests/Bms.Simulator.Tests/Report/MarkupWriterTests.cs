using System.Xml.Linq;
using Bms.Simulator.Report;
using Xunit;

namespace Bms.Simulator.Tests.Report;

public class MarkupWriterTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>"), InlineData("\"><img src=x onerror=alert(1)>"), InlineData("a & b &lt; c ' \" d")]
    [InlineData("3.3 V \u00b1 2 \u03c3, \u7535\u6c60, \U0001f50b")]
    public void What_comes_in_comes_out_as_text_and_never_as_markup(string text)
    {
        string page = new MarkupWriter().Open("p", "title", text).Text(text).Close().ToString();

        XElement p = XElement.Parse(page);
        Assert.Equal((text, text, 0), (p.Value, p.Attribute("title")!.Value, p.Elements().Count()));
    }

    [Fact]
    public void Characters_that_no_page_may_hold_are_replaced()
    {
        string page = new MarkupWriter().Element("p", "a\0b\u001bc\ud800d\uffff").ToString();

        Assert.Equal("a\ufffdb\ufffdc\ufffdd\ufffd", XElement.Parse(page).Value);
    }

    [Fact]
    public void An_attribute_without_a_value_is_left_out() =>
        Assert.Equal("<i a=\"1\"></i>", new MarkupWriter().Empty("i", "a", "1", "b", null).ToString());

    [Fact]
    public void An_element_that_was_not_closed_is_an_error_of_the_program() =>
        Assert.Throws<InvalidOperationException>(() => new MarkupWriter().Open("p").ToString());
}
