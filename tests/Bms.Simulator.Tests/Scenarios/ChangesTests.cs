using System.Text;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class ChangesTests
{
    [Fact]
    public void A_field_of_the_file_of_an_entry_of_a_fault_and_of_a_cell_is_set()
    {
        Scenario changed = Read(
            "initial_soc=0.25", "entry2.load_A=-3", "fault1.ohm=2", "cell3.capacity_factor=0.8", "cell1.resistance_factor=2");

        Assert.Equal(0.25, changed.InitialSoc);
        Assert.Equal(-3, changed.Timeline[1].Node.Number("load_A"));
        Assert.Equal(2, changed.Faults[0].Node.Number("ohm"));
        Assert.Equal([(3, 0.8), (1, 1.0)], changed.Cells.Select(c => (c.Whole("cell"), c.Number("capacity_factor", 1))));
        Assert.Equal(1.5, changed.Cells[0].Number("resistance_factor"));
    }

    [Fact]
    public void Of_two_ways_to_say_a_time_the_one_that_is_set_stays()
    {
        Scenario changed = Read("duration_s=300", "entry2.at_s=12.5", "fault2.at_s=20", "fault1.until_s=99");

        Assert.Equal(300_000_000, changed.Duration_us);
        Assert.Equal(12_500_000, changed.Timeline[1].Begin.At_us);
        Assert.Null(changed.Faults[1].Begin.When);
        Assert.Equal(99_000_000, changed.Faults[0].Until_us);
    }

    [Theory]
    [InlineData("initial_soc", "initial_soc: --set: not understood, allowed is PLACE=VALUE")]
    [InlineData("=3", "=3: --set: not understood")]
    [InlineData("fault3.ohm=1", "fault3.ohm=1: --set: there is no fault3")]
    [InlineData("weather1.ohm=1", "weather1.ohm=1: --set: not understood")]
    [InlineData("a.b.c=1", "a.b.c=1: --set: not understood")]
    [InlineData("initial_soc=2", "sample.json: initial_soc: 2 is not allowed")]
    [InlineData("initial_soc=much", "sample.json: initial_soc: ")]
    [InlineData("windspeed=2", "sample.json: windspeed: ")]
    [InlineData("cell9.capacity_factor=1", "sample.json: cells[1].cell: 9 is not allowed")]
    [InlineData("kill.pins=frozen", "kill.at_s: --set: missing")]
    [InlineData("kill.mood=bad", "kill.mood: --set: there is none")]
    [InlineData("kill.at_s=1e9", "sample.json: ")]
    public void A_change_that_is_wrong_is_refused_in_one_line(string change, string begins) =>
        Assert.StartsWith(begins, Assert.Throws<BadInputException>(() => Read(change)).Message, StringComparison.Ordinal);

    [Fact]
    public void No_change_gives_the_scenario_as_it_is() => Assert.Equal(Samples.Read(Samples.Full).Duration_us, Read().Duration_us);

    private static Scenario Read(params string[] changes) =>
        Changes.Read(new ScenarioSource("sample.json", Encoding.UTF8.GetBytes(Samples.Full)), changes);
}
