using Bms.World.Cells;
using Bms.World.Health;
using Xunit;

namespace Bms.World.Tests.Health;

public class CellAgeingTests(ITestOutputHelper output)
{
    [Fact]
    public void A_jump_of_three_years_takes_capacity_and_adds_resistance()
    {
        Pack aged = new(new PackSpec { Cell = ShippedCells.Open("sony-us26650"), SeriesCells = 1, InitialSoc = 0.5, CapacitySigma = 0 });
        double before_V = Drop_V(aged);
        aged.Age(new AgedBy(3 * 365, 500, Depth: 0.8, Rate_per_h: 1.0));

        // The law at 25 degC and 50 %: 1.2571e-5 x 0.60225 sqrt(94.6e6 s) + (0.0630 + 0.0971) (4.0253 x 0.008 + 1.0923) sqrt(500) %.
        Assert.Equal(0.0736 + 0.0403, aged.CapacityLoss(0), 0.002);
        Assert.True(aged.ResistanceRise(0) > 0.01);
        Assert.True(Drop_V(aged) > before_V * (1 + 0.5 * aged.ResistanceRise(0)));
        Assert.Equal(0.0, aged.Balance.ChargeError_C, 6);
    }

    [Fact]
    public void Standing_online_ages_like_a_jump_over_the_same_time()
    {
        PackSpec spec = new() { Cell = ShippedCells.Open("ncr18650pf"), SeriesCells = 1, InitialSoc = 0.9, Ambient_C = 40, Step_ms = 1000 };
        Pack online = new(spec with { Ages = true }), jumped = new(spec);
        online.AdvanceBy_s(5 * 86400.0);
        jumped.Age(new AgedBy(5, 0, RestSoc: 0.9, Temperature_C: 40));
        Assert.Equal(jumped.CapacityLoss(0), online.CapacityLoss(0), 0.02 * jumped.CapacityLoss(0));
    }

    [Fact]
    public void Cycling_online_ages_like_a_jump_over_the_same_cycles()
    {
        PackSpec spec = new()
        {
            Cell = ShippedCells.Open("sony-us26650"), SeriesCells = 1, InitialSoc = 0.9, CapacitySigma = 0, Step_ms = 1000,
            Convection_W_per_m2K = 300,
        };
        Pack online = TestPacks.Closed(spec with { Ages = true }), jumped = new(spec);
        const int cycles = 20;
        for (int half = 0; half < 2 * cycles; half++)
        {
            online.Load.SetCurrent_A(half % 2 == 0 ? 3 : -3);
            online.AdvanceBy_s(0.8 * 3600);
        }

        jumped.Age(new AgedBy(cycles * 1.6 / 24, cycles * 0.8, Depth: 0.8, Rate_per_h: 1.0));
        output.WriteLine($"{online.CapacityLoss(0):F6} {jumped.CapacityLoss(0):F6}");
        Assert.Equal(jumped.CapacityLoss(0), online.CapacityLoss(0), 0.07 * jumped.CapacityLoss(0));
    }

    [Fact]
    public void Cells_of_one_pack_age_apart_when_they_are_told_to()
    {
        Pack pack = new(new PackSpec { SeriesCells = 16, AgeingSigma = 0.15 });
        pack.Age(new AgedBy(1000, 300));
        double[] losses = [.. Enumerable.Range(0, 16).Select(pack.CapacityLoss)];
        Assert.InRange(losses.Max() - losses.Min(), 0.02, 0.3);
    }

    [Fact]
    public void A_cell_without_a_law_says_so()
    {
        Pack pack = new(new PackSpec { Cell = ShippedCells.Open("ssb-donut-provisional") });
        ArgumentException error = Assert.Throws<ArgumentException>(() => pack.Age(new AgedBy(10, 10)));
        Assert.Contains("no law of ageing", error.Message, StringComparison.Ordinal);
    }

    private static double Drop_V(Pack pack)
    {
        (pack.ChargeSwitch, pack.DischargeSwitch) = (true, true);
        pack.Load.SetCurrent_A(0);
        double rest_V = pack.CellVoltage_V(0);
        pack.Load.SetCurrent_A(3);
        return rest_V - pack.CellVoltage_V(0);
    }
}
