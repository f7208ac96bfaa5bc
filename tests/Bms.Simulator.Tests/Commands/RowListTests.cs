using Bms.Protection;
using Bms.Simulator.Bench;
using Bms.Simulator.Commands;

namespace Bms.Simulator.Tests.Commands;

public class RowListTests
{
    [Theory]
    [InlineData("bench-4s", Fault.BalancerMismatch)]
    [InlineData("pack-16s", Fault.CellSensorLost)]
    public void Every_row_that_a_board_has_is_told_in_two_lines(string board, Fault other)
    {
        string[] lines = Lines(board);
        Assert.Equal(0, lines.Length % 2);
        Assert.Contains(lines, line => line.StartsWith(" 1  CellOverVoltage ", StringComparison.Ordinal));
        Assert.All(lines.Where((_, i) => i % 2 == 1), line => Assert.Contains(": ", line, StringComparison.Ordinal));
        bool fitted = lines.Any(line => line.Contains(other.ToString(), StringComparison.Ordinal));
        Assert.Equal(board == "pack-16s", fitted);
    }

    // The top tap of bench-4s is known less well than the first, so its cell's limit lies lower; 4,250 mV is the cell's own.
    [Fact]
    public void Limits_are_those_that_the_booted_firmware_has_tightened()
    {
        string row = Lines("bench-4s").First(line => line.Contains(" CellOverVoltage ", StringComparison.Ordinal));
        string[] words = row.Split(' ');
        int[] limits_mV = [.. words.Select(word => int.TryParse(word, out int n) ? n : 0).Where(n => n > 4000)];
        Assert.Contains(" mV, 3 samples", row, StringComparison.Ordinal);
        Assert.Equal(2, limits_mV.Length);
        Assert.True(limits_mV[0] < limits_mV[1] && limits_mV[1] < 4250, row);
    }

    private static string[] Lines(string board)
    {
        using var output = new StringWriter();
        RowList.Write(output, BoardKind.Of(board));
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
