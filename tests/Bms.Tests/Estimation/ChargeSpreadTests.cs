using Bms.Chemistry;
using Bms.Estimation;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Estimation;

/// <summary>What cells hold more than the emptiest, against the table of the chemistry read by hand.</summary>
public class ChargeSpreadTests
{
    private readonly PackSample _sample = TestPack.HealthySample();

    // Nmc811: 3642 mV is entry 21 and 3653 mV entry 22 of 51, so 2 % of the charge apart: 100 mAh of 5 Ah, 360 As. No error taken off.
    [Fact]
    public void Two_entries_of_the_curve_are_a_fiftieth_of_the_capacity_apart()
    {
        ChargeSpread spread = Rested(0, 0, 3642, 3653, 3642, 3642);
        Assert.Equal([0, 360_000, 0, 0], spread.Surplus_mAs);
    }

    // 3631 to 3665 mV are entries 20 to 23; 5 mV taken off at both ends leave 3636 and 3660: entry 20 + 5/11 to 22 + 7/12, 2.13 of 2 %.
    [Fact]
    public void What_the_errors_of_both_cells_can_explain_is_taken_off()
    {
        ChargeSpread spread = Rested(5, 0, 3631, 3665, 3631, 3631);
        Assert.InRange(spread.Surplus_mAs[1], (long)(2.12 * 360_000), (long)(2.14 * 360_000));
        Assert.Equal(0, Rested(20, 0, 3631, 3665, 3631, 3631).Surplus_mAs[1]);
        Assert.Equal(0, Rested(0, 17, 3631, 3665, 3631, 3631).Surplus_mAs[1]);
    }

    [Fact]
    public void Nothing_is_compared_under_load_disturbed_or_with_a_cell_unknown()
    {
        ChargeSpread spread = new(Flat(0), 5000, new int[4]);
        Set(3600, 3700, 3600, 3600);
        bool compared = false;
        for (int second = 0; second < 5400; second++)
        {
            Pass(1000);
            _sample.Current_mA.Accept(0, second % 1000 == 0 ? -101 : 100, _sample.Uptime_ms);
            compared |= spread.Step(_sample, false);
        }

        for (int second = 0; second < 5400; second++)
        {
            Pass(1000);
            compared |= spread.Step(_sample, second % 20 < 16);
        }

        for (int second = 0; second < 5400; second++)
        {
            long known_ms = _sample.Cell_mV.Sampled_ms[2];
            Pass(1000);
            _sample.Cell_mV.Sampled_ms[2] = known_ms;
            compared |= spread.Step(_sample, false);
        }

        Assert.False(compared);
        Assert.Equal([0, 0, 0, 0], spread.Surplus_mAs);
    }

    private ChargeSpread Rested(int error_mV, int hysteresis_mV, params int[] cells_mV)
    {
        ChargeSpread spread = new(Flat(hysteresis_mV), 5000, [error_mV, error_mV, error_mV, error_mV]);
        Set(cells_mV);
        int compared = 0;
        for (int second = 0; second <= 1800; second++)
        {
            Pass(second % 5 == 0 ? 5000 : 0);
            compared += spread.Step(_sample, false) ? 1 : 0;
        }

        Assert.Equal(1, compared);
        return spread;
    }

    private static ChemistryProfile Flat(int hysteresis_mV)
    {
        ChemistryProfile profile = Nmc811.Create();
        profile.Hysteresis_mV = hysteresis_mV;
        return profile;
    }

    private void Set(params int[] cells_mV)
    {
        for (int i = 0; i < cells_mV.Length; i++)
        {
            _sample.Cell_mV.Accept(i, cells_mV[i], 0);
        }
    }

    // Time passes, and every cell is measured again at its end.
    private void Pass(int time_ms)
    {
        _sample.Uptime_ms += time_ms;
        for (int i = 0; i < _sample.Cell_mV.Count; i++)
        {
            _sample.Cell_mV.Accept(i, _sample.Cell_mV.Value[i], _sample.Uptime_ms);
        }
    }
}
