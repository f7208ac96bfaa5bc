using Xunit;

namespace Bms.Fleet.Tests;

public class BenchCommandTests
{
    [Fact]
    public void Every_record_of_the_load_is_verified_and_stored_once()
    {
        string output = Tool.Good("bench", "--records", "1000");
        Assert.StartsWith("ingest.messages = 1000\ningest.stored = 1000\ningest.refused = 0\n", output, StringComparison.Ordinal);
        Assert.Contains("\ningest.records_per_s = ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_records_are_refused_in_one_line() => Assert.Contains(
        "--records: 10 is not allowed", Tool.Bad("bench", "--records", "10"), StringComparison.Ordinal);
}
