using Bms.Protection;
using Bms.Storage;
using Bms.Tests.Fakes;
using Bms.Tests.Storage;
using Xunit;

namespace Bms.Tests;

/// <summary>A pack on a board with a memory: what it knows after a loss of power, and how often it writes.</summary>
public class PackKeeperTests
{
    private const int Day_s = 86_400;

    private readonly TornStore _store = new(4, PackMemory.RecordSize);

    [Fact]
    public void A_trip_is_remembered_over_a_loss_of_power_with_its_cell_and_the_values_before_it()
    {
        FakeBench bench = Boot().Into(Request.Discharge);
        bench.Current.Current_mA = -400;
        bench.Run(30);
        new[] { 2900, 2900, 2700, 2900 }.CopyTo(bench.Cells.Cell_mV, 0);
        bench.Current.Bus_mV = 11400;
        bench.Run(6);
        bench.Current.Current_mA = 0;
        bench.Run(14);
        TripMemory trip = Read().Trip[0];
        Assert.Equal(((int)Fault.CellUnderVoltage, (int)Level.Firmware, 2, 2700), (trip.Row, trip.Level, trip.Channel, trip.Value));
        Assert.Equal((1, -400, 3700), (trip.Boot, trip.Before_mA, trip.BeforeHighest_mV));
        Assert.Equal(1, Read().Raised[(int)Fault.CellUnderVoltage]);
        Boot().Run(20);
        FakeBench third = Boot();
        new[] { 2900, 2700, 2900, 2900 }.CopyTo(third.Cells.Cell_mV, 0);
        third.Current.Bus_mV = 11400;
        third.Run(30);
        Assert.Equal((2, 2), (Read().Trip[0].Boot, (int)Read().Raised[(int)Fault.CellUnderVoltage]));
        Assert.Equal(1, Read().Trip[1].Boot);
    }

    [Fact]
    public void A_trip_and_a_save_say_what_time_it_was_once_somebody_has_said_it()
    {
        FakeBench bench = Boot();
        bench.Run(20);
        Trip(bench);
        Assert.Equal(0, Read().Trip[0].Utc_s);
        bench.Bms.NoteUtc(1_800_000_000, 3, bench.Bms.Sample.Uptime_ms);
        bench.Cells.Cell_mV[0] = 3700;
        bench.Run(9100);
        Trip(bench);
        Assert.InRange(Read().Trip[0].Utc_s, 1_800_000_905, 1_800_000_915);
        Assert.InRange(Read().Utc_s, Read().Trip[0].Utc_s, Read().Trip[0].Utc_s + 5);
    }

    [Fact]
    public void Corrections_that_a_board_was_given_are_remembered_over_a_loss_of_power()
    {
        int[] given_ppm = [-5100, 0, 42, 6000];
        new FakeBench(wire: cells => Array.Fill(cells.Cell_mV, 3700), fit: (_, ports) =>
            (ports.Store, ports.Calibration_ppm) = (_store, given_ppm)).Run(20);
        Boot().Run(20);
        Assert.Equal(given_ppm, Read().Calibration_ppm[..4]);
        Assert.All(Read().Calibration_ppm[4..], ppm => Assert.Equal(0, ppm));
    }

    private static void Trip(FakeBench bench)
    {
        bench.Cells.Cell_mV[0] = 4300;
        bench.Run(60);
    }

    [Fact]
    public void An_orderly_end_keeps_the_charge_and_what_went_through()
    {
        FakeBench bench = Boot().Into(Request.Discharge);
        SetCurrent(bench, -5000);
        bench.Run(36_000);
        bench.Bms.Close();
        PackMemory memory = Read();
        Assert.InRange(memory.ChargeOut_mAh, 4990, 5000);
        Assert.Equal((bench.State.Soc_ppm, bench.State.SocSigma_ppm), (memory.Soc_ppm, memory.SocSigma_ppm));
        Assert.InRange(memory.Ran_min, 59, 60);
    }

    /// <summary>Whoever trips every minute writes no more than the memory stands.</summary>
    [Fact]
    public void Hours_of_trips_write_no_more_than_they_may()
    {
        FakeBench bench = Boot();
        int before = _store.Writes;
        for (int minute = 0; minute < 360; minute++)
        {
            bench.Cells.Cell_mV[0] = minute % 2 == 0 ? 4300 : 3600;
            bench.Run(600);
        }

        Assert.InRange(_store.Writes - before, 20, (PackKeeper.SavesPerDay / 4) + PackKeeper.Reserve);
    }

    [Fact]
    public void A_pack_at_rest_writes_next_to_nothing()
    {
        FakeBench bench = Boot();
        bench.Run(10 * Day_s / 12);
        Assert.InRange(_store.Writes, 1, 2);
    }

    [Fact]
    public void A_board_that_restarts_again_and_again_writes_twice_a_boot_at_most()
    {
        for (int boot = 0; boot < 50; boot++)
        {
            int before = _store.Writes;
            FakeBench bench = Boot();
            for (int i = 0; i < 20; i++)
            {
                bench.Cells.Cell_mV[0] = i % 2 == 0 ? 4300 : 3600;
                bench.Run(60);
            }

            Assert.InRange(_store.Writes - before, 1, PackKeeper.FirstReserve);
        }
    }

    [Fact]
    public void A_memory_that_fails_is_told_and_told_again_when_it_is_back()
    {
        FakeBench bench = Boot();
        bench.Run(20);
        _store.FailingSlot = PackMemory.FirstSlot;
        bench.Cells.Cell_mV[0] = 4300;
        bench.Run(25);
        Assert.True(bench.IsActive(Fault.StateNotStored));
        Assert.Equal(Mode.Standby, new FakeBench().Into(Request.Standby).State.Mode);
        _store.FailingSlot = -1;
        bench.Run(10 * 1000);
        Assert.False(bench.IsActive(Fault.StateNotStored));
    }

    // At 3642 mV the curve of Nmc811 says 42 %; its error at a start is some per cent. A remembered 40 % with a small error pulls towards
    // it.
    [Fact]
    public void What_is_remembered_is_weighed_against_the_voltage()
    {
        Remember(400_000, 1000);
        FakeBench bench = Boot(3642);
        bench.Run(20);
        Assert.InRange(bench.State.Soc_ppm, 400_000, 419_000);
        FakeBench without = new(wire: cells => Array.Fill(cells.Cell_mV, 3642));
        without.Run(20);

        // Of two independent guesses the inverse variances add; what was 1,000 ppm has grown by 5 % while nobody looked.
        double weight = Math.Pow(51_000, -2) + Math.Pow(without.State.SocSigma_ppm, -2);
        Assert.InRange(bench.State.SocSigma_ppm * Math.Sqrt(weight), 0.98, 1.02);
    }

    /// <summary>Another pack may have been plugged in: a memory that the voltage contradicts counts for nothing.</summary>
    [Fact]
    public void What_the_voltage_contradicts_is_not_believed()
    {
        Remember(950_000, 1000);
        FakeBench bench = Boot(3364);
        bench.Run(20);
        FakeBench without = new(wire: cells => Array.Fill(cells.Cell_mV, 3364));
        without.Run(20);
        Assert.Equal((without.State.Soc_ppm, without.State.SocSigma_ppm), (bench.State.Soc_ppm, bench.State.SocSigma_ppm));
    }

    private void Remember(int soc_ppm, int sigma_ppm)
    {
        PackMemory memory = new(_store) { Soc_ppm = soc_ppm, SocSigma_ppm = sigma_ppm };
        Assert.True(memory.TrySave());
    }

    private FakeBench Boot(int rested_mV = 3700) =>
        new(wire: cells => Array.Fill(cells.Cell_mV, rested_mV), fit: (_, ports) => ports.Store = _store);

    private PackMemory Read()
    {
        PackMemory memory = new(_store);
        Assert.True(memory.TryLoad());
        return memory;
    }

    private static void SetCurrent(FakeBench bench, int current_mA) => bench.Current.Current_mA = current_mA;
}
