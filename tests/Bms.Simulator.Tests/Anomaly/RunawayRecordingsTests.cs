using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

/// <summary>
/// The night of a car that burnt, as published of a real one: silence for hours, ten seconds of frames that repeat the last one before,
/// then a cell that has collapsed beside a hot probe. Told as recorders tell it: with a gap, filled, cut off, with codes for lost inputs.
/// </summary>
public sealed class RunawayRecordingsTests : IDisposable
{
    private const int Cells = 24, Evening_s = 7200, Night_s = 41_400, Stale_s = 10;
    private const int Fire_s = Evening_s + Night_s + Stale_s;
    private readonly string _folder = Directory.CreateTempSubdirectory("runaway").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1995, 60)]
    [InlineData(10, 1995, 60)]
    [InlineData(10, 1995, 10)]
    [InlineData(10, 0, 60)]
    public void A_fire_that_began_in_the_night_is_named_with_its_cell_in_the_first_rows(int row_s, int cell_mV, int tail_s)
    {
        string output = Replay(row_s, filled: false, tail_s, (cell, _) => cell == 9 ? cell_mV : null, since_s => 109 + since_s);
        Assert.Contains("48600 s  warning  pack  communication: frames after a sleep repeat", output, StringComparison.Ordinal);
        Assert.InRange(Figure(output, "named_s"), Fire_s, Fire_s + (2 * row_s));
        Assert.Contains("replay.named_place = cell 10\nreplay.named_type = internal short\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("no probe is warmer", output, StringComparison.Ordinal);
        Assert.StartsWith("verdict: cell 10, internal short: ALARM at 48", Last(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_night_that_the_recorder_filled_hides_nothing_and_is_said()
    {
        string output = Replay(10, filled: true, 60, (cell, _) => cell == 9 ? 1995 : null, since_s => 109 + since_s);
        Assert.Contains("not watched: 11.5 h in rows that repeat the one before", output, StringComparison.Ordinal);
        Assert.InRange(Figure(output, "first_alarm_s"), Fire_s, Fire_s + 10);
        Assert.DoesNotContain("temperature probe", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_end_at_nothing_and_probes_at_their_codes_blame_no_other_cell()
    {
        string output = Replay(1, filled: false, 60, (cell, since_s) => since_s > 30 ? 0 : cell == 9 ? 1995 : null,
            since_s => since_s > 15 ? 215 : 109 + since_s);
        Assert.Contains("replay.named_place = cell 10\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ALARM  cell 1 ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_night_of_a_car_that_does_not_burn_warns_of_its_frames_only()
    {
        string output = Replay(10, filled: false, 3600, (_, _) => null, _ => 24.6);
        Assert.Contains("replay.warnings = 1\nreplay.alarms = 0\n", output, StringComparison.Ordinal);
        Assert.Equal("verdict: pack, communication: warning at 48600 s (13.5 h after the first row)", Last(output));
    }

    /// <summary>0xFF less an offset of 40: a constant for "no value", and no fire.</summary>
    [Fact]
    public void A_code_for_no_temperature_is_no_fire()
    {
        string output = Replay(1, filled: true, 600, (_, _) => null, since_s => since_s % 100 < 5 ? 215 : 24.6);
        Assert.Contains("replay.alarms = 0\n", output, StringComparison.Ordinal);
    }

    private static string Last(string output) => output.TrimEnd().Split('\n')[^1];

    private static double Figure(string output, string name) => double.Parse(
        output.Split('\n').Single(line => line.StartsWith($"replay.{name} = ", StringComparison.Ordinal)).Split(' ')[^1],
        CultureInfo.InvariantCulture);

    // What a cell shows in the fire, null as ever; the probe beside it in degC by the seconds since.
    private string Replay(int row_s, bool filled, int tail_s, Func<int, int, int?> fire_mV, Func<int, double> probe_degC)
    {
        var text = new StringBuilder("t_s,current_A," + string.Join(',', Enumerable.Range(1, Cells).Select(i => $"cell{i}_V"))
            + ",temp1_degC,temp2_degC,temp3_degC\n");
        var random = new Random(5);
        string last = "";
        for (int t = 0; t < Evening_s; t += row_s)
        {
            last = Row(random, t < 3600 ? -50 : 0, 3.9 - (Math.Min(t, 3600) * 0.00008), null, 0, 25);
            text.Append(CultureInfo.InvariantCulture, $"{t},{last}\n");
        }

        int first = filled ? Evening_s : Evening_s + Night_s;
        for (int t = first; t < Fire_s; t += row_s)
        {
            text.Append(CultureInfo.InvariantCulture, $"{t},{last}\n");
        }

        for (int since = 0; since < tail_s; since += row_s)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Fire_s + since},{Row(random, 0, 3.612, fire_mV, since, probe_degC(since))}\n");
        }

        string path = Path.Combine(_folder, "car.csv");
        File.WriteAllText(path, text.ToString());
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(0, CommandLine.Run(["replay", path, "--chemistry", "nmc", "--capacity-Ah", "150"], output, error));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }

    private static string Row(Random random, int current_A, double mean_V, Func<int, int, int?>? fire_mV, int since_s, double probe_degC)
    {
        double[] cell_V = [.. Enumerable.Range(0, Cells).Select(i =>
            fire_mV?.Invoke(i, since_s) is int shown_mV ? shown_mV / 1000.0
                : Math.Round(mean_V + (current_A * 0.0005) + (0.0012 * (i % 7)) + (0.001 * random.NextDouble()), 3))];
        return string.Create(CultureInfo.InvariantCulture, $"{current_A},{string.Join(',', cell_V.Select(Text))},")
            + string.Create(CultureInfo.InvariantCulture, $"{Math.Round(probe_degC)},25,24");
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
