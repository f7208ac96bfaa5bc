using Bms.Chemistry;
using Bms.Estimation;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Estimation;

/// <summary>
/// A series pack is empty when its weakest cell is. Open-circuit voltages of Nmc811: 3693 mV is 50 %, 3631 mV 40 %; warning at 3000 mV,
/// trip at 2800 mV.
/// </summary>
public class SocEstimatorWeakestTests
{
    private readonly SocBench _bench = new SocBench().At(3693);

    [Fact]
    public void Tells_what_the_lowest_cell_has_after_a_start()
    {
        SocBench bench = new();
        bench.SetCells(3693);
        bench.Sample.Cell_mV.Accept(2, 3631, 0);
        bench.Sample.Current_mA.Accept(0, 0, 0);
        bench.Soc.Estimate(bench.Sample, bench.State);
        Assert.InRange(bench.State.Soc_ppm, 399_000, 401_000);
    }

    [Fact]
    public void What_the_errors_of_the_taps_explain_is_no_weak_cell()
    {
        SocBench bench = new();
        SocEstimator soc = new(Nmc811.Create(), 5000, 10, [0, 0, 62, 0]);
        bench.SetCells(3693);
        bench.Sample.Cell_mV.Accept(2, 3631, 0);
        bench.Sample.Current_mA.Accept(0, 0, 0);
        soc.Estimate(bench.Sample, bench.State);
        Assert.InRange(bench.State.Soc_ppm, 476_000, 479_000); // that of the mean, 3677 mV
    }

    [Theory]
    [InlineData(3000, 500_000)]
    [InlineData(2900, 25_000)]
    [InlineData(2801, 250)]
    [InlineData(2800, 0)]
    [InlineData(2000, 0)]
    public void Ends_at_nothing_when_the_weakest_cell_reaches_its_limit(int weakest_mV, int expected_ppm)
    {
        _bench.Sample.Cell_mV.Accept(1, weakest_mV, 0);
        _bench.Run(0, 10);
        Assert.Equal(expected_ppm, _bench.State.Soc_ppm, 300.0);
    }

    [Fact]
    public void A_peak_of_the_load_proves_nothing()
    {
        for (int i = 0; i < 50; i++)
        {
            _bench.Sample.Cell_mV.Accept(1, 2850, 0);
            _bench.Run(0, 9);
            _bench.Sample.Cell_mV.Accept(1, 3300, 0);
            _bench.Run(0, 1);
        }

        Assert.Equal(500_000, _bench.State.Soc_ppm);
    }

    [Fact]
    public void A_pause_gives_nothing_back_and_a_charge_what_it_brings()
    {
        _bench.Sample.Cell_mV.Accept(1, 2800, 0);
        _bench.Run(0, 10);
        _bench.Sample.Cell_mV.Accept(1, 3300, 0);
        _bench.Run(0, 60);
        Assert.Equal(0, _bench.State.Soc_ppm);
        _bench.Run(5000, 360);
        Assert.Equal(100_000, _bench.State.Soc_ppm);
    }
}
