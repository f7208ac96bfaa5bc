using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class CellsWithinLimitsTests
{
    [Theory]
    [InlineData("", 20, false)]
    [InlineData("", 5, true)]
    [InlineData(", \"longest_s\": 5", 20, true)]
    [InlineData(", \"from_s\": 3", 20, true)]
    [InlineData(", \"until_s\": 0.5", 20, true)]
    public void Fails_when_a_cell_stays_outside_for_longer_than_allowed_in_its_span(string fields, int ticksOutside, bool holds)
    {
        Looks looks = new();
        Expectation expectation = Looks.Expect($"{{ \"expect\": \"cells-within-limits\"{fields} }}");
        for (int i = 0; i < 60; i++)
        {
            looks.Tick(look => Array.Fill(look.Truth.Cell_V, i < ticksOutside ? 4.5 : 3.7), expectation);
        }

        Assert.Equal(holds, expectation.Finish().Holds);
    }
}
