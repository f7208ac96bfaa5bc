using Xunit;

namespace Bms.Tests.Estimation;

/// <summary>
/// Correction by the voltage after a rest. Numbers by hand: from 3693 mV (50 %) to 3712 mV (52 %) the table rises 20,000 ppm in 19 mV,
/// 1053 ppm a mV with rounding; a rested voltage is known to 16 mV, 16,848 ppm.
/// </summary>
public class SocEstimatorRestTests
{
    private const int Rested_ppm = 16 * 1053;

    [Fact]
    public void Corrects_after_30_minutes_and_not_a_second_before()
    {
        SocBench bench = new SocBench().At(3693);
        bench.SetCells(3703);
        bench.Run(0, 1799);
        Assert.Equal(500_000, bench.State.Soc_ppm);
        bench.Run(0, 1);
        Assert.True(bench.State.Soc_ppm > 505_000);
    }

    /// <summary>The counter was known to 48,438 ppm at the start, and 10 mA for half an hour are 1000 ppm more.</summary>
    [Fact]
    public void Moves_towards_the_table_by_the_share_of_the_variances()
    {
        SocBench bench = new SocBench().At(3693);
        bench.SetCells(3703);
        bench.Run(0, 1800);
        double counted = 46 * 1053 + 1000;
        double weight = counted * counted / (counted * counted + (double)Rested_ppm * Rested_ppm);
        double target = 500_000 + 20_000.0 * 10 / 19;

        // The weight is rounded to a permille: half of one of 10,526 ppm.
        Assert.InRange(bench.State.Soc_ppm, 500_000 + weight * (target - 500_000) - 7, 500_000 + weight * (target - 500_000) + 7);
        Assert.Equal(Rested_ppm, bench.State.SocSigma_ppm);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1L << 40)]
    public void Rests_from_its_first_voltage_on_and_again_from_each_correction(long start_ms)
    {
        SocBench bench = new SocBench(start_ms: start_ms).At(3693);
        bench.SetCells(3703);
        bench.Run(0, 1799);
        Assert.Equal(500_000, bench.State.Soc_ppm);
        bench.Run(0, 1);
        int first_ppm = bench.State.Soc_ppm;
        bench.Run(0, 1799);
        Assert.Equal(first_ppm, bench.State.Soc_ppm);
        bench.Run(0, 1);
        Assert.InRange(bench.State.Soc_ppm, first_ppm + 1, 510_526);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(-100, true)]
    [InlineData(101, false)]
    [InlineData(-101, false)]
    public void More_than_100_mA_is_no_rest(int current_mA, bool isRest)
    {
        SocBench bench = new SocBench().At(3693);
        bench.SetCells(3703);
        bench.Run(0, 1700);
        bench.Cycle(current_mA, 100);
        bench.Run(0, 100);
        Assert.Equal(isRest, bench.State.SocSigma_ppm == Rested_ppm);
        bench.Run(0, 1699);
        Assert.Equal(isRest, bench.State.SocSigma_ppm < Rested_ppm + 1000);
        bench.Run(0, 1);
        Assert.InRange(bench.State.SocSigma_ppm, Rested_ppm, Rested_ppm + 1000);
    }

    [Fact]
    public void A_time_without_current_readings_is_no_rest()
    {
        SocBench bench = new SocBench().At(3693);
        bench.SetCells(3703);
        bench.Run(0, 1799);
        bench.RunBlind(1);
        bench.Run(0, 1799);
        Assert.Equal(500_000, bench.State.Soc_ppm);
    }

    [Fact]
    public void A_cell_that_cannot_be_read_puts_the_correction_off()
    {
        SocBench bench = new SocBench().At(3693);
        bench.SetCells(3703);
        bench.Sample.Cell_mV.Reject(1, Quality.BusError);
        bench.Run(0, 2000);
        Assert.Equal(500_000, bench.State.Soc_ppm);
        bench.SetCells(3703);
        bench.Run(0, 1);
        Assert.True(bench.State.Soc_ppm > 505_000);
    }

    /// <summary>Two days of rest once took the uncertainty to a tenth of what the voltage can tell.</summary>
    [Fact]
    public void However_long_it_rests_it_is_never_surer_than_the_voltage()
    {
        SocBench bench = new SocBench().At(3693);
        bench.SetCells(3703);
        for (int hour = 0; hour < 48; hour++)
        {
            bench.Run(0, 3600);
            Assert.True(bench.State.SocSigma_ppm >= Rested_ppm, $"{bench.State.SocSigma_ppm} ppm after {hour + 1} h");
        }

        Assert.InRange(bench.State.Soc_ppm, 510_300, 510_530);
    }

    /// <summary>
    /// From 2872 to 3028 mV 20,000 ppm take 156 mV: the start at 2950 mV is known to 46 x 129 ppm, far better than 50 % is.
    /// </summary>
    [Fact]
    public void A_voltage_that_knows_less_than_the_counter_changes_nothing()
    {
        SocBench bench = new SocBench().At(2950);
        int before_ppm = bench.State.Soc_ppm;
        Assert.Equal(46 * 129, bench.State.SocSigma_ppm);
        bench.SetCells(3693);
        bench.Run(0, 1801);
        Assert.Equal(before_ppm, bench.State.Soc_ppm);
        Assert.InRange(bench.State.SocSigma_ppm, 46 * 129 + 1000, 46 * 129 + 1010);
    }
}
