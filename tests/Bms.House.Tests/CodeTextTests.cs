using Xunit;

namespace Bms.House.Tests;

public class CodeTextTests
{
    [Theory]
    [InlineData("a; // b\nc;", "a;     \nc;")]
    [InlineData("a; /* b\nc */ d;", "a;     \n     d;")]
    [InlineData("""f("a \" {", 'x');""", """f("      ",    );""")]
    [InlineData("""f('"', '\'', "b");""", """f(   ,     , " ");""")]
    [InlineData(""""f(@"a\", @"b""{");"""", """"f(@"  ", @"    ");"""")]
    [InlineData("""f($"x {a.B} y", c);""", """f($"  {a.B}  ", c);""")]
    [InlineData("""f($"{{x}} {a[$"{b}"]}");""", """f($"      {a[$"{b}"]}");""")]
    [InlineData("f(@event);", "f(@event);")]
    public void Blanks_comments_and_literals_and_keeps_the_code(string source, string code)
    {
        Assert.Equal(code, CodeText.Strip(source));
    }

    [Fact]
    public void Blanks_a_raw_string_over_lines_and_keeps_the_line_count()
    {
        string code = CodeText.Strip("a = $$\"\"\"\n  { \"b\" }\n  \"\"\";\nc;");
        Assert.Equal(4, code.Split('\n').Length);
        Assert.DoesNotContain('{', code);
        Assert.EndsWith(";\nc;", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_every_file_of_the_tree_with_its_braces_in_balance()
    {
        foreach (SourceFile file in Repository.CSharpFiles)
        {
            int open = file.Code.Count(c => c == '{');
            int closed = file.Code.Count(c => c == '}');
            Assert.True(open == closed, $"{file.Path}: {open} opening and {closed} closing braces are left after stripping");
        }
    }
}
