using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Format;

namespace Bms.Simulator.Tests.Scenarios;

public class SpellingTests
{
    private static readonly string[] s_words = ["cell-heated", "tap-offset", "load_A", "load_W", "CellOverVoltage", "lg-m50", "ncr18650pf"];

    [Theory]
    [InlineData("cell-heat", "perhaps cell-heated; ")]
    [InlineData("celloverVoltage", "perhaps CellOverVoltage; ")]
    [InlineData("tap offset", "perhaps tap-offset; ")]
    [InlineData("lgm50", "perhaps lg-m50; ")]
    [InlineData("Load_w", "perhaps load_W; ")]
    [InlineData("something else", "")]
    [InlineData("x", "")]
    [InlineData(null, "")]
    public void The_nearest_word_is_offered_and_nothing_that_is_far(string? written, string hint) =>
        Assert.Equal(hint, Spelling.Hint(written, s_words));

    [Fact]
    public void A_short_list_is_read_as_it_is() => Assert.Equal(string.Empty, Spelling.Hint("cell-heat", s_words[..3]));

    [Fact]
    public void A_wrong_kind_of_fault_begins_with_what_was_meant()
    {
        BadInputException error = Assert.Throws<BadInputException>(() => Samples.Read("""
            { "title": "A word with a typing mistake", "why": "Made for a test.", "duration_s": 10, "timeline": [],
              "faults": [ { "fault": "cell-heatd", "at_s": 1 } ], "expect": [ { "expect": "no-rows" } ] }
            """));
        Assert.Contains("\"cell-heatd\" is not allowed, perhaps cell-heated; only one of ", error.Message, StringComparison.Ordinal);
    }
}
