using System.Globalization;
using Bms.Simulator.Measured;
using Xunit;

namespace Bms.Simulator.Tests.Measured;

public sealed class FieldFileTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"bms-field-{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Rows_are_put_in_order_and_what_is_no_voltage_of_a_cell_is_missing()
    {
        List<string> lines = ["t_s,current_A,cell1_V,cell2_V,temp1_degC", .. Steady(40)];
        lines[5] = "4,-1,66.535,3.9,25";
        lines[8] = "7,,3.9,3.9,25";
        (lines[20], lines[21]) = (lines[21], lines[20]);
        lines.Add(lines[^1]);
        LoadedLog loaded = Read(lines);
        Assert.Equal(1, loaded.MissingVoltages);
        Assert.Equal(2, loaded.Dropped);
        Assert.Equal(1, loaded.OutOfOrder);
        Assert.True(float.IsNaN(loaded.Log.Cell_V[0][4]));
        Assert.Equal(loaded.Log.Time_s.Distinct().Order(), loaded.Log.Time_s);
    }

    [Theory]
    [InlineData("Time [s];I (A);U1 (V);U2 (V);T1 [degC]", ';', 1.0, 1.0, 1.0)]
    [InlineData("time_ms\tcurrent_mA\tcell_voltage_1_mV\tcell_voltage_2_mV\ttemperature", '\t', 1000.0, 1000.0, 1000.0)]
    [InlineData("T_H,Pack Current (A),\"Cell 1 Voltage (V)\",\"Cell 2 Voltage (V)\",temp_degC", ',', 1.0 / 3600.0, 1.0, 1.0)]
    public void Heads_that_say_the_same_in_other_words_and_units_are_understood(
        string head, char separator, double perSecond, double perAmpere, double perVolt)
    {
        string Line(string[] f) => string.Join(separator, Scaled(f[0], perSecond), Scaled(f[1], perAmpere), Scaled(f[2], perVolt),
            Scaled(f[3], perVolt), f[4]);
        LoadedLog loaded = Read([head, .. Steady(30).Select(line => Line(line.Split(',')))]);
        Assert.Equal(2, loaded.Log.Cells);
        Assert.Equal(-1.0, loaded.Log.Current_A[10], 6);
        Assert.Equal(10.0, loaded.Log.Time_s[10] - loaded.Log.Time_s[0], 3);
        Assert.InRange(loaded.Log.Cell_V[1][10], 3.0f, 4.2f);
        Assert.Single(loaded.Log.Temperature_C);
    }

    [Theory]
    [InlineData("t_s,current_A", "header: has no cell1_V, allowed is t_s,current_A,cell1_V..cellN_V[,temp1_degC..]")]
    [InlineData("t_s,current_A,cell1_V,cell3_V", "header: cells are not numbered 1, 2, 3, allowed is each number once")]
    [InlineData("t_s,cell1_V,cell2_V", "header: has no current_A")]
    [InlineData("t_s,current_A,cell1_V,cell2_V", "rows: 3 with time and current, allowed are 20 and more")]
    public void What_cannot_be_used_gives_one_line(string head, string message)
    {
        BadInputException error = Assert.Throws<BadInputException>(() => Read([head, "0,0,4,4", "1,0,4,4", "2,0,4,4"]));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_current_that_counts_discharge_as_positive_is_refused_and_taken_with_the_option()
    {
        IEnumerable<string> rows = Enumerable.Range(0, 900).Select(t => string.Create(
            CultureInfo.InvariantCulture, $"{t},{(t / 30 % 2 == 0 ? 0 : 20)},{4.0 - 0.0001 * t - (t / 30 % 2 == 0 ? 0 : 0.05)}"));
        string[] lines = ["t_s,current_A,cell1_V", .. rows];
        BadInputException error = Assert.Throws<BadInputException>(() => Read(lines));
        Assert.Contains("--discharge-positive", error.Message, StringComparison.Ordinal);
        Assert.Equal(-20.0, FieldFile.Read(_file, dischargePositive: true).Log.Current_A.Min());
    }

    // Two cells under 1 A, a row a second.
    private static IEnumerable<string> Steady(int rows) => Enumerable.Range(0, rows).Select(t => string.Create(
        CultureInfo.InvariantCulture, $"{t},-1,{4.0 - 0.001 * t:F4},{3.9 - 0.001 * t:F4},25"));

    private static string Scaled(string field, double factor) =>
        (double.Parse(field, CultureInfo.InvariantCulture) * factor).ToString("R", CultureInfo.InvariantCulture);

    private LoadedLog Read(IEnumerable<string> lines)
    {
        File.WriteAllLines(_file, lines);
        return FieldFile.Read(_file);
    }
}
