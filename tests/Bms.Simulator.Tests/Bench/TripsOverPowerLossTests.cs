using System.Text;
using Bms.Protection;
using Bms.Records;
using Bms.Simulator.Bench;
using Bms.Simulator.Scenarios;

namespace Bms.Simulator.Tests.Bench;

/// <summary>
/// Every board keeps its trips over a loss of power, on its own driver, flash and link: what a fleet hears after the next boot is what
/// happened in the boot before.
/// </summary>
public class TripsOverPowerLossTests
{
    private const int LooseCell = 2;

    private readonly List<TripFacts> _heard = [];

    // A joint of so many ohms takes a volt of the third cell's at that load: 2.6 V of 3.6 V, which is a trip by the cell.
    public static TheoryData<string, double, double> Boards => new()
    {
        { "bench-4s", 2, 0.5 }, { "pack-16s", 20, 0.05 }, { "pack-15s", 20, 0.05 },
    };

    [Theory, MemberData(nameof(Boards))]
    public void After_the_next_boot_a_trip_still_says_who_which_cell_and_what_was_before_and_the_count_goes_on(
        string board, double load_A, double joint_ohm)
    {
        VirtualBench bench = Listened(board);
        Trip(bench, load_A, joint_ohm);
        double rested_mV = bench.Pack.CellVoltage_V(LooseCell + 1) * 1000;
        TripFacts told = Told(bootsAgo: 0);
        Assert.Equal(((int)Level.Firmware, LooseCell, 1), (told.Level, told.Channel, told.Times));
        Assert.InRange(told.Value, 2400, 2800);
        Assert.Equal(-load_A * 1000, told.Before_mA, load_A * 30);
        Assert.InRange(told.BeforeHighest_mV, rested_mV - 100, rested_mV + 30);
        Assert.Equal(250, told.BeforeHottest_ddegC, 15.0);

        _heard.Clear();
        bench.PowerCycle();
        bench.Run_s(30);
        // A current is kept in steps of 10 mA.
        Assert.Equal(told with { BootsAgo = 1, Before_mA = told.Before_mA / 10 * 10 }, Told(bootsAgo: 1));

        _heard.Clear();
        Trip(bench, load_A, joint_ohm);
        Assert.Equal((LooseCell, 2), (Told(bootsAgo: 0).Channel, Told(bootsAgo: 0).Times));
    }

    // Without the newest of the two copies and with the other, nothing that was never saved is told.
    [Theory, InlineData("bench-4s", 2), InlineData("pack-16s", 20), InlineData("pack-15s", 20)]
    public void A_board_that_never_tripped_tells_of_no_trip_after_a_boot(string board, double load_A)
    {
        VirtualBench bench = Listened(board);
        Drive(bench, load_A);
        Assert.True(bench.Pack.DischargeSwitch);
        bench.PowerCycle();
        bench.Run_s(30);
        Assert.Empty(_heard);
    }

    private static void Drive(VirtualBench bench, double load_A)
    {
        bench.Pack.Load.SetCurrent_A(0);
        bench.Run_s(5);
        bench.Firmware.Controller!.Ask(Request.Discharge);
        bench.Run_s(5);
        bench.Pack.Load.SetCurrent_A(load_A);
        bench.Run_s(10);
    }

    private static void Trip(VirtualBench bench, double load_A, double joint_ohm)
    {
        Drive(bench, load_A);
        Assert.True(bench.Pack.DischargeSwitch);
        bench.Pack.SetContactResistance_ohm(LooseCell, joint_ohm);
        bench.Run_s(10);
        Assert.False(bench.Pack.DischargeSwitch);
        bench.Pack.SetContactResistance_ohm(LooseCell, 0);
        bench.Run_s(20);
    }

    private TripFacts Told(int bootsAgo) =>
        Assert.Single(_heard, t => t.Row == (int)Fault.CellUnderVoltage && t.BootsAgo == bootsAgo) with { Number = 0 };

    private VirtualBench Listened(string board)
    {
        VirtualBench bench = new BenchBuilder()
            .With(o => o with { Board = BoardKind.Of(board), Key = RecordCheck.Key(o.DeviceId, o.KeyEpoch) }).Build();
        BenchOptions o = bench.Options;
        FleetVerifier fleet = new([new DeviceKey([.. o.DeviceId], o.KeyEpoch, o.Site, [.. o.Key])]);
        bench.Broker.Subscribe("bms/v1/#", (topic, message, time_us) =>
        {
            if (fleet.Verify(Encoding.UTF8.GetBytes(topic), message, out RecordHeader header).IsAccepted()
                && RecordDecoder.TryDecode(header, message, out TelemetryRecord record, out _) && record.Trip is TripFacts trip)
            {
                _heard.Add(trip);
            }
        });
        return bench;
    }
}
