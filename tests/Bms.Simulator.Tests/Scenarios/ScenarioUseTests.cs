using System.Text;
using Bms.Config;
using Bms.Simulator.Scenarios;
using Xunit;

namespace Bms.Simulator.Tests.Scenarios;

public class ScenarioUseTests
{
    [Fact]
    public void A_pack_that_nobody_says_more_of_stands_on_a_bench() =>
        Assert.Equal((ApplicationProfile.Bench, 0, 0), Show(Read(string.Empty).Config()));

    [Fact]
    public void A_vehicle_is_told_what_it_keeps_with_a_lost_sensor() => Assert.Equal((ApplicationProfile.Vehicle, 3500, 90_000),
        Show(Read("\"profile\": \"vehicle\", \"limp_A\": 3.5, \"limp_s\": 90,").Config()));

    [Theory]
    [InlineData("\"limp_s\": 30,", "limp_s", "only with profile vehicle")]
    [InlineData("\"profile\": \"vehicle\", \"limp_A\": 7.5,", "limp_A", "only up to 7 on this board")]
    public void What_the_firmware_would_refuse_is_refused_with_its_field(string fields, string field, string allowed)
    {
        BadInputException wrong = Assert.Throws<BadInputException>(() => Read(fields));
        Assert.Contains(field, wrong.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, wrong.Message, StringComparison.Ordinal);
    }

    private static (ApplicationProfile, int, int) Show(PackConfig pack) => (pack.Profile, pack.LimpCurrent_mA, pack.LimpTime_ms);

    private static Scenario Read(string fields) => ScenarioReader.Read("use.json", Encoding.UTF8.GetBytes(
        $$"""
        {
          "title": "A pack that is used somewhere", "why": "Its firmware is told where.", {{fields}}
          "duration_s": 1, "timeline": [], "expect": [ { "expect": "no-rows" } ]
        }
        """));
}
