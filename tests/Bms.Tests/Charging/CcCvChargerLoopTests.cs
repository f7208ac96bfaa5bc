using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Charging;

/// <summary>Whole charges in a closed loop: no cell too high, and every charge ends.</summary>
public class CcCvChargerLoopTests
{
    private const int Target_mV = 4150;

    public static TheoryData<double, double, double> Packs()
    {
        TheoryData<double, double, double> packs = [];
        foreach (double resistance_ohm in new[] { 0.03, 0.06, 0.1 })
        {
            foreach (double ahead in new[] { 0, 0.01, 0.05 })
            {
                foreach (double voltageError in new[] { -0.005, 0, 0.005 })
                {
                    packs.Add(resistance_ohm, ahead, voltageError);
                }
            }
        }

        return packs;
    }

    [Theory, MemberData(nameof(Packs))]
    public void No_cell_passes_its_target_by_more_than_5_mV_and_the_charge_ends(double resistance_ohm, double ahead, double voltageError)
    {
        ChargeBench bench = new(0.5) { VoltageError = voltageError };
        Array.Fill(bench.Resistance_ohm, resistance_ohm);
        bench.Soc[2] += ahead;
        int highest_mV = 0;
        while (!bench.State.ChargeComplete && bench.Second < 5 * 3600)
        {
            bench.Step();
            highest_mV = Math.Max(highest_mV, bench.Highest_mV);
        }

        Assert.InRange(highest_mV, Target_mV - 50, Target_mV + 5);
        Assert.True(bench.State.ChargeComplete, "the charge did not end within five hours");
        Assert.InRange(bench.Current_A, 0, 0.25);
        bench.Run(10);
        Assert.Equal((false, 0, 0), (bench.Charger.Enabled, bench.State.ChargerVoltage_mV, bench.State.ChargerCurrent_mA));
    }

    /// <summary>One cell of 100 mohm among three of 30 mohm arrives far before the pack's voltage does.</summary>
    [Fact]
    public void A_weak_cell_is_kept_below_its_target_as_well()
    {
        ChargeBench bench = new(0.6);
        bench.Resistance_ohm[1] = 0.1;
        bench.Soc[1] += 0.03;
        int highest_mV = 0;
        while (!bench.State.ChargeComplete && bench.Second < 5 * 3600)
        {
            bench.Step();
            highest_mV = Math.Max(highest_mV, bench.Highest_mV);
        }

        Assert.InRange(highest_mV, Target_mV - 5, Target_mV + 5);
        Assert.True(bench.State.ChargeComplete);
    }

    /// <summary>In a balanced pack the command never fell, and the charge once ended by its 12 hours only.</summary>
    [Fact]
    public void A_balanced_pack_that_the_charger_holds_ends_by_the_measured_current()
    {
        ChargeBench bench = new(0.8) { VoltageError = -0.005 };
        bench.Run(5 * 3600);
        Assert.True(bench.State.ChargeComplete);
        Assert.True(bench.Highest_mV < Target_mV);
    }

    /// <summary>
    /// The derated current of a cold or hot pack is below the end current of 250 mA; the charge once ended there after a minute.
    /// </summary>
    [Fact]
    public void A_small_limit_far_from_full_is_no_end()
    {
        ChargeBench bench = new(0.3);
        bench.State.ChargeLimit_mA = 200;
        bench.Run(3600);
        Assert.False(bench.State.ChargeComplete);
        Assert.Equal(200, bench.State.ChargerCurrent_mA);
    }

    [Fact]
    public void A_supply_that_fails_far_from_full_is_no_end()
    {
        ChargeBench bench = new(0.5);
        bench.Run(100);
        bench.Supply_A = 0;
        bench.Run(3600);
        Assert.False(bench.State.ChargeComplete);
    }

    [Fact]
    public void A_load_that_takes_more_than_the_charger_gives_is_no_end()
    {
        ChargeBench bench = new(0.99) { Load_A = 3 };
        bench.Run(300);
        Assert.False(bench.State.ChargeComplete);
    }

    /// <summary>A board that measures 106 mV too little at worst trips 106 mV lower, once below its own target.</summary>
    [Theory]
    [InlineData(0, 4150)]
    [InlineData(60, 4150)]
    [InlineData(61, 4149)]
    [InlineData(106, 4104)]
    public void A_coarse_board_charges_to_a_lower_target(int accuracy_mV, int target_mV)
    {
        ChargeBench bench = new(0.7, accuracy_mV);
        bench.Soc[0] += 0.02;
        int highest_mV = 0;
        while (!bench.State.ChargeComplete && bench.Second < 5 * 3600)
        {
            bench.Step();
            highest_mV = Math.Max(highest_mV, bench.Highest_mV);
        }

        Assert.True(bench.State.ChargeComplete);
        Assert.InRange(highest_mV, target_mV - 2, target_mV + 5);
        Assert.True(highest_mV < 4220 - accuracy_mV, "the charge would have raised the over-voltage warning");
    }

    [Fact]
    public void A_board_without_calibration_fills_its_pack_without_a_trip()
    {
        ChargeBench model = new(0.8);
        FakeBench bench = new(wire: cells => Array.Fill(cells.Accuracy, 106));
        model.Sample.Cell_mV.Value.CopyTo(bench.Cells.Cell_mV, 0);
        bench.Current.Bus_mV = bench.Cells.Cell_mV.Sum();
        bench.Into(Request.Charge);
        for (int second = 0; second < 3 * 3600 && !bench.State.ChargeComplete; second++)
        {
            model.Live(bench.Charger);
            model.Sample.Cell_mV.Value.CopyTo(bench.Cells.Cell_mV, 0);
            bench.Current.Bus_mV = bench.Cells.Cell_mV.Sum();
            bench.Current.Current_mA = model.Sample.Current_mA.Value[0];
            bench.Run(10);
            Assert.Equal(0, bench.State.Active);
        }

        Assert.True(bench.State.ChargeComplete);
        Assert.InRange(model.Highest_mV, 4090, 4110);
    }
}
