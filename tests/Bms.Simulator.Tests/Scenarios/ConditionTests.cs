using Bms.Protection;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Scenarios;

public class ConditionTests
{
    private readonly Looks _looks = new();

    [Theory]
    [InlineData("\"cell_above_V\": 3.69", "some cell's voltage is above 3.69 V", true)]
    [InlineData("\"cell_above_V\": 3.7", "some cell's voltage is above 3.7 V", false)]
    [InlineData("\"cell_above_V\": 3.65, \"cell\": 1", "cell 1's voltage is above 3.65 V", false)]
    [InlineData("\"cell_below_V\": 3.61", "some cell's voltage is below 3.61 V", true)]
    [InlineData("\"temperature_above_C\": 39", "some cell's surface is above 39 degC", true)]
    [InlineData("\"temperature_below_C\": 10, \"cell\": 3", "cell 3's surface is below 10 degC", false)]
    [InlineData("\"soc_above\": 0.5", "some cell's state of charge is above 0.5", true)]
    [InlineData("\"soc_below\": 0.2", "some cell's state of charge is below 0.2", false)]
    [InlineData("\"current_above_A\": -6", "the current is above -6 A", true)]
    [InlineData("\"current_below_A\": -5", "the current is below -5 A", false)]
    [InlineData("\"mode\": \"Charge\"", "the mode is Charge", true)]
    [InlineData("\"mode\": \"Fault\"", "the mode is Fault", false)]
    [InlineData("\"row\": \"CellSpread\"", "CellSpread is active", true)]
    [InlineData("\"second_level\": \"fuse-blown\"", "the fuse is blown", true)]
    [InlineData("\"second_level\": \"cut-off-open\"", "the thermal cut-off is open", false)]
    [InlineData("\"row\": \"CellOverVoltage\"", "CellOverVoltage is active", false)]
    public void Says_and_judges_its_quantity(string fields, string text, bool holds)
    {
        Condition condition = Samples.Read($$"""
            {
              "title": "Made for a test", "why": "Made for a test.", "duration_s": 100,
              "timeline": [ { "when": { {{fields}} }, "load_A": 1 } ], "expect": [ { "expect": "no-rows" } ]
            }
            """).Timeline[0].Begin.When!;
        _looks.Tick(Fill);
        Assert.Equal(text, condition.Text);
        Assert.Equal(holds, condition.Holds(_looks.Now));
    }

    private static void Fill(Observation look)
    {
        for (int i = 0; i < 4; i++)
        {
            look.Truth.Cell_V[i] = 3.6 + (i == 3 ? 0.1 : 0);
            look.Truth.Surface_C[i] = i == 1 ? 40 : 20;
            look.Truth.Soc[i] = i == 0 ? 0.6 : 0.4;
        }

        look.Truth.Current_A = -5;
        look.Truth.SecondLevel = SecondLevelTruth.Closed with { Fuse = false };
        look.State.Mode = Mode.Charge;
        look.State.Active = 1L << (int)Fault.CellSpread;
    }
}
