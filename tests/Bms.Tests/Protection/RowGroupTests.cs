using System.Reflection;
using Bms.Ports;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Protection;

/// <summary>A group may pass over its rows only where each of them, stepped by itself, would have done nothing.</summary>
public class RowGroupTests
{
    private const int Cycles = 4_000;

    private static readonly FieldInfo[] s_signals =
        [.. typeof(PackSample).GetFields().Where(field => field.FieldType == typeof(Signal))];

    /// <summary>Two tables over one sample: one through the manager, of the other each row by itself, in the order of the table.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_rows_do_the_same_with_groups_and_without(int seed)
    {
        var random = new Random(seed);
        PackSample sample = TestPack.HealthySample();
        ProtectionTable grouped = Table(sample), single = Table(sample);
        EventLog events = new(), expected = new();
        var manager = new ProtectionManager(grouped, events);
        var state = new PackState();
        int stirred = 0;
        for (long now_ms = 100; now_ms < Cycles * 100; now_ms += 100)
        {
            Disturb(sample, grouped.Rows, random, now_ms);
            long resets = random.Next(30) == 0 ? grouped.ClearableBy(ClearedBy.Person) : 0;
            if (resets != 0)
            {
                manager.ResetLatches(ClearedBy.Person);
            }

            if (random.Next(200) == 0)
            {
                int more_ms = random.Next(2) * 6_000;
                grouped.LetCellsAge(more_ms);
                single.LetCellsAge(more_ms);
            }

            manager.Step(now_ms, state);
            long active = StepEach(single, resets, now_ms, expected);
            Assert.Equal(active, state.Active);
            stirred += active != 0 ? 1 : 0;
        }

        Assert.InRange(stirred, Cycles / 10, Cycles * 9 / 10);
        Assert.Equal(Texts(expected), Texts(events));
    }

    [Fact]
    public void A_group_is_calm_only_after_a_look_and_only_between_the_limits_of_its_rows()
    {
        Signal signal = new(2);
        ProtectionRow low = new(Fault.CellUnderVoltage, signal, Watch.Below, 2800, 2900, 2, 2, Reaction.OpenAll, ClearedBy.Person, false);
        ProtectionRow high = new(Fault.CellOverVoltage, signal, Watch.Above, 4250, 4100, 2, 2, Reaction.OpenAll, ClearedBy.Person, false);
        ProtectionRow old = new(Fault.CellSensorLost, signal, Watch.Age, 500, 100, 1, 2, Reaction.OpenAll, ClearedBy.Person, false);
        var group = new RowGroup(signal);
        signal.AcceptAll([3700, 3600], 100);
        Assert.False(group.IsCalm(100));
        group.Begin();
        foreach (ProtectionRow row in (ProtectionRow[])[low, high, old])
        {
            row.Step(100, false, new EventLog());
            group.Take(row);
        }

        Assert.True(group.IsCalm(100));
        Assert.True(group.IsCalm(599));
        Assert.False(group.IsCalm(600));
        signal.Accept(1, 2801, 200);
        Assert.True(group.IsCalm(200));
        signal.Accept(1, 2800, 200);
        Assert.False(group.IsCalm(200));
        signal.Accept(1, 4249, 200);
        Assert.True(group.IsCalm(200));
        signal.Accept(0, 4250, 200);
        Assert.False(group.IsCalm(200));
        signal.Accept(0, 3700, 200);
        group.Wake();
        Assert.False(group.IsCalm(200));
    }

    private static ProtectionTable Table(PackSample sample)
    {
        ProtectionTable table = new(sample, TestPack.Config());
        table.Fit(true, true, true, (ProtectorTrip)~0);
        return table;
    }

    // All is fresh and healthy; now and then a signal goes to a row's limit, a unit inside or outside of it, or says nothing.
    private static void Disturb(PackSample sample, ProtectionRow[] rows, Random random, long now_ms)
    {
        bool strikes = random.Next(12) == 0;
        long stretch = now_ms / 2_000; // for the rows that watch an age
        Signal? silent = stretch % 3 == 0 ? rows[stretch * 7919 % rows.Length].Signal : null;
        ProtectionRow row = rows[random.Next(rows.Length)];
        foreach (FieldInfo field in s_signals)
        {
            var signal = (Signal)field.GetValue(sample)!;
            for (int channel = 0; channel < signal.Count && signal != silent; channel++)
            {
                int limit = row.Watch == Watch.Bits ? row.Limit[0] : row.Limit[channel % row.Limit.Length] + random.Next(-1, 2);
                int healthy = signal == sample.Cell_mV ? 3700 : signal == sample.Temperature_ddegC ? 250 : 0;
                bool hit = strikes && signal == row.Signal && row.Watch != Watch.Age;
                signal.Accept(channel, hit ? limit : healthy, now_ms);
            }
        }
    }

    private static long StepEach(ProtectionTable table, long resets, long now_ms, EventLog events)
    {
        long active = 0;
        for (int i = 0; i < table.Count; i++)
        {
            bool trips = table.Rows[i].Fitted && table.Rows[i].Step(now_ms, (resets & (1L << i)) != 0, events);
            active |= trips ? 1L << i : 0;
        }

        return active;
    }

    private static string[] Texts(EventLog log) => [.. Enumerable.Range(log.Oldest, log.Written - log.Oldest + 1)
        .Select(n => $"{n}: {log.Row(n)} {log.Raised(n)} {log.Channel(n)} {log.Value(n)} {log.Uptime_ms(n)}")];
}
