using Bms.Config;
using Bms.Ports;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests;

/// <summary>A wrong configuration or wiring never becomes a controller.</summary>
public class BmsControllerConfigTests
{
    [Fact]
    public void Refuses_a_pack_that_is_not_valid() => AssertRefused(pack => pack.Chemistry.OverVoltage_mV = 4000, _ => { });

    [Fact]
    public void Refuses_a_pack_without_a_chemistry() => AssertRefused(pack => pack.Chemistry = null!, _ => { });

    [Fact]
    public void Refuses_a_board_with_fewer_cells_than_the_pack() => AssertRefused(_ => { }, ports => ports.Cells = new FakeCells(3));

    [Fact]
    public void Refuses_a_board_with_more_probes_than_the_pack() =>
        AssertRefused(_ => { }, ports => ports.Probes = [.. ports.Probes, new FakeProbe()]);

    [Theory]
    [InlineData(0, 200, true)]
    [InlineData(0, 201, false)]
    [InlineData(3, 201, false)]
    [InlineData(1, -1, false)]
    public void Takes_cells_that_are_measured_to_200_mV_at_worst(int cell, int accuracy_mV, bool taken)
    {
        FakeCells cells = new(4);
        cells.Accuracy[cell] = accuracy_mV;
        if (taken)
        {
            Make(_ => { }, ports => ports.Cells = cells);
        }
        else
        {
            AssertRefused(_ => { }, ports => ports.Cells = cells);
        }
    }

    /// <summary>
    /// The row of a lost probe clears after ten looks at no more than 400 ms: a probe of 1 s would never be back once it was lost.
    /// </summary>
    [Theory]
    [InlineData(0, 300, true)]
    [InlineData(0, 0, true)]
    [InlineData(0, 301, false)]
    [InlineData(2, 1000, false)]
    [InlineData(1, -1, false)]
    public void Takes_probes_that_convert_within_300_ms(int probe, int conversion_ms, bool taken)
    {
        void Wire(BmsPorts ports) => ports.Probes[probe] = new FakeProbe(conversion_ms);
        if (taken)
        {
            Make(_ => { }, Wire);
        }
        else
        {
            AssertRefused(_ => { }, Wire);
        }
    }

    private static void AssertRefused(Action<PackConfig> change, Action<BmsPorts> wire) =>
        Sentences.AssertOne(Assert.Throws<ArgumentException>(() => Make(change, wire)).Message);

    private static BmsController Make(Action<PackConfig> change, Action<BmsPorts> wire)
    {
        PackConfig pack = TestPack.Config();
        change(pack);
        BmsPorts ports = new FakeBench().Ports();
        wire(ports);
        return new BmsController(pack, ports, null);
    }
}
