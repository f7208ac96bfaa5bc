using Xunit;

namespace Bms.World.Tests;

/// <summary>The laws of the cell against solutions on paper and against balances.</summary>
public class CellQuadTests
{
    [Fact]
    public void A_branch_answers_a_step_of_current_with_the_exact_exponential()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(), SeriesCells = 1, BusbarResistance_ohm = 0 });
        pack.Load.SetCurrent_A(2.0);
        for (int second = 1; second <= 30; second++)
        {
            pack.AdvanceBy_s(1.0);
            double expected = 3.7 - 2.0 * 0.030 - 2.0 * 0.010 * (1.0 - Math.Exp(-second / 5.0));
            Assert.Equal(expected, pack.CellVoltage_V(0), 10);
        }
    }

    [Fact]
    public void Charge_energy_and_heat_are_conserved_under_a_stressful_hour_with_faults()
    {
        Pack pack = new(new PackSpec { SeriesCells = 6, InitialSoc = 0.7, SocSigma = 0.02, Seed = 3 })
        {
            ChargeSwitch = true,
            DischargeSwitch = true,
        };
        pack.SetInternalShort_ohm(1, 5.0);
        pack.SetContactResistance_ohm(2, 0.02);
        pack.SetHeater_W(4, 3.0);
        pack.SetResistanceFactor(5, 2.0);
        pack.RunStress(1800);
        pack.SetCapacityFactor(3, 0.8);
        pack.SetInternalShort_ohm(1, double.PositiveInfinity);
        pack.RunStress(1800);

        PackBalance balance = pack.Balance;
        Assert.True(balance.ChargeLeaked_C > 1000.0 && balance.Loss_J > 5000.0 && balance.ChargeWithCapacity_C < -1000.0, $"{balance}");
        Assert.Equal(0.0, balance.ChargeError_C, 1e-6);
        Assert.Equal(0.0, pack.ChargeBalance_C, 1e-6);
        Assert.Equal(0.0, balance.HeatError_J, 1e-6);

        Assert.Equal(0.0, balance.EnergyError_J, 1e-6);
    }

    [Fact]
    public void The_books_agree_with_what_is_seen_from_outside()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 4, InitialSoc = 0.8, BusbarResistance_ohm = 0 });
        double charge_C = 0.0;
        double energy_J = 0.0;
        for (int second = 0; second < 1200; second++)
        {
            pack.Load.SetCurrent_A(second % 60 < 40 ? 5.0 : -2.0);
            for (int tenth = 0; tenth < 10; tenth++)
            {
                charge_C += pack.Current_A * 0.1;
                energy_J += pack.Current_A * pack.StackVoltage_V * 0.1;
                pack.AdvanceBy_s(0.1);
            }
        }

        Assert.Equal(4 * charge_C, pack.Balance.ChargeIn_C, 1e-6);
        Assert.Equal(energy_J, pack.Balance.EnergyIn_J, 1e-5 * Math.Abs(energy_J));
        double capacity_C = pack.Spec.Cell.Capacity_Ah * 3600.0;
        double selfDischarge = pack.Balance.ChargeLeaked_C / 4 / capacity_C;
        Assert.Equal(0.8 + charge_C / capacity_C - selfDischarge, pack.Soc(0), 10);
    }

    [Fact]
    public void A_known_loss_warms_a_cell_along_the_one_lump_solution()
    {
        // Well coupled core and surface act as one lump; only R0 makes heat.
        CellSpec cell = TestPacks.FlatCell(r1_ohm: 1e-9) with { Thermal = new ThermalSpec(60.0, 20.0, 4.0, 0.005, 0.0) };
        Pack pack = TestPacks.Closed(new PackSpec { Cell = cell, SeriesCells = 1, BusbarResistance_ohm = 0, InitialSoc = 1 });
        pack.Load.SetCurrent_A(2.0);
        const double Loss_W = 2.0 * 2.0 * 0.030;
        const double Cooling_W_per_K = 0.005 * 10.0;
        for (int minute = 1; minute <= 45; minute++)
        {
            pack.AdvanceBy_s(60.0);
            double expected = 25.0 + Loss_W / Cooling_W_per_K * (1.0 - Math.Exp(-minute * 60.0 * Cooling_W_per_K / 80.0));
            Assert.Equal(expected, pack.CellSurface_C(0), 0.03);
            Assert.Equal(expected, pack.CellCore_C(0), 0.03);
        }
    }

    [Fact]
    public void In_the_steady_state_the_core_is_hotter_than_the_surface_by_power_over_conductance()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(), SeriesCells = 1 });
        pack.SetHeater_W(0, 0.5);
        pack.AdvanceBy_s(40_000);
        Assert.Equal(0.5 / 1.3, pack.CellCore_C(0) - pack.CellSurface_C(0), 1e-3);
        Assert.Equal(25.0 + 0.5 / 0.0531, pack.CellSurface_C(0), 1e-3);
    }

    [Fact]
    public void Heat_spreads_to_neighbours_and_leaves_through_none_of_the_ends()
    {
        Pack pack = TestPacks.Closed(new PackSpec { Cell = TestPacks.FlatCell(), SeriesCells = 6, Convection_W_per_m2K = 0 });
        pack.SetHeater_W(0, 1.0);
        pack.AdvanceBy_s(600);
        pack.SetHeater_W(0, 0.0);
        for (int cell = 1; cell < 6; cell++) Assert.True(pack.CellSurface_C(cell) < pack.CellSurface_C(cell - 1));

        // 600 J, nowhere to go: at last all six cells share it.
        pack.AdvanceBy_s(70_000);
        for (int cell = 0; cell < 6; cell++) Assert.Equal(25.0 + 600.0 / (6 * 81.0), pack.CellCore_C(cell), 1e-3);
    }

    [Fact]
    public void Discharge_cools_and_charge_warms_where_the_entropy_is_positive()
    {
        CellSpec cell = TestPacks.FlatCell(r0_ohm: 1e-6, r1_ohm: 1e-9) with { Entropy_V_per_K = Enumerable.Repeat(1e-4, 21).ToArray() };
        double Core(double current_A)
        {
            Pack pack = TestPacks.Closed(new PackSpec { Cell = cell, SeriesCells = 1, Convection_W_per_m2K = 0, BusbarResistance_ohm = 0 });
            pack.Load.SetCurrent_A(current_A);
            pack.AdvanceBy_s(100);
            return pack.CellCore_C(0) + (pack.CellSurface_C(0) - 25.0) * 19.0 / 62.0;
        }

        // I T dU/dT = 5 A * 298.15 K * 0.1 mV/K for 100 s into 62 J/K and 19 J/K.
        Assert.Equal(25.0 - 5.0 * 298.15 * 1e-4 * 100.0 / 62.0, Core(5.0), 1e-3);
        Assert.Equal(25.0 + 5.0 * 298.15 * 1e-4 * 100.0 / 62.0, Core(-5.0), 1e-3);
    }

    [Fact]
    public void The_open_circuit_voltage_ends_on_the_branch_of_the_last_direction()
    {
        double[] gap = Enumerable.Repeat(0.010, 101).ToArray();
        CellSpec cell = TestPacks.FlatCell() with { HysteresisHalfGap_V = gap };
        Pack pack = TestPacks.Closed(new PackSpec { Cell = cell, SeriesCells = 1 });
        pack.Load.SetCurrent_A(5.0);
        pack.AdvanceBy_s(900);
        Assert.Equal(3.690, pack.Ocv_V(0), 4);
        pack.Load.SetCurrent_A(-5.0);
        pack.AdvanceBy_s(900);
        Assert.Equal(3.710, pack.Ocv_V(0), 4);

        // From a full reversal, a movement of 1/rate of SoC leaves 1/e of the way.
        pack.Load.SetCurrent_A(5.0);
        pack.AdvanceBy_s(3600.0 / 30.0);
        Assert.Equal(3.7 + 0.010 * (2.0 / Math.E - 1.0), pack.Ocv_V(0), 4);
    }

    [Fact]
    public void A_cell_at_rest_comes_back_to_its_open_circuit_voltage()
    {
        Pack pack = TestPacks.Closed(new PackSpec { SeriesCells = 1, InitialSoc = 0.6 });
        pack.Load.SetCurrent_A(5.0);
        pack.AdvanceBy_s(600);
        pack.Load.SetCurrent_A(0.0);
        double sag = pack.Ocv_V(0) - pack.CellVoltage_V(0);
        Assert.InRange(sag, 0.05, 0.15);
        pack.AdvanceBy_s(72_000);
        Assert.Equal(pack.Ocv_V(0), pack.CellVoltage_V(0), 9);
    }
}
