using Bms.Storage;
using Xunit;

namespace Bms.Tests.Storage;

public class TripMemoryTests
{
    [Fact]
    public void Nothing_is_kept_in_a_new_one() => Assert.Equal(TripMemory.None, new TripMemory().Row);

    [Fact]
    public void Takes_over_all_that_another_one_holds()
    {
        TripMemory trip = new()
        {
            Row = 1, Level = 2, Channel = 3, Value = 4, Boot = 5, Uptime_s = 6, Before_mA = 7, BeforeLowest_mV = 8, BeforeHighest_mV = 9,
            BeforeHottest_ddegC = 10, Utc_s = 11,
        };
        TripMemory copy = new();
        copy.CopyFrom(trip);
        Assert.Equal((1, 2, 3, 4, 5, 6), (copy.Row, copy.Level, copy.Channel, copy.Value, copy.Boot, copy.Uptime_s));
        Assert.Equal((7, 8, 9, 10), (copy.Before_mA, copy.BeforeLowest_mV, copy.BeforeHighest_mV, copy.BeforeHottest_ddegC));
        Assert.Equal(11, copy.Utc_s);
    }

    [Theory]
    [InlineData(0, 0), InlineData(1_735_689_600, 0), InlineData(1_735_689_601, 1_735_689_601)] // before 2025 no clock is believed
    [InlineData(1_766_000_000, 1_766_000_000), InlineData(3_883_173_247, 3_883_173_247)] // to 2093
    public void The_time_of_a_trip_is_kept_from_2025_to_2093(long utc_s, long kept_s)
    {
        TornStore store = new(4, PackMemory.RecordSize);
        PackMemory memory = new(store);
        memory.Add(new TripMemory { Row = 1, Utc_s = utc_s });
        Assert.True(memory.TrySave());
        PackMemory read = new(store);
        Assert.True(read.TryLoad());
        Assert.Equal(kept_s, read.Trip[0].Utc_s);
    }

    [Theory]
    [InlineData(int.MinValue, -70_000_000, -400), InlineData(int.MaxValue, 70_000_000, 1250), InlineData(0, 0, 0), InlineData(-1, -10, -1)]
    public void Bytes_hold_each_value_with_its_sign(int value, int before_mA, int hottest_ddegC)
    {
        TornStore store = new(4, PackMemory.RecordSize);
        PackMemory memory = new(store);
        TripMemory trip = memory.Trip[7];
        (trip.Row, trip.Value, trip.Before_mA, trip.BeforeHottest_ddegC, trip.Channel) = (52, value, before_mA, hottest_ddegC, 95);
        Assert.True(memory.TrySave());
        PackMemory read = new(store);
        Assert.True(read.TryLoad());
        TripMemory found = read.Trip[7];
        Assert.Equal((52, value, before_mA, hottest_ddegC, 95),
            (found.Row, found.Value, found.Before_mA, found.BeforeHottest_ddegC, found.Channel));
    }
}
