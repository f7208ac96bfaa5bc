using System.Globalization;
using Bms.Protection;
using Bms.Simulator.Bench;

namespace Bms.Simulator.Commands;

/// <summary>
/// The diagnosis table of a board as its booted firmware holds it, so with the limits that the board's accuracy has tightened: two lines a
/// row, what it is and when it acts, then what it means and what to do.
/// </summary>
internal static class RowList
{
    private const double Booted_s = 2;

    internal static void Write(TextWriter output, BoardKind board)
    {
        BmsController firmware = Boot(board);
        ProtectionRow[] rows = [.. firmware.Table.Rows.Where(row => row.Fitted)];
        int width = rows.Max(row => row.Fault.ToString().Length);
        foreach (ProtectionRow row in rows)
        {
            string level = row.Level.ToString().ToLowerInvariant();
            string name = row.Fault.ToString().PadRight(width);
            string trips = Trips(row, Unit(row, firmware.Sample));
            output.WriteLine($"{(int)row.Fault,2}  {name}  {level,-8}  {trips}; {Reacts(row)}");
            output.WriteLine($"    {Diagnosis.Text(row.Fault)}: {Diagnosis.ToDo(row.Fault)}");
        }
    }

    private static BmsController Boot(BoardKind board)
    {
        var bench = new VirtualBench(new BenchOptions { Board = board });
        bench.Run_s(Booted_s);
        return bench.Firmware.Controller!;
    }

    // A signal's name ends in its unit, if it has one: the rule of the house.
    private static string Unit(ProtectionRow row, PackSample sample)
    {
        string name = typeof(PackSample).GetFields().First(field => ReferenceEquals(field.GetValue(sample), row.Signal)).Name;
        int underscore = name.IndexOf('_', StringComparison.Ordinal);
        return underscore < 0 ? string.Empty : " " + name[(underscore + 1)..];
    }

    private static string Trips(ProtectionRow row, string unit)
    {
        string samples = row.DelaySamples == 1 ? "1 sample" : $"{row.DelaySamples} samples";
        return row.Watch switch
        {
            Watch.Above => $"at or above {Limits(row)}{unit}, {samples}",
            Watch.Below => $"at or below {Limits(row)}{unit}, {samples}",
            Watch.Bits => "when the chip says so",
            _ => string.Create(CultureInfo.InvariantCulture, $"without a good sample for {row.Limit[0]} ms"),
        };
    }

    private static string Limits(ProtectionRow row)
    {
        (int least, int most) = (row.Limit.Min(), row.Limit.Max());
        return least == most
            ? least.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{least} to {most}");
    }

    private static string Reacts(ProtectionRow row)
    {
        string opens = row.Reaction switch
        {
            Reaction.None => "tells",
            Reaction.StopCharge => "opens charge",
            Reaction.StopDischarge => "opens discharge",
            _ => "opens both",
        };
        string latch = row.Latching ? ", stays until reset" : string.Empty;
        string clears = row.ClearedBy switch
        {
            ClearedBy.Automatic => string.Empty,
            ClearedBy.Remote => ", cleared from afar",
            _ => ", cleared by a person beside it",
        };
        return opens + latch + clears;
    }
}
