using Bms.Simulator.Scenarios;
using Bms.Simulator.Scenarios.Expectations;

namespace Bms.Simulator.Tests.Scenarios.Expectations;

public class RecordsArriveTests
{
    [Theory]
    [InlineData(10, 10, 0, 0, true)]
    [InlineData(10, 9, 0, 0, false)]
    [InlineData(11, 10, 1, 0, false)]
    [InlineData(12, 10, 0, 2, true)]
    [InlineData(13, 10, 0, 3, false)]
    public void The_counts_at_the_end_decide(int published, int verified, int refused, int missing, bool holds)
    {
        Looks looks = new();
        Expectation records = Looks.Expect("""{ "expect": "records", "verified_min": 10, "missing_max": 2 }""");
        looks.Tick(o => o.Records = new RecordCounts(1, 0, 0, 0, 1), records);
        looks.Tick(o => o.Records = new RecordCounts(published, verified, 1, refused, missing), records);
        Assert.Equal(holds, records.Finish().Holds);
    }
}
