using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Codes are from Texas Instruments SBAS444D: 125 uV at +-4.096 V; the dividers are 1/2, 1/3.32, 1/4.48 and 1/5.32.</summary>
public class Ads1115CellMonitorTests
{
    private static readonly int[] Ratios_permille = [2000, 3320, 4480, 5320];

    private readonly DriverBench _bench = new();
    private readonly TapChip _chip;
    private readonly RegisterPort _port;
    private readonly int[] _cell_mV = [1, 2, 3, 4];
    private readonly Quality[] _quality = new Quality[4];
    private Ads1115CellMonitor _monitor;

    public Ads1115CellMonitorTests()
    {
        _chip = new TapChip(_bench.Machine.Clock);
        _port = _bench.Attach(0x48, _chip);
        _monitor = new Ads1115CellMonitor(_port, _bench, Ratios_permille, null);
        SetTaps(3_600, 7_200, 10_800, 14_400);
    }

    [Fact]
    public void Cells_are_the_differences_of_neighbouring_taps()
    {
        SetTaps(3_600, 7_300, 10_800, 15_000);
        Read();
        Assert.All(_quality, q => Assert.Equal(Quality.Good, q));
        Assert.Equal(3_600, _cell_mV[0], 1.0);
        Assert.Equal(3_700, _cell_mV[1], 1.0);
        Assert.Equal(3_500, _cell_mV[2], 1.0);
        Assert.Equal(4_200, _cell_mV[3], 1.0);
    }

    [Fact]
    public void A_reversed_cell_is_rounded_like_any_other()
    {
        _chip.Code[0] = 117; // 29.25 mV at 1/2
        _chip.Code[1] = 0;
        Read();
        Assert.Equal((29, -29), (_cell_mV[0], _cell_mV[1]));
    }

    [Fact]
    public void Every_input_is_one_single_shot_of_4_096_V_and_250_a_second_against_ground()
    {
        Read();
        Assert.Equal(
            [0b1_100_001_1_101_00011, 0b1_101_001_1_101_00011, 0b1_110_001_1_101_00011, 0b1_111_001_1_101_00011], _chip.Started);
    }

    [Theory]
    [InlineData(0, new[] { Quality.BusError, Quality.BusError, Quality.Good, Quality.Good })]
    [InlineData(1, new[] { Quality.Good, Quality.BusError, Quality.BusError, Quality.Good })]
    [InlineData(3, new[] { Quality.Good, Quality.Good, Quality.Good, Quality.BusError })]
    public void A_tap_that_fails_takes_only_the_cells_that_need_it(int tap, Quality[] expected)
    {
        _chip.DeafAt = tap;
        Read();
        Assert.Equal(expected, _quality);
        Assert.Equal(expected[3] == Quality.Good ? 3_600 : 4, _cell_mV[3], 1.0); // a cell without a value keeps the old one
    }

    [Fact]
    public void A_chip_that_was_reset_during_a_conversion_is_noticed()
    {
        _chip.ResetAt = 2;
        long before_us = _bench.Machine.Clock.Now_us;
        Read();
        Assert.InRange(_bench.Machine.Clock.Now_us - before_us, 0, 19_400); // at the first look, without waiting for it
        Assert.Equal([Quality.Good, Quality.Good, Quality.BusError, Quality.BusError], _quality);
        _chip.ResetAt = -1;
        Read();
        Assert.All(_quality, q => Assert.Equal(Quality.Good, q));
    }

    [Theory]
    [InlineData(27_999, Quality.Good)]
    [InlineData(28_000, Quality.Saturated)] // 3.5 V: the supply and a diode
    [InlineData(0x7FFF, Quality.Saturated)]
    [InlineData(0, Quality.Good)]
    [InlineData(0xFFD9, Quality.Good)] // -39: noise around ground
    [InlineData(0xFFD8, Quality.OutOfRange)] // -40
    [InlineData(0x8000, Quality.OutOfRange)]
    public void A_code_at_the_inputs_clamp_or_below_ground_is_no_voltage(int code, Quality expected)
    {
        _chip.Code[3] = code;
        Read();
        Assert.Equal(expected, _quality[3]);
        Assert.Equal(Quality.Good, _quality[2]);
    }

    [Theory]
    [InlineData(4_400, true)] // 250 a second less 10 %
    [InlineData(5_300, true)] // seen at the third look after the first
    [InlineData(5_500, false)]
    public void A_slow_conversion_is_waited_for_within_bounds(long conversion_us, bool inTime)
    {
        _chip.Conversion_us = conversion_us;
        Read();
        Assert.Equal(inTime ? Quality.Good : Quality.BusError, _quality[0]);
    }

    [Fact]
    public void A_chip_that_never_ends_costs_a_bounded_time()
    {
        _chip.NeverEnds = true;
        long before_us = _bench.Machine.Clock.Now_us;
        Read();
        Assert.All(_quality, q => Assert.Equal(Quality.BusError, q));
        Assert.InRange(_bench.Machine.Clock.Now_us - before_us, 0, 25_000);
    }

    [Fact]
    public void A_calibration_corrects_each_tap_by_its_ppm()
    {
        _monitor = new Ads1115CellMonitor(_port, _bench, Ratios_permille, [1_000, 0, 0, -2_000]);
        Read();
        Assert.Equal(3_603.6, _cell_mV[0], 1.0);
        Assert.Equal(3_596.4, _cell_mV[1], 1.0);
        Assert.Equal(3_600, _cell_mV[2], 1.0);
        Assert.Equal(3_571.2, _cell_mV[3], 1.0);
    }

    /// <summary>Every corner of what the budget names: resistors of 0.1 % and 25 ppm/K over 25 K.</summary>
    [Fact]
    public void The_stated_accuracy_covers_every_corner_of_the_tolerances()
    {
        double tolerance = 0.001 + (25e-6 * 25);
        double[] stack_mV = [4_200, 8_400, 12_600, 16_800];
        for (int corner = 0; corner < 256; corner++)
        {
            double[] error_mV = [.. stack_mV.Select((mV, tap) => mV * TapError(tap, corner >> (2 * tap), tolerance))];
            for (int cell = 0; cell < 4; cell++)
            {
                double lower_mV = cell == 0 ? 0 : error_mV[cell - 1];
                Assert.InRange(Math.Abs(error_mV[cell] - lower_mV), 0, _monitor.Accuracy_mV(cell));
            }
        }
    }

    [Fact]
    public void Accuracy_falls_from_cell_to_cell_and_a_calibration_improves_it()
    {
        var calibrated = new Ads1115CellMonitor(_port, _bench, Ratios_permille, [0, 0, 0, 0]);
        for (int cell = 0; cell < 4; cell++)
        {
            Assert.True(calibrated.Accuracy_mV(cell) < _monitor.Accuracy_mV(cell));
            Assert.True(cell == 0 || _monitor.Accuracy_mV(cell) > _monitor.Accuracy_mV(cell - 1));
        }
    }

    [Fact]
    public void The_mean_of_the_cells_is_as_good_as_a_quarter_of_the_topmost_tap()
    {
        double tolerance = 0.001 + (25e-6 * 25);
        double worst_mV = Enumerable.Range(0, 4).Max(corner => Math.Abs(16_800 * TapError(3, corner, tolerance))) / 4;
        Assert.InRange(_monitor.MeanAccuracy_mV, worst_mV, worst_mV + 6);
    }

    /// <summary>With dividers of 1/3, 1/4.5 and 1/6 three inputs lay at one voltage, and a multiplexer that stood was invisible.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_multiplexer_that_stands_is_seen_in_the_first_scan(int input)
    {
        foreach (int cell_mV in new[] { 2500, 3000, 3700, 4250 })
        {
            SetTaps(cell_mV, 2 * cell_mV, 3 * cell_mV, 4 * cell_mV);
            Read();
            Assert.All(_quality, q => Assert.Equal(Quality.Good, q));
            Array.Fill(_chip.Code, _chip.Code[input]);
            Read();
            Assert.All(_quality, q => Assert.Equal(Quality.Frozen, q));
        }
    }

    [Fact]
    public void A_scan_allocates_nothing()
    {
        _chip.Started.Capacity = 8_192;
        Read();
        Assert.Equal(0, Allocated.Least_bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                Read();
            }
        }));
    }

    private static double TapError(int tap, int corner, double tolerance)
    {
        double[] top_kohm = [10, 23.2, 34.8, 43.2];
        double top = top_kohm[tap] * (1 + ((corner & 1) != 0 ? tolerance : -tolerance));
        double bottom = 10 * (1 + ((corner & 2) != 0 ? tolerance : -tolerance));
        double nominal = (top_kohm[tap] + 10) / 10;
        return (bottom / (top + bottom) * nominal) - 1;
    }

    private void SetTaps(params int[] stack_mV)
    {
        for (int tap = 0; tap < 4; tap++)
        {
            _chip.Code[tap] = (int)Math.Round(stack_mV[tap] * 1_000_000.0 / Ratios_permille[tap] / 125);
        }
    }

    private void Read() => _monitor.ReadCells(_cell_mV, _quality);
}
