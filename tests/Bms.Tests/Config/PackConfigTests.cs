using Bms.Config;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Config;

/// <summary>What a pack may not be, at both ends of every range.</summary>
public class PackConfigTests
{
    private static readonly Dictionary<string, Action<PackConfig>> Mistakes = new()
    {
        ["no cells"] = p => p.CellCount = 0,
        ["97 cells"] = p => p.CellCount = 97,
        ["no probes"] = p => p.ProbeCount = 0,
        ["97 probes"] = p => p.ProbeCount = 97,
        ["99 mAh"] = p => p.Capacity_mAh = 99,
        ["1,000,001 mAh"] = p => p.Capacity_mAh = 1_000_001,
        ["a tick of 8 ms"] = p => p.Tick_ms = 8,
        ["no tick"] = p => p.Tick_ms = 0,
        ["a tick that does not divide a second"] = p => p.Tick_ms = 300,
        ["a tick of 2 s"] = p => p.Tick_ms = 2000,
        ["no charge current"] = p => p.ChargeCurrent_mA = 0,
        ["charge current at its warning"] = p => p.ChargeCurrent_mA = p.ChargeOverCurrentWarning_mA,
        ["charge warning at the trip"] = p => p.ChargeOverCurrentWarning_mA = p.ChargeOverCurrent_mA,
        ["charge trip beyond arithmetic"] = p => p.ChargeOverCurrent_mA = 2_000_001,
        ["no discharge current"] = p => p.DischargeCurrent_mA = 0,
        ["discharge current at its warning"] = p => p.DischargeCurrent_mA = p.DischargeOverCurrentWarning_mA,
        ["discharge warning at the trip"] = p => p.DischargeOverCurrentWarning_mA = p.DischargeOverCurrent_mA,
        ["discharge trip at the peak"] = p => p.DischargeOverCurrent_mA = p.DischargePeakCurrent_mA,
        ["peak beyond arithmetic"] = p => p.DischargePeakCurrent_mA = 2_000_001,
        ["sum tolerance of 9 mV"] = p => p.SumTolerance_mV = 9,
        ["sum tolerance of 10,001 mV"] = p => p.SumTolerance_mV = 10_001,
        ["a path of -1 micro-ohm"] = p => p.BusPath_uohm = -1,
        ["a path of 100,001 micro-ohm"] = p => p.BusPath_uohm = 100_001,
        ["no chemistry"] = p => p.Chemistry = null!,
        ["a bad chemistry"] = p => p.Chemistry.OverVoltage_mV = 4000,
    };

    public static TheoryData<string> Cases => [.. Mistakes.Keys];

    [Theory, MemberData(nameof(Cases))]
    public void Refuses(string mistake)
    {
        PackConfig pack = TestPack.Config();
        Mistakes[mistake](pack);
        Sentences.AssertOne(pack.Validate());
    }

    [Fact]
    public void Takes_the_ends_of_its_ranges()
    {
        PackConfig pack = TestPack.Config();
        (pack.CellCount, pack.ProbeCount, pack.Capacity_mAh, pack.Tick_ms) = (1, 1, 100, 10);
        (pack.ChargeCurrent_mA, pack.SumTolerance_mV) = (1, 10);
        Assert.Null(pack.Validate());
        (pack.CellCount, pack.ProbeCount, pack.Capacity_mAh, pack.Tick_ms) = (96, 96, 1_000_000, 1000);
        (pack.DischargePeakCurrent_mA, pack.ChargeOverCurrent_mA, pack.SumTolerance_mV) = (2_000_000, 2_000_000, 10_000);
        pack.BusPath_uohm = 100_000;
        Assert.Null(pack.Validate());
    }

    [Fact]
    public void The_tick_is_100_ms_unless_said_otherwise() => Assert.Equal(100, new PackConfig().Tick_ms);
}
