using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

/// <summary>Recordings as strangers write them: nothing crashes, nothing prints what is no number, and a fire is called one.</summary>
public sealed class StrangersRecordingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strangers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>4 to 108 cells, rows of 1 to 60 s, without probes or current, in 10 mV, in mV, numbered from 0, other separators.</summary>
    [Theory]
    [InlineData(4, 1, 0.001, "V", 1, true, true, ",")]
    [InlineData(108, 30, 0.001, "V", 1, true, true, ",")]
    [InlineData(24, 60, 0.01, "V", 1, true, true, ",")]
    [InlineData(16, 10, 0.001, "mV", 0, true, true, ";")]
    [InlineData(16, 10, 0.001, "V in mV", 1, true, true, ",")]
    [InlineData(12, 10, 0.001, "V", 1, false, true, ",")]
    [InlineData(12, 10, 0.001, "V", 1, true, false, "\t")]
    public void A_healthy_pack_raises_nothing(
        int cells, int row_s, double step_V, string unit, int first, bool current, bool probes, string by)
    {
        var pack = new Pack(cells)
        {
            Row_s = row_s, Step_V = step_V, Unit = unit, First = first, Current = current, Probes = probes, By = by,
        };
        string output = Replay(pack.Write(_folder, 2500, _ => { }));
        Assert.Contains($"replay.cells = {cells}\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.warnings = 0\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.alarms = 0\n", output, StringComparison.Ordinal);
    }

    /// <summary>A cell falls by some tenths of a volt while the probe beside it rises by 1 K/s, as before and at venting.</summary>
    [Theory]
    [InlineData(1, 0.001, "V", 12)]
    [InlineData(10, 0.001, "mV", 30)]
    [InlineData(10, 0.01, "V", 30)]
    [InlineData(60, 0.001, "V", 120)]
    public void A_cell_that_runs_away_is_called_at_the_highest_severity_within_some_rows(
        int row_s, double step_V, string unit, int within_s)
    {
        var pack = new Pack(24) { Row_s = row_s, Step_V = step_V, Unit = unit, First = 0 };
        string output = Replay(pack.Write(_folder, 2400, p =>
        {
            double since_s = p.Time_s - (2200.0 * row_s);
            p.Drop_V = since_s < 0 ? 0 : since_s < 60 ? 0.3 : 1.8;
            p.Hot_K = Math.Clamp(since_s, 0, 400);
        }));
        Assert.InRange(First(output, "ALARM  cell 7  internal short") - (2200 * row_s), 0, within_s);
        Assert.InRange(First(output, "ALARM  probe 1  self-heating") - (2200 * row_s), 0, within_s);
    }

    [Fact]
    public void A_probe_that_jumps_is_a_probe_and_no_fire()
    {
        string output = Replay(new Pack(12) { Row_s = 10 }.Write(_folder, 2400, p => p.Hot_K = p.Time_s > 20_000 ? 30 : 0));
        Assert.Contains("warning  probe 1  temperature probe", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ALARM", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Gaps_of_days_frozen_frames_a_cut_end_and_text_for_nothing_pass()
    {
        string path = new Pack(8) { Row_s = 10 }.Write(_folder, 2500, p => p.Time_s += p.Row > 1500 ? 4 * 86400 : 0);
        string[] lines = File.ReadAllLines(path);
        for (int i = 900; i < 920; i++)
        {
            lines[i] = string.Join(',', [lines[i].Split(',')[0], .. lines[900].Split(',')[1..]]);
        }

        lines[400] = string.Join(',', lines[400].Split(',').Select((field, i) => i is 3 or 4 ? "NaN" : i == 5 ? "n/a" : field));
        File.WriteAllText(path, string.Join("\r\n", lines) + "\r\n25999,1");
        string output = Replay(path);
        Assert.Contains("replay.rows = 2500\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.alarms = 0\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_assumed_about_a_file_is_said_first()
    {
        var pack = new Pack(6) { Row_s = 10, Current = false, Unit = "V in mV" };
        string output = Replay(pack.Write(_folder, 300, _ => { }), chemistry: false);
        string[] lines = output.Split('\n');
        Assert.StartsWith("# no --chemistry: the voltages are those of nmc", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("# the cells stand in mV", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("# the file has no current", lines[2], StringComparison.Ordinal);
    }

    /// <summary>Kelvin under a name in degC is no temperature of a pack: its owner is told how to say it.</summary>
    [Fact]
    public void Probes_in_another_unit_are_said_first()
    {
        string path = Path.Combine(_folder, "kelvin.csv");
        IEnumerable<string> rows = Enumerable.Range(0, 60).Select(row => $"{row * 10},0,3.7,298.{row % 10}");
        File.WriteAllLines(path, rows.Prepend("t_s,current_A,cell1_V,temp1_degC"));
        Assert.Contains("# the first probe shows 298 degC most of the time: kelvin is named", Replay(path), StringComparison.Ordinal);
        File.WriteAllText(path, File.ReadAllText(path).Replace("temp1_degC", "temp1_K", StringComparison.Ordinal));
        Assert.DoesNotContain("kelvin", Replay(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_current_that_counts_the_other_way_is_noticed_and_can_be_turned()
    {
        string path = new Pack(6) { Row_s = 10, Sign = -1 }.Write(_folder, 600, _ => { });
        Assert.Contains("--discharge-positive turns it round", Replay(path), StringComparison.Ordinal);
        Assert.DoesNotContain("turns it round", Replay(path, true, "--discharge-positive"), StringComparison.Ordinal);
    }

    private static int First(string output, string what) => int.Parse(
        output.Split('\n').First(line => line.Contains(what, StringComparison.Ordinal)).Split(' ')[0], CultureInfo.InvariantCulture);

    private static string Replay(string file, bool chemistry = true, params string[] more)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        string[] asked = chemistry ? ["--chemistry", "NMC"] : [];
        Assert.Equal(0, CommandLine.Run(["replay", file, "--capacity-Ah", "50", .. asked, .. more], output, error));
        Assert.Equal("", error.ToString());
        Assert.DoesNotContain("NaN", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u221e", output.ToString(), StringComparison.Ordinal);
        return output.ToString();
    }

    /// <summary>Cells of 50 Ah that drive for ten minutes and stand for ten, on a curve of 3.2 V + 0.9 V x charge.</summary>
    private sealed class Pack(int cells)
    {
        private readonly Random _random = new(7);
        private double _soc = 0.8;

        internal int Row_s { get; init; } = 1;
        internal double Step_V { get; init; } = 0.001;
        internal string Unit { get; init; } = "V";
        internal int First { get; init; } = 1;
        internal bool Current { get; init; } = true;
        internal bool Probes { get; init; } = true;
        internal string By { get; init; } = ",";
        internal int Sign { get; init; } = 1;

        internal int Row { get; private set; }
        internal double Time_s { get; set; }
        internal double Drop_V { get; set; }
        internal double Hot_K { get; set; }

        internal string Write(string folder, int rows, Action<Pack> change)
        {
            var text = new StringBuilder(string.Join(By, Head())).Append('\n');
            for (Row = 0; Row < rows; Row++)
            {
                Time_s = Row * Row_s;
                double current_A = (int)(Time_s / 600) % 2 == 0 ? (_soc > 0.4 ? -10 : 10) : 0;
                _soc += current_A * Row_s / 3600 / 50;
                change(this);
                text.Append(string.Join(By, Fields(current_A))).Append('\n');
            }

            string path = Path.Combine(folder, "pack.csv");
            File.WriteAllText(path, text.ToString());
            return path;
        }

        private IEnumerable<string> Head() =>
        [
            "t_s", .. Current ? ["current_A"] : Array.Empty<string>(),
            .. Enumerable.Range(First, cells).Select(i => $"cell{i}_{Unit.Split(' ')[0]}"),
            .. Probes ? ["temp1_degC", "temp2_degC", "temp3_degC"] : Array.Empty<string>(),
        ];

        // The seventh by the file's own numbers from 0 is the eighth.
        private IEnumerable<string> Fields(double current_A)
        {
            double[] cell_V = [.. Enumerable.Range(0, cells).Select(i => 3.2 + (0.9 * _soc) + (current_A * 0.0012) + (0.0017 * (i % 5))
                + (0.0012 * _random.NextDouble()) - (i == 7 ? Drop_V : 0))];
            double noise_K = 0.1 * _random.NextDouble();
            return
            [
                Text(Time_s), .. Current ? [Text(Sign * current_A)] : Array.Empty<string>(),
                .. cell_V.Select(volts => Math.Round(Math.Round(volts / Step_V) * Step_V, 4))
                    .Select(volts => Text(Unit == "V" ? volts : Math.Round(1000 * volts))),
                .. Probes ? [Text(Math.Round(25 + Hot_K + noise_K, 1)), "25.3", "24.8"] : Array.Empty<string>(),
            ];
        }

        private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
