using System.Globalization;
using System.Text;
using Bms.Simulator.Commands;
using Xunit;

namespace Bms.Simulator.Tests.Anomaly;

/// <summary>Recordings with little in them: one cell, no probe, coarse readings, no capacity. What was not watched is said.</summary>
public sealed class ReplayGapsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gaps").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_cell_in_steps_of_10_mV_without_a_probe_says_what_that_hides()
    {
        string output = Replay("t_s,current_A,voltage_V", 3000, 10, t => FormattableString.Invariant(
            $"{(t % 7200 < 3600 ? -1 : 1)},{Math.Round(3.7 - (0.1 * Math.Abs(((t % 7200) / 3600.0) - 1)), 2)}"));
        Assert.Contains("not watched: a cell against its neighbours (there is one cell)", output, StringComparison.Ordinal);
        Assert.Contains("not watched: temperature (there is no probe)", output, StringComparison.Ordinal);
        string rounding = "not watched: changes within the rounding of 10 mV: steps below 15 mV, dips below 25.5 mV";
        Assert.Contains(rounding, output, StringComparison.Ordinal);
        Assert.Contains("not watched: what lasts less than two rows, 20 s", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_recording_of_a_pack_leaves_out_little()
    {
        string output = Replay("t_s,current_A,cell1_V,cell2_V,cell3_V,temp1_degC,temp2_degC,temp3_degC", 14_000, 5, t =>
            FormattableString.Invariant($"0,{3.7 + (t % 10 / 10_000.0)},{3.701 + (t % 15 / 15_000.0)},3.702,25,25.1,25.2"));
        Assert.DoesNotContain("neighbours", output, StringComparison.Ordinal);
        Assert.DoesNotContain("probe)", output, StringComparison.Ordinal);
        Assert.DoesNotContain("rounding", output, StringComparison.Ordinal);
    }

    /// <summary>C/40 at open circuit: no neighbour tells, the cell's own voltage does; the sceptic's view is there.</summary>
    [Fact]
    public void A_lone_cell_that_loses_charge_at_rest_is_named_with_what_speaks_against_it()
    {
        string output = Replay("t_s,current_A,voltage_V", 2160, 10, t => FormattableString.Invariant(
            $"0,{Math.Round(3.9 - (t < 3600 ? 0 : (t - 3600) / 3600.0 * 0.025 * 1.0), 3)}"));
        Assert.Contains("cell 1  internal short: loses ", output, StringComparison.Ordinal);
        Assert.Contains("a current that is not measured would look the same", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_cell_that_is_quiet_for_ten_days_raises_nothing()
    {
        string output = Replay("t_s,current_A,voltage_V", 4320, 200, t => FormattableString.Invariant(
            $"0,{Math.Round(3.9 - (t / 86400.0 * 0.0004), 3)}"));
        Assert.Contains("replay.warnings = 0\n", output, StringComparison.Ordinal);
        Assert.Contains("replay.alarms = 0\n", output, StringComparison.Ordinal);
    }

    /// <summary>4.0 Ah move the rested cell from 3.5 to 4.0 V; nobody has said what it holds.</summary>
    [Fact]
    public void A_capacity_that_nobody_tells_comes_from_the_charge_between_two_rests()
    {
        string path = Write("t_s,current_A,voltage_V", 720, 20, t => t < 3600 ? "0,3.5" : t < 10_800 ? "2,3.8" : "0,4.0");
        string output = Run(path, "--chemistry", "nmc");
        string said = output.Split('\n').First(line => line.StartsWith("# no --capacity-Ah", StringComparison.Ordinal));
        double capacity_Ah = double.Parse(said.Split(' ')[^2], CultureInfo.InvariantCulture);
        Assert.InRange(capacity_Ah, 5, 9);
    }

    [Fact]
    public void A_capacity_that_no_rest_tells_is_asked_for_in_one_line()
    {
        string path = Write("t_s,current_A,voltage_V", 100, 10, _ => "1,3.7");
        StringWriter error = new() { NewLine = "\n" };
        Assert.Equal(2, CommandLine.Run(["replay", path], TextWriter.Null, error));
        Assert.Contains("--capacity-Ah", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, error.ToString().Count(c => c == '\n'));
    }

    /// <summary>LTO is never above 2.8 V; an LFP cell may be seen mostly while it is overcharged.</summary>
    [Theory]
    [InlineData("lto", 2.2, 0.3)]
    [InlineData("lfp", 3.2, 0.15)]
    [InlineData("nmc", 3.5, 0.6)]
    public void The_chemistry_is_told_by_the_voltages_at_rest(string expected, double low_V, double swing_V)
    {
        string output = Replay("t_s,current_A,voltage_V", 1000, 10, t => FormattableString.Invariant(
            $"{(t % 2000 < 1000 ? 1 : 0)},{low_V + (swing_V * t / 10_000.0) + (t % 2000 < 1000 && expected == "lfp" ? 0.5 : 0)}"), "2");
        Assert.Contains($"the voltages are those of {expected}\n", output, StringComparison.Ordinal);
    }

    /// <summary>The charger sees the sum: eleven cells at 4.05 V hide one at 4.4 V.</summary>
    [Fact]
    public void One_cell_that_is_overcharged_while_the_others_are_not_is_an_alarm()
    {
        string head = "t_s,current_A," + string.Join(',', Enumerable.Range(1, 12).Select(i => $"cell{i}_V"));
        string output = Replay(head, 1200, 10, t => "5," + string.Join(',', Enumerable.Range(1, 12).Select(i =>
            FormattableString.Invariant($"{Math.Round(3.95 + (t / 120_000.0) + (i * 0.001) + (i == 5 ? t / 36_000.0 : 0), 3)}"))));
        Assert.Contains("ALARM  cell 5  voltage beyond the chemistry: at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cell1_V,cell2_V,cell1_degC,cell2_degC")]
    [InlineData("cell1_V,cell2_V,cell1_temp_degC,cell2_temp_degC")]
    [InlineData("voltage_cell_1_V,voltage_cell_2_V,TC1,TC2")]
    [InlineData("U_1,U_2,T_1,T_2")]
    [InlineData("cell_volt_1,cell_volt_2,probe_temp_1,probe_temp_2")]
    public void Probes_are_found_under_the_names_that_cells_and_thermocouples_have(string columns)
    {
        string output = Replay("t_s,current_A," + columns, 50, 10, _ => "0,3.7,3.701,25,25.1");
        Assert.Contains("replay.cells = 2\nreplay.probes = 2\n", output, StringComparison.Ordinal);
    }

    private string Replay(string head, int rows, int period_s, Func<int, string> row, string capacity = "5") =>
        Run(Write(head, rows, period_s, row), "--capacity-Ah", capacity);

    private static string Run(string path, params string[] more)
    {
        StringWriter output = new() { NewLine = "\n" };
        StringWriter error = new() { NewLine = "\n" };
        Assert.Equal((0, ""), (CommandLine.Run(["replay", path, .. more], output, error), error.ToString()));
        return output.ToString();
    }

    private string Write(string head, int rows, int period_s, Func<int, string> row)
    {
        var text = new StringBuilder(head + "\n");
        for (int i = 0; i < rows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i * period_s},{row(i * period_s)}\n");
        }

        string path = Path.Combine(_folder, "file.csv");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
