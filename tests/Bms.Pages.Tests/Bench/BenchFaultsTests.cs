using Bms.Boards;
using Bms.Pages.Bench;
using Bms.Ports;
using Bms.Protection;
using Xunit;

namespace Bms.Pages.Tests.Bench;

public class BenchFaultsTests
{
    private static ProtectionTable Table
    {
        get
        {
            ProtectionTable table = new(new PackSample(Bench4s.Pack().CellCount, Bench4s.Pack().ProbeCount), Bench4s.Pack());
            table.Fit(true, false, false, ProtectorTrip.None);
            return table;
        }
    }

    public static TheoryData<string> Faults => [.. Table.Rows.Where(r => r.Fitted).Select(r => r.Fault.ToString())];

    [Theory, MemberData(nameof(Faults))]
    public void The_guide_knows_every_row(string fault) =>
        Assert.True(BenchFaults.Knows(fault),
            $"{fault} has no line in tools/Bms.Pages/Bench/BenchFaults.cs: what makes it trip on a bench?");

    [Fact]
    public void A_row_shows_its_limit_in_its_unit()
    {
        string table = BenchFaults.Table();
        Assert.Contains("CellOverVoltage | at or above 4250 mV, 3 samples", table, StringComparison.Ordinal);
        Assert.Contains("ChargeOverTemperature | at or above 45 degC", table, StringComparison.Ordinal);
        Assert.Contains("DischargePeakCurrent | at or below -14000 mA, 1 sample", table, StringComparison.Ordinal);
    }
}
