using Bms.Anomaly;
using Bms.Protection;
using Bms.Tests.Fakes;
using Xunit;

namespace Bms.Tests.Anomaly;

/// <summary>The detector inside the controller: what it may do, and above all what it may not.</summary>
public class PackWatchTests
{
    /// <summary>
    /// Two controllers with the same inputs, tick by tick: loads, noise, over-voltages, cold, heat, lost readings. Every event, every
    /// command of a switch and every mode is the same with the detector and without, although it warns and lowers the charge.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Protections_are_the_same_with_and_without(int seed)
    {
        var with = new FakeBench();
        var without = new FakeBench(change: pack => pack.WatchesAnomalies = false);
        var script = new RandomScript(seed);
        bool lowered = false;
        for (int second = 0; second < 4000; second++)
        {
            script.Next();
            script.Apply(with);
            script.Apply(without);
            for (int tick = 0; tick < 10; tick++)
            {
                with.Run(1);
                without.Run(1);
                Assert.Equal(Protections(without), Protections(with));
            }

            lowered |= with.State.ChargeCap_permille < 1000;
        }

        Assert.Null(without.Bms.Watch);
        Assert.True(lowered);
        Assert.InRange(with.Bms.Watch.Detector.Alarms.Raised, 2, int.MaxValue);
        Assert.InRange(with.Bms.Events.Written, 20, int.MaxValue);
        Assert.Equal(Log(without.Bms.Events), Log(with.Bms.Events));
    }

    [Fact]
    public void It_looks_once_a_second_in_a_tick_without_other_slow_work()
    {
        FakeBench bench = new();
        List<int> looks = [];
        float before = bench.Bms.Watch.Detector.Pack.Rest_s;
        for (int tick = 1; tick <= 100; tick++)
        {
            bench.Run(1);
            float now = bench.Bms.Watch.Detector.Pack.Rest_s;
            if (now != before)
            {
                looks.Add(tick % 10);
            }

            before = now;
        }

        Assert.Equal(9, looks.Count);
        Assert.All(looks, at => Assert.Equal(9, at));
    }

    [Fact]
    public void A_cell_that_collapses_is_an_alarm_and_lowers_the_charge_limit_at_once_and_gives_it_back_late()
    {
        FakeBench bench = new();
        int drop_mV = 0;
        bench.Cells.Reading = reading =>
        {
            for (int i = 0; i < 4; i++)
            {
                bench.Cells.Cell_mV[i] = 3700 + (reading / 200) + (((reading * 7) + (i * 3)) % 4) - (i == 1 ? drop_mV : 0);
            }

            bench.Current.Bus_mV = bench.Cells.Cell_mV.Sum();
        };
        bench.Into(Request.Charge).Current.Current_mA = 2000;
        bench.Run(900);
        Assert.Equal(2500, bench.State.ChargeLimit_mA);
        drop_mV = 180;
        bench.Run(60);
        Assert.Equal((AnomalyAlarm.Severe, CapReason.Severity), (bench.State.AnomalySeverity, bench.State.ChargeCapBy));
        Assert.Equal(500, bench.State.ChargeLimit_mA);
        drop_mV = 0;
        bench.Run(50 * 60 * 10);
        Assert.Equal(500, bench.State.ChargeLimit_mA);
        bench.Run(12 * 60 * 10);
        Assert.Equal((0, 2500), (bench.State.AnomalySeverity, bench.State.ChargeLimit_mA));
    }

    private static (long, long, long, Mode, bool, bool) Protections(FakeBench b) => (b.State.Active, b.State.Latched,
        b.State.ChargeHeldBy | b.State.DischargeHeldBy, b.State.Mode, b.State.ChargeCommand, b.State.DischargeCommand);

    private static string Log(EventLog log) => string.Join('\n', Enumerable.Range(log.Oldest, log.Written - log.Oldest + 1)
        .Select(n => $"{n} {log.Row(n)} {log.Raised(n)} {log.Channel(n)} {log.Value(n)} {log.Uptime_ms(n)}"));

    /// <summary>What a pack may meet in a second, drawn once and given to both.</summary>
    private sealed class RandomScript(int seed)
    {
        private readonly Random _random = new(seed);
        private int[] _cell_mV = [3700, 3700, 3700, 3700];
        private int _odd;
        private int _current_mA;
        private int _probe_ddegC = 250;
        private Quality _quality = Quality.Good;
        private Request? _ask;

        internal void Next()
        {
            int dice = _random.Next(200);
            _odd = dice switch { < 4 => 700, < 8 => -900, < 16 => -400, < 150 => _odd, _ => 0 };
            _cell_mV = [.. _cell_mV.Select(_ => 3700 + _random.Next(4))];
            _current_mA = dice == 20 ? -12_000 : dice % 7 == 0 ? _random.Next(-8000, 2500) : _current_mA;
            _probe_ddegC = dice == 30 ? 620 : dice == 31 ? -50 : dice > 150 ? 250 : _probe_ddegC;
            _quality = dice is 40 or 41 ? Quality.BusError : Quality.Good;
            _ask = dice is > 100 and < 110 ? Request.Discharge : dice is > 110 and < 130 ? Request.Charge : null;
        }

        internal void Apply(FakeBench bench)
        {
            for (int i = 0; i < 4; i++)
            {
                bench.Cells.Cell_mV[i] = _cell_mV[i] + (i == 2 ? _odd : 0);
                bench.Cells.Quality[i] = i == 1 ? _quality : Quality.Good;
            }

            bench.Current.Current_mA = _current_mA;
            bench.Current.Bus_mV = bench.Cells.Cell_mV.Sum();
            bench.Probes[0].Temperature_ddegC = _probe_ddegC;
            if (_ask is Request request)
            {
                bench.Bms.ResetLatches(ClearedBy.Person);
                bench.Bms.Ask(request);
            }
        }
    }
}
