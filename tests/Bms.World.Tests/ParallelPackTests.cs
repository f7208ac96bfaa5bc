using Xunit;

namespace Bms.World.Tests;

public class ParallelPackTests
{
    private static PackSpec Spread(int series, int parallel) => new()
    {
        SeriesCells = series, ParallelCells = parallel, CapacitySigma = 0.02, ResistanceSigma = 0.08, SocSigma = 0.01, Seed = 99,
    };

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 3)]
    [InlineData(16, 4)]
    public void The_branch_currents_of_every_place_add_up_to_the_current_of_the_pack(int series, int parallel)
    {
        Pack pack = new(Spread(series, parallel)) { ChargeSwitch = true, DischargeSwitch = true };
        for (int minute = 0; minute < 5; minute++)
        {
            pack.RunStress(60);
            for (int cell = 0; cell < series; cell++)
            {
                double sum_A = Enumerable.Range(0, parallel).Sum(row => pack.Branch(cell, row).Current_A);
                Assert.Equal(pack.Current_A, sum_A, 9);
            }
        }
    }

    [Fact]
    public void Charge_and_heat_of_a_spread_pack_balance_and_so_does_energy()
    {
        Pack pack = new(Spread(6, 3)) { ChargeSwitch = true, DischargeSwitch = true };
        pack.SetInternalShort_ohm(2, 5.0);
        pack.RunStress(1800);
        PackBalance balance = pack.Balance;
        Assert.InRange(balance.ChargeError_C, -1e-6, 1e-6);
        Assert.InRange(balance.HeatError_J, -1e-3, 1e-3);
        Assert.InRange(balance.EnergyError_J, -0.01 * balance.Loss_J, 0.01 * balance.Loss_J);
    }

    [Fact]
    public void Equal_cells_in_parallel_do_what_one_cell_does_at_its_share_of_the_current()
    {
        Pack one = TestPacks.Closed(new PackSpec { SeriesCells = 5 });
        Pack four = TestPacks.Closed(new PackSpec { SeriesCells = 5, ParallelCells = 4 });
        for (int second = 0; second < 600; second++)
        {
            double current = 3.0 - second % 5;
            one.Load.SetCurrent_A(current);
            four.Load.SetCurrent_A(4.0 * current);
            one.AdvanceBy_s(1);
            four.AdvanceBy_s(1);
        }

        Assert.Equal(one.CellVoltage_V(2), four.CellVoltage_V(2), 9);
        Assert.Equal(one.Soc(2), four.Soc(2), 11);
        Assert.Equal(one.CellCore_C(2), four.Branch(2, 3).Core_C, 9);
    }

    // Two flat cells of unlike resistance divide a current like two resistors: 2 parts of 3 through the half resistance.
    [Fact]
    public void A_current_divides_by_the_conductances()
    {
        PackSpec spec = new() { Cell = TestPacks.FlatCell(), SeriesCells = 1, ParallelCells = 2, ResistanceSigma = 0.2, Seed = 4 };
        Pack pack = new(spec with { CapacitySigma = 0, BusbarResistance_ohm = 0 }) { ChargeSwitch = true, DischargeSwitch = true };
        pack.Load.SetCurrent_A(6);
        double first_A = pack.Branch(0, 0).Current_A, second_A = pack.Branch(0, 1).Current_A;
        double drop_V = 3.7 - pack.CellVoltage_V(0);
        Assert.Equal(-6, first_A + second_A, 12);
        Assert.NotEqual(first_A, second_A, 3);
        Assert.InRange(drop_V, 6 * 0.015 * 0.7, 6 * 0.015 * 1.3);
    }

    [Fact]
    public void Unlike_cells_at_rest_equalise_and_the_circulating_current_dies_away()
    {
        // With hysteresis a gap would stay: one cell rests on its charge branch, the other on its discharge branch.
        CellSpec cell = CellSpec.LgM50() with { HysteresisHalfGap_V = new double[101] };
        Pack pack = new(Spread(1, 2) with { SocSigma = 0.05, Cell = cell });
        ParallelCell before = pack.Branch(0, 0);
        double gap = Math.Abs(before.Soc - pack.Branch(0, 1).Soc);
        Assert.True(gap > 0.01, "the seed must make the cells unlike");

        // The fuller cell feeds the other; nothing comes from outside.
        Assert.True(before.Current_A < 0 == before.Soc > pack.Branch(0, 1).Soc);
        Assert.Equal(0, before.Current_A + pack.Branch(0, 1).Current_A, 9);
        pack.AdvanceBy_s(4 * 3600);
        Assert.True(Math.Abs(pack.Branch(0, 0).Soc - pack.Branch(0, 1).Soc) < gap / 3);
        Assert.True(Math.Abs(pack.Branch(0, 0).Current_A) < Math.Abs(before.Current_A) / 10);
    }

    [Fact]
    public void A_broken_weld_leaves_the_current_to_the_others()
    {
        Pack pack = new(Spread(4, 3)) { ChargeSwitch = true, DischargeSwitch = true };
        pack.Load.SetCurrent_A(6);
        pack.SetWeld(1, 2, broken: true);
        pack.AdvanceBy_s(10);
        Assert.Equal(0, pack.Branch(1, 2).Current_A, 5);
        Assert.Equal(-6, pack.Branch(1, 0).Current_A + pack.Branch(1, 1).Current_A, 4);
        Assert.True(pack.CellVoltage_V(1) < pack.CellVoltage_V(2), "two cells drop more than three");
        pack.SetWeld(1, 2, broken: false);
        pack.AdvanceBy_s(10);
        Assert.NotEqual(0, pack.Branch(1, 2).Current_A, 1);
        Assert.Throws<ArgumentException>(() => new Pack(new PackSpec()).SetWeld(0, 0, true));
    }
}
