using Bms.World.Cells;
using Bms.World.Health;
using Xunit;

namespace Bms.World.Tests.Health;

public class RunawayTests(ITestOutputHelper output)
{
    // Adiabatic calorimetry of whole full cells (Feng et al. 2018, doi 10.1016/j.ensm.2017.05.013; heating tests: Golubkov et al. 2014,
    // doi 10.1039/C3RA45748F, and 2015, doi 10.1039/C5RA05897J): self-heating of 0.02 K/min begins at 60 to 110 degC. A cell that gains
    // 1 K/s is lost: 130 to 250 degC. Hottest: about 400 degC (LFP), above 600 degC (oxides).
    [Theory]
    [InlineData("lg-m50", 130, 215, 600, 1300)]
    [InlineData("ncr18650pf", 130, 215, 600, 1400)]
    [InlineData("sony-us26650", 140, 260, 350, 800)]
    public void Onset_trigger_and_end_lie_where_calorimetry_found_them(
        string name, double trigger, double triggerMost, double end, double endMost)
    {
        (double onset_C, double trigger_C, double end_C) = Calorimeter(ShippedCells.Open(name), 0.1);
        output.WriteLine($"{name}: self-heating from {onset_C:F0} degC, 1 K/s at {trigger_C:F0} degC, hottest {end_C:F0} degC");
        Assert.InRange(onset_C, 60, 110);
        Assert.InRange(trigger_C, trigger, triggerMost);
        Assert.InRange(end_C, end, endMost);
    }

    [Fact]
    public void The_step_of_the_grid_does_not_decide_how_it_ends()
    {
        (double Onset_C, double Trigger_C, double End_C) fine = Calorimeter(CellSpec.LgM50(), 0.05);
        (double Onset_C, double Trigger_C, double End_C) coarse = Calorimeter(CellSpec.LgM50(), 1.0);
        Assert.Equal(fine.Trigger_C, coarse.Trigger_C, 5.0);
        Assert.Equal(fine.End_C, coarse.End_C, 0.02 * fine.End_C);
    }

    [Fact]
    public void A_cool_cell_never_reacts()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 4, Ambient_C = 55 });
        pack.AdvanceBy_s(3600);
        Assert.Equal(0, pack.ReactionHeat_J(0));
    }

    [Fact]
    public void Heat_that_is_set_free_is_heat_that_is_stored_or_given_away()
    {
        Pack pack = Shorted(new PackSpec { SeriesCells = 4, InitialSoc = 1.0, ToNeighbour_W_per_K = 0.5 });
        Assert.True(pack.RunsAway(1));
        PackBalance balance = pack.Balance;
        double released_J = Enumerable.Range(0, 4).Sum(pack.ReactionHeat_J);
        Assert.Equal(released_J, balance.Heater_J, 1e-6 * released_J);
        Assert.Equal(0, balance.HeatError_J, 1e-6 * released_J);
        Assert.Equal(0, balance.EnergyError_J, 1e-6 * released_J);
    }

    [Fact]
    public void A_neighbour_follows_through_a_good_contact_and_not_through_a_barrier()
    {
        Pack gap = Shorted(new PackSpec { SeriesCells = 4, InitialSoc = 1.0, ToNeighbour_W_per_K = 0.005 });
        Pack touching = Shorted(new PackSpec { SeriesCells = 4, InitialSoc = 1.0, ToNeighbour_W_per_K = 1.5 });
        Assert.True(gap.RunsAway(1) && !gap.RunsAway(0) && !gap.RunsAway(2), $"{gap.CellCore_C(1):F0} {gap.CellCore_C(2):F0} degC");
        Assert.True(touching.RunsAway(0) || touching.RunsAway(2), $"{touching.CellCore_C(2):F0} degC");
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits()
    {
        PackSpec spec = new() { SeriesCells = 4, InitialSoc = 1.0 };
        Pack one = Shorted(spec), other = Shorted(spec);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.CellCore_C(1)), BitConverter.DoubleToInt64Bits(other.CellCore_C(1)));
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.ReactionHeat_J(1)), BitConverter.DoubleToInt64Bits(other.ReactionHeat_J(1)));
    }

    private static Pack Shorted(PackSpec spec)
    {
        Pack pack = new(spec);
        pack.SetInternalShort_ohm(1, 0.05);
        pack.AdvanceBy_s(900);
        return pack;
    }

    // A full cell alone, warmed by one kelvin at a time; where it warms itself the calorimeter follows and takes nothing.
    private static (double Onset_C, double Trigger_C, double End_C) Calorimeter(CellSpec cell, double step_s)
    {
        double heat_J_per_K = cell.Thermal.Core_J_per_K + cell.Thermal.Surface_J_per_K, electric_J = cell.Capacity_Ah * 3600 * 3.5;
        var runaway = new Runaway(cell.Runaway!, heat_J_per_K);
        double core_C = 60, onset_C = double.NaN, trigger_C = double.NaN, shorted_J = 0;
        while (core_C < 2000)
        {
            double rise_K = runaway.React(core_C, step_s) / heat_J_per_K;
            double short_J = Math.Min(electric_J - shorted_J, 3.7 * 3.7 / (0.02 + 1 / Math.Max(1e-9, runaway.Short_S)) * step_s);
            if (runaway.Short_S > 1e-3) (shorted_J, rise_K) = (shorted_J + short_J, rise_K + short_J / heat_J_per_K);
            double rate_K_per_s = rise_K / step_s;
            if (double.IsNaN(onset_C) && rate_K_per_s > 0.02 / 60) onset_C = core_C;
            if (double.IsNaN(trigger_C) && rate_K_per_s > 1) trigger_C = core_C;
            if (!double.IsNaN(trigger_C) && rate_K_per_s < 0.01) break;
            core_C += double.IsNaN(onset_C) ? 0.01 * step_s : rise_K;
        }

        return (onset_C, trigger_C, core_C);
    }
}
