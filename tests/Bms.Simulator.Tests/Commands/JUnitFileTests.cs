using System.Xml.Linq;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Tests.Commands;

public class JUnitFileTests
{
    [Fact]
    public void Writes_suites_cases_and_failures_that_a_reader_gets_back()
    {
        XElement root = Write(
            new TestCase("a-quiet-day", "bench-4s", 1.25, null),
            new TestCase("b", "bench-4s", 0.5, "first <line>\nsecond & \"line\""),
            new TestCase("c", "pack-16s", 2, null));
        Assert.Equal("testsuites", root.Name);
        XElement suite = root.Elements("testsuite").First();
        Assert.Equal(("bench-4s", "2", "1", "0", "1.75"), (Value(suite, "name"), Value(suite, "tests"), Value(suite, "failures"),
            Value(suite, "errors"), Value(suite, "time")));
        XElement failure = suite.Elements("testcase").ElementAt(1).Element("failure")!;
        Assert.Equal("first <line>", Value(failure, "message"));
        Assert.Equal("first <line>\nsecond & \"line\"", failure.Value);
        Assert.Null(suite.Elements("testcase").First().Element("failure"));
        Assert.Equal("1", Value(root.Elements("testsuite").Last(), "tests"));
    }

    [Fact]
    public void Stays_XML_whatever_a_message_holds()
    {
        XElement root = Write(new TestCase("a\u0001b", "s", 0, "bell \u0007, lone surrogate \uD800, smile \U0001F600"));
        XElement test = root.Descendants("testcase").Single();
        Assert.Equal("a?b", Value(test, "name"));
        Assert.Equal("bell ?, lone surrogate \uFFFD, smile \U0001F600", test.Element("failure")!.Value);
    }

    private static XElement Write(params TestCase[] cases)
    {
        using var file = new MemoryStream();
        JUnitFile.Write(file, cases);
        file.Position = 0;
        return XDocument.Load(file).Root!;
    }

    private static string Value(XElement element, string name) => element.Attribute(name)!.Value;
}
