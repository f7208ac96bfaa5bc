using Bms.Fleet.Watch;
using Bms.Protection;
using Bms.Records;
using Xunit;

namespace Bms.Fleet.Tests.Watch;

public class TripWordsTests
{
    private readonly TripFacts _trip = new()
    {
        Number = 1, Row = (int)Fault.CellOverVoltage, Level = (int)Level.Firmware, Channel = 2, Value = 4256, BootsAgo = 1, Uptime_s = 431,
        Utc_s = 1_800_000_000, Before_mA = 25_312, BeforeLowest_mV = 4180, BeforeHighest_mV = 4252, BeforeHottest_ddegC = 310, Times = 4,
    };

    [Fact]
    public void A_trip_says_when_who_which_cell_what_came_before_how_often_and_what_to_do() => Assert.Equal(
        "trip 1, the boot before this one, 431 s after its start, 2027-01-15T08:00:00Z: the firmware opened, "
            + "cell over voltage raised on cell 3 at 4256 mV; just before: 25.3 A, cells 4180..4252 mV, hottest 31.0 degC; "
            + "4 times in the pack's life; what to do: unplug the charger, compare the cell with a meter, then ask again",
        TripWords.Sentence(_trip));

    [Fact]
    public void A_trip_of_the_chip_in_this_boot_without_a_clock()
    {
        string text = TripWords.Sentence(_trip with
        {
            Row = (int)Fault.ProtectorShortCircuit, Level = (int)Level.Chip, BootsAgo = 0, Utc_s = null, Times = 1,
        });
        Assert.StartsWith("trip 1, this boot, 431 s after its start: the protector chip opened, protector short circuit raised;", text);
        Assert.EndsWith("; once in the pack's life; what to do: look for a short circuit, then ask again", text);
    }

    [Fact]
    public void A_row_of_a_later_firmware_is_told_without_advice() =>
        Assert.EndsWith("255 times or more in the pack's life", TripWords.Sentence(_trip with { Row = 61, Times = 255 }));

    [Fact]
    public void Every_row_has_advice() =>
        Assert.All(Enum.GetValues<Fault>(), fault => Assert.True(TripWords.ToDo((int)fault).Length > "; what to do: ".Length));

    [Fact]
    public void Programs_get_the_same_as_fields()
    {
        var json = TripWords.Json(_trip);
        Assert.Equal(("cell over voltage", 4256, 25_312), ((string?)json["fault"], (int)json["value"]!, (int)json["before_mA"]!));
        Assert.Equal(TripWords.Sentence(_trip), (string?)json["text"]);
    }
}
