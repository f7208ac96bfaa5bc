using Bms.Drivers;
using Xunit;

namespace Bms.Tests.Drivers;

/// <summary>Trim registers and their bits are those of SLUSBK2I, tables 8-19 to 8-21.</summary>
public class Bq76940LinkTests
{
    private readonly DriverBench _bench = new();
    private readonly CrcChip _chip = new() { ReadsAlone = true };
    private readonly Bq76940Link _link;

    public Bq76940LinkTests()
    {
        _link = new Bq76940Link(_bench.AttachCrc(0x08, _chip, readsAlone: true));
    }

    [Theory]
    [InlineData(0x00, 0x00, 365)]
    [InlineData(0x0C, 0xE0, 396)]
    [InlineData(0x08, 0x20, 382)] // 10001b is 17
    [InlineData(0x04, 0xE0, 380)]
    public void The_gain_has_two_bits_in_one_register_and_three_in_another(int high, int low, int gain_uV)
    {
        _chip[0x50] = (byte)(high | 0xF3);
        _chip[0x59] = (byte)(low | 0x1F);
        Assert.True(_link.TryTrim());
        Assert.Equal(gain_uV, _link.Gain_uV);
    }

    /// <summary>Section 8.3.1.1.2: gain 380 uV, offset 30 mV, code 0x1800 (6,144) is 2.365 V.</summary>
    [Theory]
    [InlineData(0x1800, 30, 2365)]
    [InlineData(0x1F10, 30, 3052)] // 7,952 x 380 uV + 30 mV = 3.052 V
    [InlineData(0x1800, -20, 2315)]
    public void The_maker_s_example_of_a_voltage_comes_out(int code, int offset_mV, int cell_mV)
    {
        _chip[0x50] = 0x04;
        _chip[0x51] = (byte)offset_mV;
        _chip[0x59] = 0xE0;
        Assert.True(_link.TryTrim());
        Assert.Equal(cell_mV, _link.ToMillivolt(code));
    }

    [Fact]
    public void The_trim_is_read_once()
    {
        Assert.True(_link.TryTrim());
        int reads = _chip.Reads;
        Assert.True(_link.TryTrim());
        Assert.Equal(reads, _chip.Reads);
    }

    [Fact]
    public void Status_bits_are_cleared_by_writing_ones()
    {
        Assert.True(_link.TryClear(0x84));
        Assert.Equal((0x00, 0x84), (_chip.Written[0].Register, (int)_chip.Written[0].Data[0]));
    }
}
