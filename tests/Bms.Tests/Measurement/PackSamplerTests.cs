using Bms.Measurement;
using Bms.Ports;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Measurement;

public class PackSamplerTests
{
    private readonly FakeCells _cells = new(4);
    private readonly FakeCurrent _current = new();
    private readonly FakeProbe[] _probes = [new(250), new(250), new(1000)];
    private readonly PackSample _sample = new(4, 3);
    private readonly PackSampler _sampler;
    private long _uptime_ms = 5000;

    public PackSamplerTests()
    {
        _sampler = new PackSampler(_cells, _current, [.. _probes.Cast<ITemperatureSensor>()], _sample, 20_000);
        _sample.StartAge(_uptime_ms);
    }

    [Fact]
    public void Takes_everything_with_the_time_at_the_start_of_the_cycle()
    {
        _cells.Cell_mV[2] = 3777;
        _current.Current_mA = -1234;
        _probes[1].Temperature_ddegC = -55;
        Cycle();
        Assert.Equal((3777, Quality.Good, 1, 5100L), Channel(_sample.Cell_mV, 2));
        Assert.Equal((-1234, Quality.Good, 1, 5100L), Channel(_sample.Current_mA, 0));
        Assert.Equal((14800, Quality.Good, 1, 5100L), Channel(_sample.Bus_mV, 0));
        Assert.Equal((-55, Quality.Good, 1, 5100L), Channel(_sample.Temperature_ddegC, 1));
        Assert.Equal(5100, _sample.Uptime_ms);
    }

    [Fact]
    public void Reads_a_probe_only_when_it_has_a_new_conversion()
    {
        Cycle(30);
        Assert.Equal([10, 10, 3], _probes.Select(probe => probe.Reads));
        Assert.Equal([10, 10, 3], _sample.Temperature_ddegC.Samples);
        Assert.Equal([30, 30, 30, 30], _sample.Cell_mV.Samples);
    }

    [Fact]
    public void A_dead_sensor_keeps_its_value_and_ages()
    {
        Cycle();
        _cells.Quality[1] = Quality.BusError;
        _probes[0].Quality = Quality.BusError;
        Cycle(50);
        Assert.Equal((3700, Quality.BusError, 1, 5100L), Channel(_sample.Cell_mV, 1));
        Assert.Equal((250, Quality.BusError, 1, 5100L), Channel(_sample.Temperature_ddegC, 0));
        Assert.Equal((3700, Quality.Good, 51, _uptime_ms), Channel(_sample.Cell_mV, 2));
    }

    [Theory]
    [InlineData(299, Quality.OutOfRange)]
    [InlineData(4801, Quality.OutOfRange)]
    [InlineData(2699, Quality.Implausible)]
    [InlineData(4700, Quality.Good)]
    [InlineData(4701, Quality.Implausible)]
    public void A_cell_is_believed_from_300_to_4800_mV_and_steps_of_1000(int cell_mV, Quality expected)
    {
        Cycle();
        _cells.Cell_mV[3] = cell_mV;
        Cycle();
        Assert.Equal(expected, _sample.Cell_mV.Quality[3]);
        Assert.Equal(expected == Quality.Good ? cell_mV : 3700, _sample.Cell_mV.Value[3]);
    }

    [Theory]
    [InlineData(300, -400, Quality.Good)]
    [InlineData(4800, 1250, Quality.Good)]
    [InlineData(300, -401, Quality.OutOfRange)]
    [InlineData(300, 1251, Quality.OutOfRange)]
    public void The_ends_of_the_ranges_are_believed_at_the_first_reading(int cell_mV, int temperature_ddegC, Quality expectedOfProbe)
    {
        _cells.Cell_mV[0] = cell_mV;
        _probes[0].Temperature_ddegC = temperature_ddegC;
        Cycle();
        Assert.Equal(Quality.Good, _sample.Cell_mV.Quality[0]);
        Assert.Equal(expectedOfProbe, _sample.Temperature_ddegC.Quality[0]);
    }

    [Theory]
    [InlineData(100, Quality.Good)]
    [InlineData(101, Quality.Implausible)]
    public void A_probe_is_believed_in_steps_of_10_K(int step_ddegC, Quality expected)
    {
        Cycle();
        _probes[0].Temperature_ddegC += step_ddegC;
        Cycle(3);
        Assert.Equal(expected, _sample.Temperature_ddegC.Quality[0]);
    }

    [Fact]
    public void A_frozen_cell_is_found_at_a_step_of_the_current()
    {
        Cycle(10);
        _current.Current_mA = -2000;
        for (int i = 1; i <= 3; i++)
        {
            _cells.Cell_mV[0] = 3650 + i;
            _cells.Cell_mV[1] = 3650 - i;
            _cells.Cell_mV[2] = 3650 + i;
            Cycle();
        }

        Assert.Equal([Quality.Good, Quality.Good, Quality.Good, Quality.Frozen], _sample.Cell_mV.Quality);
        Assert.Equal([13, 13, 13, 12], _sample.Cell_mV.Samples);
    }

    [Fact]
    public void An_unknown_current_proves_no_cell_frozen()
    {
        Cycle();
        _current.Current_mA = -9000;
        _current.CurrentQuality = Quality.BusError;
        Cycle(10);
        Assert.All(_sample.Cell_mV.Quality, quality => Assert.Equal(Quality.Good, quality));
    }

    [Fact]
    public void Spread_and_sum_come_from_cells_that_are_all_good_in_this_cycle()
    {
        _cells.Cell_mV[0] = 3650;
        _cells.Cell_mV[3] = 3790;
        Cycle();
        Assert.Equal((140, Quality.Good, 1, 5100L), Channel(_sample.Spread_mV, 0));
        Assert.Equal((40, Quality.Good, 1, 5100L), Channel(_sample.SumError_mV, 0));
        _cells.Quality[1] = Quality.BusError;
        Cycle(5);
        Assert.Equal((1, 1), (_sample.Spread_mV.Samples[0], _sample.SumError_mV.Samples[0]));
    }

    [Theory]
    [InlineData(14700, 100)]
    [InlineData(14900, 100)]
    [InlineData(14801, 1)]
    public void The_sum_error_is_a_magnitude(int bus_mV, int expected_mV)
    {
        _current.Bus_mV = bus_mV;
        Cycle();
        Assert.Equal(expected_mV, _sample.SumError_mV.Value[0]);
    }

    /// <summary>A chip that scans four times a second has nothing new in most cycles: what it said last holds, and counts once.</summary>
    [Fact]
    public void Between_two_scans_of_a_slow_chip_its_cells_stay_known_and_are_no_fresh_samples()
    {
        var slow = new PackSampler(_cells, _current, [.. _probes.Cast<ITemperatureSensor>()], _sample, 20_000, 0, 300);
        for (int i = 0; i < 6; i++)
        {
            Array.Fill(_cells.Quality, i % 3 == 0 ? Quality.Good : Quality.Frozen);
            slow.Sample(_uptime_ms += 100);
            Assert.All(_sample.Cell_mV.Quality, quality => Assert.Equal(Quality.Good, quality));
            Assert.Equal(1 + (i / 3), _sample.Cell_mV.Samples[3]);
            Assert.Equal(1 + (i / 3), _sample.SumError_mV.Samples[0]);
        }

        slow.Sample(_uptime_ms += 100);
        Assert.All(_sample.Cell_mV.Quality, quality => Assert.Equal(Quality.Frozen, quality));
        Array.Fill(_cells.Quality, Quality.BusError);
        slow.Sample(_uptime_ms += 100);
        Assert.All(_sample.Cell_mV.Quality, quality => Assert.Equal(Quality.BusError, quality));
    }

    [Fact]
    public void A_slow_chip_that_fails_right_after_a_scan_has_not_merely_nothing_new()
    {
        var slow = new PackSampler(_cells, _current, [.. _probes.Cast<ITemperatureSensor>()], _sample, 20_000, 0, 300);
        slow.Sample(_uptime_ms += 100);
        Array.Fill(_cells.Quality, Quality.BusError);
        slow.Sample(_uptime_ms += 100);
        Assert.All(_sample.Cell_mV.Quality, quality => Assert.Equal(Quality.BusError, quality));
    }

    [Fact]
    public void Without_the_bus_voltage_there_is_a_spread_and_no_sum()
    {
        _current.BusQuality = Quality.BusError;
        Cycle();
        Assert.Equal((1, 0), (_sample.Spread_mV.Samples[0], _sample.SumError_mV.Samples[0]));
    }

    [Fact]
    public void Saturation_is_noted_and_silence_says_nothing_about_it()
    {
        Cycle();
        Assert.Equal((0, Quality.Good, 1, 5100L), Channel(_sample.CurrentSaturated, 0));
        _current.CurrentQuality = Quality.Saturated;
        Cycle();
        Assert.Equal((1, Quality.Good, 2, 5200L), Channel(_sample.CurrentSaturated, 0));
        Assert.Equal((0, Quality.Saturated, 1, 5100L), Channel(_sample.Current_mA, 0));
        _current.CurrentQuality = Quality.BusError;
        Cycle(5);
        Assert.Equal((1, Quality.BusError, 2, 5200L), Channel(_sample.CurrentSaturated, 0));
    }

    private static (int Value, Quality Quality, int Samples, long Sampled_ms) Channel(Signal signal, int channel) =>
        (signal.Value[channel], signal.Quality[channel], signal.Samples[channel], signal.Sampled_ms[channel]);

    private void Cycle(int times = 1)
    {
        for (int i = 0; i < times; i++)
        {
            _uptime_ms += 100;
            _sampler.Sample(_uptime_ms);
        }
    }
}
