using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class ScenarioPartsTests
{
    [Theory]
    [InlineData("", "contactor-welded\", \"switch\": \"charge", "only allowed with \"contactors\": true")]
    [InlineData("\"contactors\": true,", "contactor-stuck-open\", \"switch\": \"precharge",
        "faults[0].switch: bench-4s has no precharge, allowed on pack-16s")]
    [InlineData("\"board\": \"pack-16s\",", "tap-divider-broken\", \"tap\": 2, \"name\": \"it",
        "pack-16s has no dividers, allowed are ")]
    [InlineData("\"board\": \"pack-15s\",", "tap-wire-broken\", \"tap\": 2, \"name\": \"it",
        "pack-15s has nothing that sees a broken wire, allowed are ")]
    [InlineData("\"board\": \"pack-16s\",", "tap-wire-broken\", \"tap\": 16, \"name\": \"it",
        "faults[0].tap: 16 is not allowed, only 1 to 15 on pack-16s: the topmost wire feeds its chip")]
    [InlineData("", "protector-current-frozen\", \"name\": \"it",
        "bench-4s has no protector chip that measures, allowed are cell-internal-short")]
    public void A_fault_of_a_part_that_is_not_there_is_refused_in_one_line(string fields, string fault, string message)
    {
        BadInputException error = Assert.Throws<BadInputException>(() => Read(fields, fault));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("\"contactors\": true,", "contactor-welded\", \"switch\": \"charge")]
    [InlineData("\"board\": \"pack-16s\",", "protector-current-frozen\", \"name\": \"it")]
    [InlineData("\"board\": \"pack-16s\",", "tap-wire-broken\", \"tap\": 15, \"name\": \"it")]
    public void Where_the_part_is_it_may_fail(string fields, string fault) => Assert.Single(Read(fields, fault).Faults);

    private static Scenario Read(string fields, string fault) => Samples.Read($$"""
        { "title": "A fault of a part", "why": "Made for a test.", {{fields}} "duration_s": 10, "timeline": [],
          "faults": [ { "fault": "{{fault}}", "at_s": 1 } ], "expect": [ { "expect": "no-rows" } ] }
        """);
}
