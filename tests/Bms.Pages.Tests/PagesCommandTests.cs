using Xunit;

namespace Bms.Pages.Tests;

public sealed class PagesCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pages");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_written_is_found_equal_and_a_changed_page_is_named()
    {
        Assert.Equal(0, Run("write", "--out", _folder.FullName).Code);
        Assert.Equal((0, "pages.differ = 0\n"), Run("check", "--out", _folder.FullName));
        File.AppendAllText(Path.Combine(_folder.FullName, "bench-4s", "SAFETY.md"), "and more");
        Assert.Equal((1, "bench-4s/SAFETY.md differs; write it again\npages.differ = 1\n"), Run("check", "--out", _folder.FullName));
    }

    [Theory]
    [InlineData("'draw' is not allowed, only write, check or --help", "draw")]
    [InlineData("'--into' is not allowed here, only --out DIR", "write", "--into", "x")]
    [InlineData("'--out' is not allowed here, only --out DIR", "write", "--out")]
    [InlineData("--out: gone is not there, allowed is a folder", "write", "--out", "gone")]
    public void Bad_use_is_one_line(string line, params string[] arguments)
    {
        Assert.Equal((2, $"Bms.Pages: {line}\n"), Run(arguments));
    }

    [Fact]
    public void Help_tells_both_commands()
    {
        (int code, string text) = Run("--help");
        Assert.Equal(0, code);
        Assert.Contains("write [--out DIR]", text, StringComparison.Ordinal);
        Assert.Contains("check [--out DIR]", text, StringComparison.Ordinal);
    }

    private static (int Code, string Text) Run(params string[] arguments)
    {
        using var text = new StringWriter { NewLine = "\n" };
        int code = PagesCommand.Run(arguments, text, text);
        return (code, text.ToString());
    }
}
