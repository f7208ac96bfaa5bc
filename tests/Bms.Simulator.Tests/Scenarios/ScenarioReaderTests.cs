using System.Text;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class ScenarioReaderTests
{
    [Fact]
    public void Reads_every_form_of_a_field()
    {
        Scenario scenario = Samples.Read(Samples.Full);
        Assert.Equal("sample", scenario.Name);
        Assert.Equal(120_000_000, scenario.Duration_us);
        Assert.Equal(7UL, scenario.Seed);
        Assert.Equal(20.5, scenario.Ambient_C);
        Assert.Equal(0.6, scenario.InitialSoc);
        Assert.Equal(1_500_000, scenario.Timeline[0].Begin.At_us);
        Assert.Equal(10_250_000, scenario.Timeline[1].Begin.At_us);
        Assert.Equal("the pull", scenario.Timeline[1].Name);
        Assert.Equal("cell 3's voltage is below 3.5 V", scenario.Timeline[2].Begin.When!.Text);
        Assert.Equal(40_000_000, scenario.Faults[0].Until_us);
        Assert.Equal(5_000_000, scenario.Faults[1].Length_us);
        Assert.Equal(6, scenario.CreateExpectations().Count);
    }

    [Fact]
    public void Fills_in_what_the_file_leaves_out()
    {
        Scenario scenario = Samples.Read("""
            { "title": "Shortest of all", "why": "Defaults hold.", "duration_s": 1, "timeline": [], "expect": [ { "expect": "no-rows" } ] }
            """);
        Assert.Equal(("bench-4s", 1UL, 25.0, 0.5), (scenario.Board.Name, scenario.Seed, scenario.Ambient_C, scenario.InitialSoc));
    }

    [Theory]
    [InlineData("\"seed\": 7", "\"seed\": -1", "sample.json: seed: -1 is not allowed, only a whole number from 0 to 4294967295")]
    [InlineData("\"seed\": 7", "\"seed\": 7.5", "sample.json: seed: 7.5 is not allowed, only a whole number from 0 to 4294967295")]
    [InlineData("\"seed\": 7", "\"sed\": 7", "sample.json: sed: unknown field, perhaps seed; allowed are $schema, title,")]
    [InlineData("\"initial_soc\": 0.6", "\"initial_soc\": 1.01",
        "sample.json: initial_soc: 1.01 is not allowed, only a number from 0 to 1")]
    [InlineData("\"initial_soc\": 0.6", "\"initial_soc\": \"0.6\"",
        "sample.json: initial_soc: \"0.6\" is not allowed, only a number from 0 to 1")]
    [InlineData("\"initial_soc\": 0.6", "\"initial_soc\": 1e999",
        "sample.json: initial_soc: 1e999 is not allowed, only a number from 0 to 1")]
    [InlineData("\"ambient_C\": 20.5", "\"ambient_C\": null", "sample.json: ambient_C: null is not allowed, only a number from -40 to 85")]
    [InlineData("\"board\": \"bench-4s\"", "\"board\": \"bench\"", "sample.json: board: \"bench\" is not allowed, only one of bench-4s")]
    [InlineData("\"ask\": \"Discharge\"", "\"ask\": \"Drive\"",
        "sample.json: timeline[0].ask: \"Drive\" is not allowed, only one of Standby, Charge, Discharge")]
    [InlineData("\"at\": \"00:00:10.250\"", "\"at\": \"00:00:60\"",
        "sample.json: timeline[1].at: \"00:00:60\" is not allowed, only \"hh:mm:ss\" or \"hh:mm:ss.fff\"")]
    [InlineData("\"at_s\": 1.5, ", "", "sample.json: timeline[0]: a timeline entry needs exactly one of at_s, at, when")]
    [InlineData("\"load_A\": 5,", "\"load_A\": 5, \"load_W\": 5,",
        "sample.json: timeline[1]: a timeline entry allows only one of load_A, load_W, load_ohm, drive_cycle")]
    [InlineData("\"mode\": \"Fault\" }, \"clear", "\"mode\": \"Fault\", \"cell\": 1 }, \"clear",
        "sample.json: timeline[3].when: a condition allows cell only together with cell_above_V or cell_below_V or")]
    [InlineData("\"cell\": 2, \"ohm\": 0.5", "\"cell\": 5, \"ohm\": 0.5",
        "sample.json: faults[0].cell: 5 is not allowed, only 1 to 4")]
    [InlineData("\"cell\": 2, \"ohm\": 0.5", "\"ohm\": 0.5", "sample.json: faults[0].cell: missing, needed is a whole number from 1 to 16")]
    [InlineData("{ \"fault\": \"cell-internal-short\", \"cell\"", "{ \"fault\": \"gremlin\", \"cell\"",
        "sample.json: faults[0].fault: \"gremlin\" is not allowed, only one of ")]
    [InlineData("{ \"fault\": \"cell-internal-short\", \"cell\"", "{ \"cell\"", "sample.json: faults[0].fault: missing, needed is one of ")]
    [InlineData("\"CellSpread\", \"CellSpreadWarning\"", "\"CellSpread\", \"CellSpread\"",
        "sample.json: expect[3].except: this list is not allowed, only a list of 1 to ")]
    [InlineData("\"after\": { \"current_below_A\": -20 }", "\"after\": 3",
        "sample.json: expect[1].after: 3 is not allowed, only the name of an entry or a condition object")]
    public void Wrong_form_is_one_line_with_file_field_and_what_is_allowed(string old, string now, string line) =>
        Assert.StartsWith(line, Line(Samples.With(old, now)), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"00:02:00\"", "\"00:00:00.500\"", "sample.json: duration: 0.5 s is not allowed, only 1 to 31536000 s")]
    [InlineData("\"at_s\": 1.5", "\"at_s\": 121", "sample.json: timeline[0].at_s: 121 s is not allowed, only 0 to 120 s")]
    [InlineData("\"until\": \"00:00:40\"", "\"until\": \"00:00:20\"",
        "sample.json: faults[0].until: 20 s is not allowed, only 30 to 120 s")]
    [InlineData("\"until\": \"00:01:00\"", "\"until_s\": 0.5", "sample.json: expect[2].until_s: 0.5 s is not allowed, only 1 to 120 s")]
    [InlineData("\"after\": \"the pull\"", "\"after\": \"the push\"",
        "sample.json: expect[0].after: no entry has the name \"the push\", allowed are the pull, later, cell-internal-short")]
    [InlineData("\"name\": \"later\"", "\"name\": \"the pull\"",
        "sample.json: faults[1].name: \"the pull\" stands there twice, a name is allowed once")]
    [InlineData("\"min_V\": 2.5", "\"min_V\": 4.5", "sample.json: expect[2].min_V: 4.5 is not allowed, only up to max_V, 4.3")]
    [InlineData("\"not_before_ms\": 100", "\"not_before_ms\": 401",
        "sample.json: expect[0].not_before_ms: 401 is not allowed, only up to within_ms, 400")]
    [InlineData("\"resistance_factor\": 1.5 }", "\"resistance_factor\": 1.5 }, { \"cell\": 3, \"capacity_factor\": 1 }",
        "sample.json: cells[1].cell: cell 3 stands there twice, allowed is once")]
    [InlineData("\"fault\": \"cell-internal-short\", \"cell\": 2, \"ohm\": 0.5",
        "\"fault\": \"taps-swapped\", \"tap\": 2, \"other_tap\": 2",
        "sample.json: faults[0].other_tap: 2 is not allowed, only another tap")]
    public void Fields_that_contradict_each_other_are_one_line_too(string old, string now, string line) =>
        Assert.Equal(line, Line(Samples.With(old, now)));

    [Theory]
    [InlineData("", "sample.json: line 1: not JSON, ")]
    [InlineData("[]", "sample.json: file: this list is not allowed, only an object")]
    [InlineData("{ \"title\": \"x\",\n \"title\": \"y\" }", "sample.json: file: not JSON, duplicate property 'title'")]
    [InlineData("{ \"title\": \"abcdefghij\",\n\n }", "sample.json: line 3: not JSON, ")]
    [InlineData("{ // no\n }", "sample.json: line 1: not JSON, ")]
    public void Broken_JSON_is_one_line(string json, string line) => Assert.StartsWith(line, Line(json), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_one_line()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Samples.With("A cell is shorted while", "A cell is shorted ? while"));
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        Assert.StartsWith("sample.json: ", Line(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_with_a_line_end_is_refused_and_does_not_break_the_line() =>
        Assert.StartsWith("sample.json: title: ", Line(Samples.With("A cell is shorted", "A cell\\nis shorted")), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_one_line() =>
        Assert.StartsWith("no-such.json: file: cannot be read, ",
            Assert.Throws<BadInputException>(() => ScenarioReader.ReadFile("no-such.json")).Message, StringComparison.Ordinal);

    private static string Line(string json) => Line(Encoding.UTF8.GetBytes(json));

    private static string Line(byte[] json)
    {
        string line = Assert.Throws<BadInputException>(() => ScenarioReader.Read("sample.json", json)).Message;
        Assert.DoesNotContain('\n', line);
        return line;
    }
}
