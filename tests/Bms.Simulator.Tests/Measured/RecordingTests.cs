using Bms.Simulator.Measured;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public sealed class RecordingTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"bms-recording-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_comma_is_a_decimal_point_where_semicolons_separate()
    {
        LoadedRun loaded = Read(["t_s;current_A;voltage_V", .. Enumerable.Range(0, 30).Select(t => $"{t},5;-1,5;4,1{99 - t}")]);
        Assert.Equal(0.5, loaded.Run.Time_s[0]);
        Assert.Equal(-1.5, loaded.Run.Current_A[0]);
        Assert.InRange(loaded.Run.Voltage_V[0], 4.0, 4.2);
    }

    [Fact]
    public void Lines_before_the_head_are_none_of_the_table()
    {
        string[] before = ["Project: a bench", "Cell; number 7", "Start: 2024-05-01 10:00"];
        IEnumerable<string> rows = Enumerable.Range(0, 30).Select(t => $"{t},-1,{4.0 - 0.001 * t:F3}");
        LoadedRun loaded = Read([.. before, "t_s,current_A,voltage_V", .. rows]);
        Assert.Equal(30, loaded.Run.Rows);
        Assert.Equal(0, loaded.Dropped);
    }

    // Each file of a tester begins at 0; put one behind the other they are one run.
    [Fact]
    public void A_clock_that_begins_again_runs_on()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 300).Select(t => $"{t % 100},-1,{4.0 - 0.001 * t:F3}");
        LoadedRun loaded = Read(["t_s,current_A,voltage_V", .. rows]);
        Assert.Equal(2, loaded.Restarts);
        Assert.Equal(0, loaded.OutOfOrder);
        Assert.Equal(299.0, loaded.Run.Time_s[^1] - loaded.Run.Time_s[0]);
    }

    private LoadedRun Read(IEnumerable<string> lines)
    {
        File.WriteAllLines(_file, lines);
        return RunFile.Read(_file);
    }
}
