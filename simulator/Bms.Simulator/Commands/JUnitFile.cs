using System.Globalization;
using System.Text;
using System.Xml;

namespace Bms.Simulator.Commands;

/// <summary>One tried scenario: its name, the seconds it took, and what did not hold (null when all did).</summary>
/// <param name="NoVerdict">Why nothing can be said of it; null when it can.</param>
public sealed record TestCase(string Name, string Suite, double Wall_s, string? Failure, string? NoVerdict = null);

/// <summary>Writes test results in the JUnit XML form that CI systems read.</summary>
public static class JUnitFile
{
    public static void Write(Stream target, IReadOnlyList<TestCase> cases)
    {
        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };
        using var xml = XmlWriter.Create(target, settings);
        xml.WriteStartElement("testsuites");
        foreach (IGrouping<string, TestCase> suite in cases.GroupBy(c => c.Suite))
        {
            WriteSuite(xml, suite.Key, [.. suite]);
        }

        xml.WriteEndElement();
    }

    private static void WriteSuite(XmlWriter xml, string name, IReadOnlyList<TestCase> cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Show(cases.Count));
        xml.WriteAttributeString("failures", Show(cases.Count(c => c.Failure != null && c.NoVerdict == null)));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", Show(cases.Count(c => c.NoVerdict != null)));
        xml.WriteAttributeString("time", Show(cases.Sum(c => c.Wall_s)));
        foreach (TestCase test in cases)
        {
            WriteCase(xml, name, test);
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string suite, TestCase test)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(test.Name));
        xml.WriteAttributeString("classname", suite);
        xml.WriteAttributeString("time", Show(test.Wall_s));
        if (test.NoVerdict != null)
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Clean(test.NoVerdict));
            xml.WriteEndElement();
        }
        else if (test.Failure != null)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", Clean(test.Failure.Split('\n')[0]));
            xml.WriteString(Clean(test.Failure));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static string Show(double number) => Math.Round(number, 3).ToString(CultureInfo.InvariantCulture);

    // XML 1.0 has no way to write most control characters; lone surrogates become the replacement character as runes.
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "?" : r.ToString()));
}
