using Bms.Nano.Check;
using Xunit;

namespace Bms.Nano.Tests.Check;

public class CheckCommandTests
{
    [Fact]
    public void The_firmware_breaks_no_rule()
    {
        var output = new StringWriter();
        int exit = CheckCommand.Run(Path.Combine(AppContext.BaseDirectory, "Bms.dll"), output, TextWriter.Null);
        Assert.True(exit == 0, output.ToString());
        Assert.Contains("check.violations = 0", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_planted_assembly_fails_with_one_line_a_violation()
    {
        var output = new StringWriter();
        int exit = CheckCommand.Run(Path.Combine(AppContext.BaseDirectory, "Bms.Nano.Planted.dll"), output, TextWriter.Null);
        Assert.Equal(1, exit);
        Assert.Contains("NANO001 unsigned tag", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_assembly_gets_one_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            var error = new StringWriter();
            Assert.Equal(2, CheckCommand.Run(path, TextWriter.Null, error));
            Assert.Single(error.ToString().TrimEnd().Split('\n'));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
