using Bms.Anomaly;
using Bms.Measurement;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>The sum of four cells against a pack voltage that is read beside them.</summary>
public sealed class SumWatchTests
{
    [Theory]
    [InlineData(1000, true)]
    [InlineData(100, false)]
    public void A_channel_that_shifts_is_contradicted_once_the_pack_is_known(int minutes, bool certain)
    {
        SumWatch sum = Watch(minutes, shift_mV: 10, falls: false);
        Assert.Equal(certain, sum.Contradicts(10f));
        Assert.False(sum.Contradicts(-10f));
        Assert.False(sum.Contradicts(40f), "another cell that has moved by four times the shift");
    }

    [Fact]
    public void A_cell_that_really_falls_takes_the_pack_with_it()
    {
        SumWatch sum = Watch(1000, shift_mV: -10, falls: true);
        Assert.False(sum.Contradicts(-10f));
        Assert.InRange(sum.Share, 0, 0.4);
    }

    [Fact]
    public void One_disturbed_minute_is_no_shift()
    {
        SumWatch sum = Watch(1000, shift_mV: 0, falls: false);
        Minute(sum, 60, 0, 3000);
        Minute(sum, 0, 0, 3001);
        Assert.InRange(sum.Share, 0, 0.4);
    }

    [Fact]
    public void A_pack_voltage_that_is_lost_contradicts_nothing()
    {
        SumWatch sum = Watch(1000, shift_mV: 10, falls: false);
        sum.CloseWindow();
        Assert.False(sum.Contradicts(10f));
    }

    private static SumWatch Watch(int minutes, int shift_mV, bool falls)
    {
        var sum = new SumWatch();
        for (int minute = 0; minute < minutes + 15; minute++)
        {
            int now_mV = minute < minutes ? 0 : shift_mV;
            Minute(sum, now_mV, falls ? now_mV : 0, minute);
        }

        return sum;
    }

    // Six frames; the pack's sensor errs by up to 4 mV, the same way in each run.
    private static void Minute(SumWatch sum, int cell_mV, int pack_mV, int minute)
    {
        var gate = new FrameGate(4, 0);
        for (int frame = 0; frame < 6; frame++)
        {
            var sample = new PackSample(4, 0);
            for (int i = 0; i < 4; i++)
            {
                sample.Cell_mV.Accept(i, 3700 + (i == 2 ? cell_mV : 0), 0);
            }

            int error_mV = (((minute * 6) + frame) * 7 % 9) - 4;
            sample.Bus_mV.Accept(0, (4 * 3700) + pack_mV + error_mV, 0);
            gate.Step(sample, 10f, 0f, 1f, 100f, 1);
            sum.Step(sample, gate);
        }

        sum.CloseWindow();
    }
}
