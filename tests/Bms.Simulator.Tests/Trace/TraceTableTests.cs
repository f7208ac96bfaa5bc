using System.Security.Cryptography;
using System.Text;
using Bms.Simulator.Trace;

namespace Bms.Simulator.Tests.Trace;

public class TraceTableTests
{
    [Fact]
    public void A_file_has_a_head_line_decimals_and_empty_fields_for_what_is_missing()
    {
        TraceTable table = Table(
            (0, 3.61234, "", "Standby"), (0.1, double.NaN, "CellSpread CellSensorLost", "Fault"), (0.2, -1e-9, "", "Fault"));
        Assert.Equal("t_s,cell1_V,mode,active_rows\n0,3.612,Standby,\n0.1,,Fault,CellSpread CellSensorLost\n0.2,0,Fault,\n", Csv(table));
    }

    [Fact]
    public void The_hash_is_that_of_the_file()
    {
        TraceTable table = Table((0, 3.6, "", "Standby"), (1, 3.7, "", "Standby"));
        byte[] file = Encoding.UTF8.GetBytes(Csv(table));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), table.Sha256());
        Assert.NotEqual(table.Sha256(), Table((0, 3.6, "", "Standby"), (1, 3.701, "", "Standby")).Sha256());
    }

    [Fact]
    public void A_column_holds_what_the_file_says() => Assert.Equal([3.612], Table((0, 3.61234, "", "x"))["cell1_V"]);

    private static TraceTable Table(params (double Time_s, double Cell_V, string Rows, string Mode)[] rows)
    {
        TraceTable table = new([new TraceColumn("t_s", 3), new TraceColumn("cell1_V", 3)]);
        foreach ((double time_s, double cell_V, string active, string mode) in rows)
        {
            table.Columns[0].Add(time_s);
            table.Columns[1].Add(cell_V);
            table.EndRow(mode, active);
        }

        return table;
    }

    private static string Csv(TraceTable table)
    {
        using var file = new MemoryStream();
        table.WriteCsv(file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
