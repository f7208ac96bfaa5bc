using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_healthy_recording_with_glitches_gaps_and_dead_probes_gives_no_warning()
    {
        string file = Write(seconds: 7200, row =>
        {
            if (row.Index % 1500 == 700) row.Cells[3] = 66.535;
            if (row.Index % 1700 == 900) Array.Fill(row.Cells, 0.0, 9, 3);
            if (row.Index % 400 == 17) row.Cells[5] = double.NaN;
            row.Time_s += row.Index > 3600 ? 30_000 : 0;
        });
        (int code, string output, string error) = Replay(file);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("replay.cells = 12\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.warnings = 0\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.alarms = 0\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_that_collapses_beside_a_fire_is_named_in_the_row_where_it_shows()
    {
        string file = Write(seconds: 3600, row =>
        {
            if (row.Index >= 3000)
            {
                row.Cells[7] = 1.995;
                row.Probe_degC = 109;
            }
        });
        string output = Replay(file).Output;
        Assert.Contains("3000 s  ALARM  cell 8  internal short:", output, StringComparison.Ordinal);
        Assert.Contains("ALARM  probe 1  self-heating: 109 degC", output, StringComparison.Ordinal);
    }

    /// <summary>Recorders of cars have columns for the largest pack: the others show nothing, zero or a code.</summary>
    [Fact]
    public void Columns_of_cells_that_are_not_fitted_are_left_out_and_said()
    {
        string file = Write(seconds: 300, row => (row.Cells[2], row.Cells[10], row.Cells[11]) = (double.NaN, 0, 65.535));
        string output = Replay(file).Output;
        Assert.StartsWith("# left out, because they never show a voltage: cell 3, 11, 12\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.cells = 9\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.warnings = 0\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_has_a_line_for_every_row()
    {
        string trace = Path.Combine(_folder, "trace.csv");
        Replay(Write(seconds: 300, _ => { }), "--trace", trace);
        string[] lines = File.ReadAllLines(trace);
        Assert.Equal(301, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
    }

    [Theory]
    [InlineData("t_s,current_A,cell1_V\n1,0,x\n", "line 2, field 3: is 'x', allowed is a number or nothing")]
    [InlineData("t_s,current_A,cell1_V\n1,0\n", "line 2: has 2 fields, allowed are 3")]
    [InlineData("t_s,current_A,cell1_V\n1,0,3.7\n2,0\n3,0,3.7\n", "line 3: has too few fields, allowed are 3")]
    [InlineData("current_A,cell1_V\n1,3.7\n", "line 1: has no column t_s")]
    [InlineData("t_s,current_A,soc_ref\n1,0,0.5\n", "line 1: has no column cell1_V or voltage_V")]
    [InlineData("t_s,current_A,cell1_V,cell1_V\n1,0,3.7,3.7\n", "line 1: names cell1_V twice")]
    [InlineData("", "line 1: is empty")]
    [InlineData("t_s,current_A,cell1_V\n,0,3.7\n", "line 2: t_s: is '', allowed is a number of seconds")]
    [InlineData("t_s,current_A,cell1_V\n", "rows: are none")]
    [InlineData("t_s,current_A,cell1_V,cell2_V\n1,0,0,\n2,0,65.535,0\n", "cells: show nothing from 0.1 to 5.5 V")]
    public void A_bad_recording_gives_one_line_with_file_and_place(string text, string expected)
    {
        string file = Path.Combine(_folder, "bad.csv");
        File.WriteAllText(file, text);
        (int code, string output, string error) = Replay(file);
        Assert.Equal((2, ""), (code, output));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.StartsWith(file + ": ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--chemistry", "lead", "--capacity-Ah", "5", "--chemistry: lead is not allowed")]
    [InlineData("--chemistry", "nmc", "--capacity-Ah", "0", "--capacity-Ah: 0 is not allowed")]
    public void A_bad_option_gives_one_line(string a, string b, string c, string d, string expected)
    {
        StringWriter error = new();
        Assert.Equal(2, CommandLine.Run(["replay", "x.csv", a, b, c, d], new StringWriter(), error));
        Assert.Contains(expected, error.ToString(), StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Error) Replay(string file, params string[] more)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        int code = CommandLine.Run(["replay", file, "--chemistry", "nmc", "--capacity-Ah", "50", .. more], output, error);
        return (code, output.ToString(), error.ToString());
    }

    // Twelve cells of 50 Ah that drive for a minute and stand for a minute.
    private string Write(int seconds, Action<Row> spoil)
    {
        var random = new Random(3);
        var text = new StringBuilder("t_s,current_A,");
        text.Append(string.Join(',', Enumerable.Range(1, 12).Select(i => $"cell{i}_V"))).Append(",temp1_degC,temp2_degC,temp3_degC\n");
        double soc = 0.7;
        for (int i = 0; i < seconds; i++)
        {
            double current_A = i / 60 % 2 == 0 ? -30 : 0;
            soc += current_A / 3600 / 50;
            var row = new Row { Index = i, Time_s = i, Probe_degC = 25 };
            for (int cell = 0; cell < 12; cell++)
            {
                row.Cells[cell] = Math.Round(3.2 + (0.9 * soc) + (current_A * 0.001) + (0.002 * cell) + (0.001 * random.NextDouble()), 3);
            }

            spoil(row);
            string[] fields =
            [
                Text(row.Time_s), Text(current_A), .. row.Cells.Select(Text), Text(row.Probe_degC), "25.2", "215",
            ];
            text.Append(string.Join(',', fields)).Append('\n');
        }

        string path = Path.Combine(_folder, "pack.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture);

    private sealed class Row
    {
        internal int Index { get; init; }
        internal double Time_s { get; set; }
        internal double Probe_degC { get; set; }
        internal double[] Cells { get; } = new double[12];
    }
}
