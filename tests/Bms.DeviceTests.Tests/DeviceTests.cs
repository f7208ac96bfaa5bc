using Xunit;

namespace Bms.DeviceTests.Tests;

/// <summary>Each device test as a case of its own, and what they print against the digests that a board is compared with.</summary>
public class DeviceTests
{
    private const string Golden = "digests.txt";

    public static TheoryData<string> Names => [.. DeviceTestCases.Names];

    [Theory, MemberData(nameof(Names))]
    public void Passes_on_the_desktop_and_prints_the_known_digests(string name)
    {
        foreach (string line in DeviceTestCases.Run(name))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(line);
            if (line.StartsWith("digest.", StringComparison.Ordinal))
            {
                Assert.Contains(line, Known());
            }
        }
    }

    [Fact]
    public void Every_known_digest_is_printed_once_and_in_order()
    {
        string[] printed = [.. DeviceTestCases.Names.SelectMany(DeviceTestCases.Run)
            .Where(line => line.StartsWith("digest.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.True(printed.SequenceEqual(Known()), $"{Golden} should hold:\n{string.Join('\n', printed)}");
    }

    [Fact]
    public void No_runtime_peculiarity_is_reported_on_the_desktop()
    {
        string[] reported = [.. DeviceTestCases.Names.SelectMany(DeviceTestCases.Run)
            .Where(line => line.StartsWith("runtime.", StringComparison.Ordinal))];
        Assert.Equal(3, reported.Length);
        Assert.All(reported, line => Assert.EndsWith("= as .NET", line));
    }

    [Fact]
    public void Every_test_file_holds_tests_that_are_found()
    {
        Assert.Equal(
            ["AnomalyTests", "ArithmeticTests", "BootCounterTests", "CborWriterTests", "ChargingTests", "DriverTests", "EstimationTests",
                "HashTests", "ProtectionTests", "RecordTests", "UptimeTests", "VirtualHourTests"],
            DeviceTestCases.Names.Select(name => name.Split('.')[0]).Distinct());
    }

    private static string[] Known() => [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, Golden))
        .Where(line => line.StartsWith("digest.", StringComparison.Ordinal))];
}
