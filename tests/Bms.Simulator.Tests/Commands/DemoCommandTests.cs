using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Bms.Simulator.Commands;
using Bms.Simulator.Scenarios;
using Bms.Simulator.Tests.Scenarios;
using Xunit;

namespace Bms.Simulator.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_day_holds_every_record_is_verified_and_the_report_is_there()
    {
        Assert.Equal(ExitCode.Holds, CommandLine.Run(["demo", "--report", _folder], _output, _error));

        Assert.True(Figure("demo.records_published") > 1000);
        Assert.Equal(Figure("demo.records_published"), Figure("demo.records_verified"));
        Assert.Equal(24, Figure("demo.virtual_hours"));
        Assert.True(Figure("demo.x_realtime") > 0);
        Assert.Matches(@"holds: TemperatureSensorLost is raised .* after probe 3 dead", _output.ToString());
        Assert.DoesNotContain("FAILS", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(string.Empty, _error.ToString());

        string report = Path.Combine(_folder, "demo.html");
        Assert.Contains("demo.report = " + report, Lines());
        Assert.Equal([report], Directory.GetFiles(_folder));
        Assert.InRange(new FileInfo(report).Length, 50_000, 1_000_000);
        Assert.Equal("html", XDocument.Load(report).Root!.Name.LocalName);
    }

    [Fact]
    public void A_log_gets_plain_lines_without_a_single_control_character()
    {
        DemoCommand.Run(Short("no-rows"), _folder, _output, onScreen: false);

        Assert.All(Lines(), line => Assert.DoesNotContain(line, char.IsControl));
        Assert.Contains(Lines(), line => Regex.IsMatch(line, @"^00:00:0\d .* A .* V .* degC  SoC .* records  Standby$"));
        Assert.Contains(Lines(), line => line.EndsWith("records  Discharge", StringComparison.Ordinal));
    }

    [Fact]
    public void What_does_not_hold_is_exit_code_1_and_said()
    {
        int code = DemoCommand.Run(Short("mode-reached\", \"mode\": \"Charge\", \"within_ms\": \"100"), _folder, _output, onScreen: false);

        Assert.Equal(ExitCode.DoesNotHold, code);
        Assert.Contains(Lines(), line => line.StartsWith("FAILS: the mode Charge is reached", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(_folder, "demo.html")));
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_and_another_seed_another()
    {
        Assert.Equal(Report(Short("no-rows")), Report(Short("no-rows")));
        Assert.NotEqual(Report(Short("no-rows")), Report(Short("no-rows") with { Seed = 2 }));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_bad_use_before_anything_runs()
    {
        string file = Path.GetTempFileName();
        try
        {
            Assert.Equal(ExitCode.BadUse, CommandLine.Run(["demo", "--report", file], _output, _error));
            Assert.StartsWith(file + ": --report: ", Assert.Single(_error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.Equal(string.Empty, _output.ToString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory, InlineData("--seed", "-1"), InlineData("--seed", "x"), InlineData("--sed", "1")]
    public void A_wrong_option_is_bad_use_in_one_line(string option, string value)
    {
        Assert.Equal(ExitCode.BadUse, CommandLine.Run(["demo", option, value], _output, _error));

        Assert.Contains(option, Assert.Single(_error.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(string.Empty, _output.ToString());
    }

    [Fact]
    public void Options_without_a_verb_are_the_demos()
    {
        Assert.Equal(ExitCode.BadUse, CommandLine.Run(["--seed", "x"], _output, _error));

        Assert.StartsWith("demo: ", _error.ToString(), StringComparison.Ordinal);
    }

    private static Scenario Short(string expectation) => Samples.Read($$"""
        {
          "title": "A short drive for a test", "why": "The day takes seconds, this does not.", "duration_s": 30,
          "timeline": [ { "at_s": 10, "ask": "Discharge", "load_A": 2 } ], "expect": [ { "expect": "{{expectation}}" } ]
        }
        """.Replace("\"100\"", "100", StringComparison.Ordinal));

    private string Report(Scenario scenario)
    {
        DemoCommand.Run(scenario, _folder, _output, onScreen: false);
        return File.ReadAllText(Path.Combine(_folder, "demo.html"));
    }

    private string[] Lines() => _output.ToString().TrimEnd().Split(_output.NewLine);

    private double Figure(string name)
    {
        string line = Assert.Single(Lines(), line => line.StartsWith(name + " = ", StringComparison.Ordinal));
        return double.Parse(line[(name.Length + 3)..], CultureInfo.InvariantCulture);
    }
}
