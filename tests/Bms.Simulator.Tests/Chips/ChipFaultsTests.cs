using Bms.Simulator.Chips;
using Bms.Twins;

namespace Bms.Simulator.Tests.Chips;

public class ChipFaultsTests
{
    private readonly RawBus _bus = new();
    private readonly Mcp9808Chip _chip;
    private double _temperature_C = 25;

    public ChipFaultsTests()
    {
        _chip = _bus.Attach(0x18,
            new Mcp9808Chip(_bus.Clock, new NoiseSource(1, "mcp"), () => _temperature_C, new Mcp9808Errors { Noise_C = 0.5 }));
        _chip.Faults[0].NoiseFactor = 0;
    }

    [Fact]
    public void A_dead_chip_acknowledges_nothing_until_it_is_cleared()
    {
        _chip.Faults.Dead = true;
        Assert.Equal(I2cEnd.AddressNack, _bus.Write(5).End);
        Assert.Equal(I2cEnd.AddressNack, _bus.Bus.Read(0x18, new byte[2]).End);
        _chip.Faults.Clear();
        Assert.Equal(I2cEnd.Complete, _bus.Write(5).End);
    }

    [Fact]
    public void Counted_nacks_run_out()
    {
        _chip.Faults.NacksLeft = 2;
        Assert.Equal(I2cEnd.AddressNack, _bus.Write(5).End);
        Assert.Equal(I2cEnd.AddressNack, _bus.Write(5).End);
        Assert.Equal(I2cEnd.Complete, _bus.Write(5).End);
    }

    [Fact]
    public void A_frozen_input_keeps_its_last_value()
    {
        Assert.Equal(25, Read_C());
        _chip.Faults[0].Frozen = true;
        _temperature_C = 60;
        Assert.Equal(25, Read_C());
        _chip.Faults[0].Frozen = false;
        Assert.Equal(60, Read_C());
    }

    [Fact]
    public void Offset_gain_and_a_stuck_value_change_what_is_converted()
    {
        _chip.Faults[0].Offset = 2;
        Assert.Equal(27, Read_C());
        _chip.Faults[0].Gain = 2;
        Assert.Equal(52, Read_C());
        _chip.Faults[0].StuckAt = 85;
        Assert.Equal(85, Read_C());
    }

    [Fact]
    public void Drift_grows_with_time_and_goes_on_from_where_it_stood()
    {
        _chip.Faults[0].StartDrift(0.5, _bus.Clock.Now_us);
        _bus.Wait_ms(10_000);
        Assert.Equal(30, Read_C(), 0.3);
        _chip.Faults[0].StartDrift(0, _bus.Clock.Now_us);
        _bus.Wait_ms(100_000);
        Assert.Equal(30.25, Read_C(), 0.3);
    }

    [Fact]
    public void Noise_factor_multiplies_the_chip_s_own_noise()
    {
        double quiet = Spread();
        _chip.Faults[0].NoiseFactor = 4;
        double loud = Spread();
        Assert.Equal(0, quiet);
        Assert.InRange(loud, 2, 14); // 4 x 0.5 degC, 3.46 deviations at most either way
    }

    private double Spread()
    {
        double low = double.MaxValue, high = double.MinValue;
        for (int i = 0; i < 50; i++)
        {
            double value = Read_C();
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return high - low;
    }

    private double Read_C()
    {
        _bus.Wait_ms(500);
        int steps = _bus.ReadWord(5) & 0x1FFF;
        return (steps >= 0x1000 ? steps - 0x2000 : steps) * 0.0625;
    }
}
