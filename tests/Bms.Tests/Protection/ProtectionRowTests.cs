using System.Reflection;
using Bms.Protection;
using Bms.Tests.Fakes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>A row by itself: two cells, over-voltage at 4250 mV after 3 samples, release at 4130 mV after 4.</summary>
public class ProtectionRowTests
{
    private readonly Signal _cells = new(2);
    private readonly EventLog _events = new();

    [Fact]
    public void Tells_of_its_first_channel_and_of_the_last_that_clears()
    {
        ProtectionRow row = Row();
        Feed(row, 4300, 3700, 3);
        Feed(row, 4300, 4301, 3);
        Assert.Equal((1, true, 0, 4300), (_events.Written, _events.Raised(1), _events.Channel(1), _events.Value(1)));
        Feed(row, 4100, 4301, 4);
        Assert.Equal((1, true, false), (_events.Written, row.Active, row.IsTripped(0)));
        Feed(row, 4100, 4101, 4);
        Assert.Equal((2, false, 1, 4101), (_events.Written, _events.Raised(2), _events.Channel(2), _events.Value(2)));
        Assert.False(row.Active);
    }

    [Theory]
    [InlineData(Watch.Above, 4203, 4083)]
    [InlineData(Watch.Below, 4297, 4177)]
    public void Tighten_moves_one_channel_inwards(Watch watch, int limit, int release)
    {
        ProtectionRow row = new(Fault.CellOverVoltage, _cells, watch, 4250, 4130, 3, 4, Reaction.StopCharge, ClearedBy.Person, false);
        row.Tighten(1, 47);
        Assert.Equal([4250, limit], row.Limit);
        Assert.Equal([4130, release], row.Release);
    }

    /// <summary>A row that found nothing near its limit keeps the nearest limit in mind; a tighter one must count at once.</summary>
    [Fact]
    public void Tighten_holds_at_once_on_a_row_that_was_quiet()
    {
        ProtectionRow row = Row();
        Feed(row, 3700, 3700, 10);
        row.Tighten(1, 50);
        Feed(row, 3700, 4200, 3);
        Assert.True(row.IsTripped(1));
    }

    [Fact]
    public void Counts_on_when_the_sample_counter_wraps()
    {
        ProtectionRow row = Row();
        _cells.Samples[0] = int.MaxValue - 1;
        _cells.Samples[1] = -2;
        row.Step(0, false, _events);
        Feed(row, 4300, 3700, 2);
        Assert.False(row.Active);
        Feed(row, 4300, 3700, 1);
        Assert.True(row.IsTripped(0));
    }

    /// <summary>The count of healthy samples once ran on while a latched row waited, to a wrap after 6.8 years.</summary>
    [Fact]
    public void A_latched_row_counts_no_further_than_its_release()
    {
        ProtectionRow row = Row(latching: true);
        Feed(row, 4300, 3700, 3);
        Feed(row, 3700, 3700, 1000);
        FieldInfo count = typeof(ProtectionRow).GetField("_count", BindingFlags.Instance | BindingFlags.NonPublic)!;
        Assert.Equal(-1 - 4, ((int[])count.GetValue(row)!)[0]);
    }

    [Fact]
    public void An_age_beyond_25_days_is_still_an_age()
    {
        ProtectionRow row = new(Fault.CellSensorLost, _cells, Watch.Age, 500, 100, 1, 10, Reaction.OpenAll, ClearedBy.Person, false);
        row.Step(1L << 40, false, _events);
        Assert.Equal((true, int.MaxValue), (row.Active, _events.Value(1)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Refuses_to_trip_or_clear_on_no_sample_at_all(int delay, int releaseSamples) => Sentences.AssertOne(
        Assert.Throws<ArgumentException>(() => new ProtectionRow(Fault.CellSpread, _cells, Watch.Above, 1, 0, delay, releaseSamples,
            Reaction.None, ClearedBy.Person, false)).Message);

    /// <summary>
    /// Random histories of two cells, each cycle a healthy, high or refused reading, against the rule in one sentence: a channel is
    /// tripped from its third fresh high sample in a row to its fourth fresh low one in a row.
    /// </summary>
    [Fact]
    public void Does_what_its_rule_says_on_every_history() => Always.Holds(
        Gen.Elements('h', 'h', 'l', 'l', 'm', '-').ArrayOf(160),
        history =>
        {
            Signal cells = new(2);
            ProtectionRow row = new(
                Fault.CellOverVoltage, cells, Watch.Above, 4250, 4130, 3, 4, Reaction.StopCharge, ClearedBy.Person, false);
            string[] seen = ["", ""];
            bool[] tripped = new bool[2];
            for (int i = 0; i + 1 < history.Length; i += 2)
            {
                for (int cell = 0; cell < 2; cell++)
                {
                    Deliver(cells, cell, history[i + cell]);
                    seen[cell] += history[i + cell] == '-' ? "" : history[i + cell];
                    bool isFresh = history[i + cell] != '-';
                    bool trips = isFresh && !tripped[cell] && seen[cell].EndsWith("hhh", StringComparison.Ordinal);
                    bool clears = isFresh && tripped[cell] && seen[cell].EndsWith("llll", StringComparison.Ordinal);
                    tripped[cell] = trips || (tripped[cell] && !clears);
                    seen[cell] = trips || clears ? "" : seen[cell];
                }

                row.Step(i, false, new EventLog());
                Assert.Equal((tripped[0], tripped[1]), (row.IsTripped(0), row.IsTripped(1)));
                Assert.Equal(tripped[0] || tripped[1], row.Active);
            }
        });

    /// <summary>Whatever the neighbour does, a cell that stays too high trips at its third fresh sample.</summary>
    [Fact]
    public void No_neighbour_delays_a_trip() => Always.Holds(
        Gen.Elements('h', 'l', 'm', '-').ArrayOf(3).Zip(Gen.Choose(4250, 4800)),
        x =>
        {
            (char[] neighbour, int high_mV) = x;
            Signal cells = new(2);
            ProtectionRow row = new(
                Fault.CellOverVoltage, cells, Watch.Above, 4250, 4130, 3, 4, Reaction.StopCharge, ClearedBy.Person, false);
            for (int i = 0; i < 3; i++)
            {
                Assert.False(row.IsTripped(1));
                Deliver(cells, 0, neighbour[i]);
                cells.Accept(1, high_mV, i);
                row.Step(i, false, new EventLog());
            }

            Assert.True(row.IsTripped(1));
        });

    private static void Deliver(Signal cells, int cell, char what)
    {
        switch (what)
        {
            case 'h': cells.Accept(cell, 4250, 0); break;
            case 'm': cells.Accept(cell, 4200, 0); break;
            case 'l': cells.Accept(cell, 4130, 0); break;
            default: cells.Reject(cell, Quality.Implausible); break;
        }
    }

    private ProtectionRow Row(bool latching = false) =>
        new(Fault.CellOverVoltage, _cells, Watch.Above, 4250, 4130, 3, 4, Reaction.StopCharge, ClearedBy.Person, latching);

    private void Feed(ProtectionRow row, int first_mV, int second_mV, int times)
    {
        for (int i = 0; i < times; i++)
        {
            _cells.Accept(0, first_mV, 0);
            _cells.Accept(1, second_mV, 0);
            row.Step(0, false, _events);
        }
    }
}
