using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

/// <summary>Packs whose cells were never equal: a place that is low is no short, a cell that is empty alone is one cell's harm.</summary>
public sealed class UnequalRecordingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("unequal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A fifth less charge since nobody knows when: no row shows it fall.</summary>
    [Fact]
    public void A_cell_that_is_low_from_the_first_row_has_not_collapsed()
    {
        string output = Replay(1800, (cell, _) => cell == 5 ? -0.2 : 0, _ => 0);
        Assert.Contains("replay.warnings = 0\nreplay.alarms = 0\n", output, StringComparison.Ordinal);
        Assert.Matches("suspect  cell 6  worth a look: (19|20)[0-9.]+ mV below the median", output);
        Assert.EndsWith("worth a look: cell 6\n", output, StringComparison.Ordinal);
    }

    /// <summary>By and by, so that no minute tells: 1.8 V within three hours, while the load sees eleven full cells.</summary>
    [Fact]
    public void A_cell_that_is_emptied_alone_is_an_alarm_while_the_pack_is_full()
    {
        string output = Replay(10_800, (cell, t) => cell == 5 ? -1.8 * Math.Max(0, t - 1800) / 9000 : 0, _ => -5);
        Assert.Contains("ALARM  cell 6  voltage beyond the chemistry: at ", output, StringComparison.Ordinal);
        Assert.Contains("while the others are not, healthy from 2172 mV", output, StringComparison.Ordinal);
        Assert.DoesNotContain("scatters", output, StringComparison.Ordinal);
    }

    /// <summary>0.15 V above the others while it is charged full, and down to them within a minute when the charger stops.</summary>
    [Fact]
    public void A_cell_that_is_full_first_loses_its_lead_and_has_not_collapsed()
    {
        static double Lead(double t) => t < 3600 ? 0.15 * t / 3600 : 0.15 * Math.Exp(-(t - 3600) / 20);
        string output = Replay(7200, (cell, t) => cell == 5 ? Lead(t) : 0, t => t < 3600 ? 10 : 0);
        Assert.DoesNotContain("below its prediction", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_joint_that_was_bad_from_the_start_is_told_with_its_resistance()
    {
        string output = Replay(7200, (cell, t) => cell == 5 && t % 600 < 300 ? -0.012 : 0, t => t % 600 < 300 ? -25 : 0);
        Assert.Matches("suspect  cell 6  .*resistance [+][34][0-9] %", output);
    }

    private string Replay(int seconds, Func<int, double, double> off_V, Func<double, double> current_A)
    {
        var text = new StringBuilder("t_s,current_A," + string.Join(',', Enumerable.Range(1, 12).Select(i => $"cell{i}_V")) + "\n");
        var random = new Random(4);
        double soc = 0.6;
        for (int t = 0; t < seconds; t += 5)
        {
            soc += current_A(t) * 5 / 3600 / 50;
            double[] cell_V = [.. Enumerable.Range(0, 12).Select(i => Math.Round(
                3.2 + (0.9 * soc) + (current_A(t) * 0.0012) + off_V(i, t) + (0.0011 * (i % 3)) + (0.001 * random.NextDouble()), 3))];
            text.Append(CultureInfo.InvariantCulture, $"{t},{current_A(t)},{string.Join(',', cell_V.Select(Text))}\n");
        }

        string path = Path.Combine(_folder, "pack.csv");
        File.WriteAllText(path, text.ToString());
        StringWriter output = new() { NewLine = "\n" };
        Assert.Equal(0, CommandLine.Run(["replay", path, "--chemistry", "nmc", "--capacity-Ah", "50"], output, TextWriter.Null));
        return output.ToString();
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
