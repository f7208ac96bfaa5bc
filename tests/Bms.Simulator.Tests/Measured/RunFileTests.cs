using Bms.Simulator.Measured;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public sealed class RunFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"bms-run-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Rows_out_of_order_are_sorted_and_unusable_ones_leave_their_charge()
    {
        // A steady 3.6 A out of a cell: 1 mAh a second, whatever rows lack.
        List<string> lines = ["t_s,current_A,voltage_V,temperature_degC", "0,0,4.1,25"];
        for (int t = 1; t <= 60; t++) lines.Add($"{t},-3.6,{4.0 - 0.001 * t:F4},{(t % 7 == 0 ? "" : "25.5")}");
        lines[10] = "9,-3.6,nan,25.5";
        (lines[20], lines[40]) = (lines[40], lines[20]);
        LoadedRun loaded = Read(lines);
        Assert.Equal(-0.060, loaded.Run.Charge_Ah()[^1], 9);
        Assert.Equal(1, loaded.Dropped);
        Assert.Equal(2, loaded.OutOfOrder);
        Assert.Equal(loaded.Run.Time_s.Order(), loaded.Run.Time_s);
        Assert.All(loaded.Run.Temperature_C!, t => Assert.InRange(t, 25.0, 25.5));
    }

    [Theory]
    [InlineData("t_s,voltage_V", "header: has no current_A")]
    [InlineData("t_s,current_A,voltage_V", "rows: 3 with time, current and voltage, allowed are 10 and more")]
    public void What_cannot_be_saved_gives_one_line(string header, string message)
    {
        BadInputException error = Assert.Throws<BadInputException>(() => Read([header, "0,0,4", "1,0,4", "2,0,4"]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_current_with_the_wrong_sign_is_refused()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 900).Select(t => $"{t},3.6,{4.1 - 0.001 * t:F4}");
        BadInputException error = Assert.Throws<BadInputException>(() => Read(["t_s,current_A,voltage_V", .. rows]));
        Assert.Contains("positive = charge", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reading_of_the_current_that_the_voltage_does_not_follow_is_none()
    {
        List<string> lines = ["t_s,current_A,voltage_V"];
        for (int t = 0; t < 400; t++) lines.Add($"{t},{(t == 200 ? 3000 : -3.6)},{4.0 - 0.0001 * t:F4}");
        Assert.Equal(-0.399, Read(lines).Run.Charge_Ah()[^1], 6);
    }

    [Fact]
    public void A_time_that_lost_its_digits_is_refused()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 300).Select(t => $"1.7e9,-3.6,{4.0 - 0.001 * t:F4}");
        BadInputException error = Assert.Throws<BadInputException>(() => Read(["t_s,current_A,voltage_V", .. rows]));
        Assert.Contains("t_s: is the same in most rows", error.Message, StringComparison.Ordinal);
    }

    private LoadedRun Read(IEnumerable<string> lines)
    {
        File.WriteAllLines(_file, lines);
        return RunFile.Read(_file);
    }
}
